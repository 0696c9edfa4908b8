// Keeps the app away from the phone's dialogs and files, and notes every control that a click reaches in
// `window.pressed`.
function notePresses() {
  const ignore = () => {};
  HTMLAnchorElement.prototype.click = HTMLInputElement.prototype.click = window.print = ignore;
  navigator.share = undefined;
  window.pressed = [];
  window.onbeforeunload = null;
  const kinds = { click: "a, button, .scrim", pointerup: ".bodymap" };
  for (const [kind, selector] of Object.entries(kinds)) {
    document.addEventListener(kind, ({ target }) => {
      const control = target.closest(selector);
      if (control) window.pressed.push(control);
    });
  }
}
