// Returns the texts of the options, with a star before those that are chosen.
function options() {
  const text = (option) =>
    (option.ariaChecked === "true" ? "* " : "") + option.querySelector("b").textContent;
  return [...document.querySelectorAll(".option")].map(text).join("; ");
}
