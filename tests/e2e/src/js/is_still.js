// Whether no transition runs, apart from those of laps. CSS animations may run, and a hidden page counts as
// still. A transition that is finished by the clock still counts until the frame that shows its end: where
// frames are slow, everything lies where it began until then.
function isStill() {
  const isIgnored = (animation) =>
    animation instanceof CSSAnimation || animation.effect.target.closest(".lap");
  return document.hidden || document.getAnimations().every(isIgnored);
}
