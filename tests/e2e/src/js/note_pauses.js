// Counts from now on how often the app pauses touches.
function notePauses() {
  window.pauses = 0;
  new MutationObserver((changes) => {
    window.pauses += changes.filter(({ target }) => target.matches(".shell.paused")).length;
  }).observe(document, { subtree: true, attributeFilter: ["class"] });
}
