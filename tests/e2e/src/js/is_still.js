// Whether no transition runs, apart from those of laps. CSS animations may run, and a hidden page counts as
// still.
function isStill() {
  const isIgnored = (animation) =>
    animation.playState !== "running" ||
    animation instanceof CSSAnimation ||
    animation.effect.target.closest(".lap");
  return document.hidden || document.getAnimations().every(isIgnored);
}
