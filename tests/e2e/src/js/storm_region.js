// Taps one region 203 times, once a millisecond. Sets `window.stormed` at the end.
function stormRegion(id) {
  window.stormed = false;
  const region = document.querySelector(`[data-region=${id}]`);
  (async () => {
    for (let tap = 0; tap < 203; tap++) {
      region.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      await new Promise((done) => setTimeout(done, 1));
    }
    window.stormed = true;
  })();
}
