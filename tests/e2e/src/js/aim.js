// Scrolls an element into view and returns its middle, whether a touch there reaches it, and what lies over
// it. On a page that is not still, no touch does.
function aim(element, block, isStill) {
  if (!element) return { over: "nothing: it is gone" };
  element.scrollIntoView({ block, behavior: "instant" });
  const { x: left, y: top, width, height } = element.getBoundingClientRect();
  const x = left + width / 2;
  const y = top + height / 2;
  const over = document.elementFromPoint(x, y);
  const takesTouches = !document.querySelector(".shell.paused");
  return {
    x,
    y,
    over: over?.outerHTML.slice(0, 80) ?? "nothing: it is off the screen",
    free: isStill && takesTouches && (element === over || element.contains(over) || over?.contains(element)),
  };
}
