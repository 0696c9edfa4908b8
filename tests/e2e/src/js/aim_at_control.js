// Scrolls one of the controls of controls.js into view and returns its middle. Notes it in `window.tapped`.
function aimAtControl(index) {
  const around = document.querySelector(".sheet") ?? document.querySelector(".shell");
  const control = [...around.querySelectorAll("a[href], button")][index];
  control.scrollIntoView({ block: "nearest", behavior: "instant" });
  window.tapped = control;
  const { x, y, width, height } = control.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}
