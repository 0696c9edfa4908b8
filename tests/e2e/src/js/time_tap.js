// Clicks one element. Calls `done` with the milliseconds until the text of another is new, and until that is
// painted.
function timeTap(tapped, awaited, done) {
  const now = () => document.querySelector(awaited)?.textContent;
  const before = now();
  const began = performance.now();
  const since = () => performance.now() - began;
  (async () => {
    document.querySelector(tapped).click();
    for (let turn = 0; turn < 100 && (!now() || now() === before); turn++) await null;
    const built = since();
    if (!now() || now() === before) throw new Error("not in this turn");
    await new Promise(requestAnimationFrame);
    await new Promise((later) => setTimeout(later));
    done([built, since()]);
  })();
}
