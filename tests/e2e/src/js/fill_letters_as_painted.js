// In forced colours, sets the fill colour of all letters to the colour that Chromium paints. It reports the
// fill colour as the styles have it, and axe-core reads that.
function fillLettersAsPainted() {
  if (!matchMedia("(forced-colors: active)").matches) return;
  document.querySelectorAll("body *").forEach((element) => {
    element.style.webkitTextFillColor = getComputedStyle(element).color;
  });
}
