// Runs before the page's own scripts. From the first paint on, touches a region in every frame until its level changes, and then
// sets `answered` to the time since navigation in milliseconds.
new PerformanceObserver((list, observer) => {
  if (!list.getEntriesByName("first-contentful-paint").length) return;
  observer.disconnect();
  const level = () => document.querySelector('[data-region="quad-l"]').dataset.lv;
  const before = level();
  const touch = () => {
    const region = document.querySelector('[data-region="quad-l"]');
    const { left, top, width, height } = region.getBoundingClientRect();
    const at = { bubbles: true, isPrimary: true, clientX: left + width / 2, clientY: top + height / 2 };
    region.dispatchEvent(new PointerEvent("pointerdown", at));
    region.dispatchEvent(new PointerEvent("pointerup", at));
    if (level() === before) requestAnimationFrame(touch);
    else window.answered = performance.now();
  };
  touch();
}).observe({ type: "paint", buffered: true });
