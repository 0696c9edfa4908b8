// Returns the field whose label has this text in a `span`, or begins with it.
function fieldByLabel(text) {
  const hasText = (label) =>
    label.querySelector("span")?.innerText.trim() === text || label.innerText.trim().startsWith(text);
  return [...document.querySelectorAll("label")].find(hasText)?.querySelector("input, textarea");
}
