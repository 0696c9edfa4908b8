// In forced colours, sets the fill colour of all letters to the colour that Chromium paints. It reports the
// fill colour as the styles have it, and axe-core reads that. In other colours, takes it away again.
function fillLettersAsPainted() {
  const isForced = matchMedia("(forced-colors: active)").matches;
  document.querySelectorAll("body *").forEach((element) => {
    element.style.webkitTextFillColor = isForced ? getComputedStyle(element).color : "";
  });
}
