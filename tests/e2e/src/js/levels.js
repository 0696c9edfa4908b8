// Returns the level of every marked region on the screen, sorted by its id.
function levels() {
  const marked = [...document.querySelectorAll("[data-region][data-lv]")];
  return Object.fromEntries(marked.map(({ dataset }) => [dataset.region, dataset.lv]).sort());
}
