// Taps a knee by keyboard this many times. Calls `done` with the median duration of a tap in milliseconds:
// its handler, and everything that follows before the browser may paint.
function tapCost(taps, done) {
  const knee = document.querySelector('[data-region="knee-l"]');
  const times = [];
  (async () => {
    for (let tap = 0; tap < taps; tap++) {
      const began = performance.now();
      knee.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      await Promise.resolve();
      await Promise.resolve();
      await new Promise(queueMicrotask);
      times.push(performance.now() - began);
      await new Promise(requestAnimationFrame);
    }
    times.sort((a, b) => a - b);
    done(times[times.length >> 1]);
  })();
}
