// Writes this many runs, one a day until yesterday, with four spots each, and a self-massage on every third
// day.
function seedRunsAndMassages(runs) {
  const areas = ["calf-l", "it-band-r", "quad-l", "arch-r"];
  for (let index = 0; index < runs; index++) {
    const id = "seed-" + index;
    const ms = Date.now() - (index + 1) * 86400000;
    const day = new Date(ms).toISOString().slice(0, 10);
    const at = (later) => ({ ms: ms + later, offset: 0 });
    const spot = (order) => ({ level: 1 + ((index + order) % 3), order });
    const spots = Object.fromEntries(areas.map((area, order) => [area, spot(order)]));
    const life = { finished: { outing: { day, took: 2780, at: { started: at(0) } }, routine: {} } };
    const data = { id, life, spots, distance: 8200 };
    localStorage.setItem("tightspot:run:" + id, JSON.stringify({ schema: 1, rev: 1, data }));
    if (index % 3) continue;
    const progress = { done: { at: at(4e7), took: 60 } };
    const massage = { id: "ease-" + index, area: "calf", side: "left", tool: "roller", progress };
    localStorage.setItem(
      "tightspot:massage:" + massage.id,
      JSON.stringify({ schema: 1, rev: 1, data: massage }),
    );
  }
}
