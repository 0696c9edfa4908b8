// Writes this many finished runs, all of 2026-06-14.
function seedOneDay(runs) {
  for (let index = 0; index < runs; index++) {
    const id = "seed-" + index;
    const data = { id, life: { finished: { outing: { day: "2026-06-14", took: 2780 }, routine: {} } } };
    localStorage.setItem("tightspot:run:" + id, JSON.stringify({ schema: 1, rev: 1, data }));
  }
}
