// Writes one run of these metres, this many days ago, with the right IT band at this level.
function seedRunDaysAgo(index, days, metres, level) {
  const id = `far-${index}`;
  const day = new Date(Date.now() - days * 86400000).toLocaleDateString("sv");
  const life = { finished: { outing: { day }, routine: {} } };
  const data = { id, life, spots: { "it-band-r": { level, order: 0 } }, distance: metres };
  localStorage.setItem(`tightspot:run:${id}`, JSON.stringify({ schema: 1, rev: 1, data }));
}
