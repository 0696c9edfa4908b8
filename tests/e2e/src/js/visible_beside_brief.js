// Returns what is visible besides the therapist brief, as HTML.
function visibleBesideBrief() {
  const isBeside = (element) => element.checkVisibility() && !element.closest(".brief-paper, .print-only, .visually-hidden");
  return [...document.querySelectorAll("header, button, nav, p, h1, h2, h3, li")]
    .filter(isBeside)
    .map((element) => element.outerHTML.slice(0, 80))
    .join();
}
