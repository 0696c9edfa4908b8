// Runs before the page's own scripts. Notes what the browser is about to paint in each frame, as long as something of the app is
// visible: how many regions are marked, and which tab is lit.
window.painted = new Set();
(function note() {
  const app = document.getElementById("app");
  if (app && getComputedStyle(app).visibility === "visible") {
    const marked = document.querySelectorAll("[data-region][data-lv]").length;
    window.painted.add(`${marked} ${app.querySelector("[aria-current]")?.innerText.trim()}`);
  }
  requestAnimationFrame(note);
})();
