// Returns the narrower of the gaps between the running clock's text and the lap around it, in CSS px.
function clockGap() {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".timer-hero"));
  const text = range.getBoundingClientRect();
  const lap = document.querySelector(".run-lap .lap-track").getBoundingClientRect();
  return Math.min(text.left - lap.left, lap.right - text.right);
}
