// Taps three regions in turn, as fast as the browser can, this many times in all. Sets `window.stormed` at
// the end.
function stormAreas(areas, changes) {
  window.stormed = false;
  const channel = new MessageChannel();
  // Unlike a timer, a message is never delayed.
  const turn = () =>
    new Promise((done) => {
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
  (async () => {
    for (let change = 0; change < changes; change++) {
      const region = document.querySelector(`[data-region=${areas[change % 3]}]`);
      region.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      await turn();
    }
    window.stormed = true;
  })();
}
