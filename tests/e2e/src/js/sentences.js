// Returns what the rows of the patterns say.
function sentences() {
  const sentence = (row) => [...row.children].map((part) => part.textContent).join(": ");
  return [...document.querySelectorAll(".row .row-text")].map(sentence).join("; ");
}
