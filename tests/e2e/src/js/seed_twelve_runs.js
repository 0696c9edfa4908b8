// Writes twelve runs, one every other day, the newest on 2026-06-16. The left calf is tight in all of them,
// the neck in the newest.
function seedTwelveRuns() {
  for (let index = 0; index < 12; index++) {
    const id = "one-" + index;
    const day = new Date(Date.UTC(2026, 5, 16 - 2 * index)).toISOString().slice(0, 10);
    const calf = { "calf-l": { level: 2, order: 0 } };
    const spots = index ? calf : { ...calf, neck: { level: 1, order: 1 } };
    const data = { id, life: { finished: { outing: { day }, routine: {} } }, spots };
    localStorage.setItem("tightspot:run:" + id, JSON.stringify({ schema: 1, rev: 1, data }));
  }
}
