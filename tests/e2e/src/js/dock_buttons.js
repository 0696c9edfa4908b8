// Returns the boxes of the buttons of the dock by their names, without the shrinking of a button that is
// pressed.
function dockButtons() {
  const buttons = [...document.querySelectorAll(".app > .dock .btn, .app .body-dock .btn")];
  return Object.fromEntries(
    buttons.map(({ innerText, offsetLeft, offsetTop, offsetWidth, offsetHeight }) => [
      innerText.replace(/\s+/g, " ").trim(),
      [offsetLeft, offsetTop, offsetWidth, offsetHeight],
    ]),
  );
}
