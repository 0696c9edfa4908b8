// Taps regions at random without pause. `window.acked` is the record of the check-in each time that "Saved"
// was on the screen, `window.waits` are the milliseconds from each tap to that.
function storm() {
  window.acked = null;
  window.waits = [];
  const regions = [...document.querySelectorAll("[data-region]")];
  const isSaved = () => document.querySelector(".saved:not(.pending)")?.innerText === "Saved";
  const record = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith("tightspot:run:"))
      .map((key) => localStorage[key])[0];
  const saved = () =>
    new Promise((done) => {
      const check = () => (isSaved() ? done() : setTimeout(check));
      setTimeout(check);
    });
  (async () => {
    for (;;) {
      const region = regions[Math.floor(Math.random() * regions.length)];
      const began = performance.now();
      region.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      await saved();
      window.waits.push(performance.now() - began);
      window.acked = record();
    }
  })();
}
