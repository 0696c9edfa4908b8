// Writes races and appointments: `races` as [id, days from today, the rest of the record], `massages` the same with a time
// two hours from now on that day.
function seedCare(races, massages) {
  const DAY = 86400000;
  const offset = -new Date().getTimezoneOffset();
  const put = (id, what) => {
    const record = { schema: 1, rev: 1, data: { id, what } };
    localStorage.setItem("tightspot:care:" + id, JSON.stringify(record));
  };
  for (const [id, days, rest] of races) {
    const day = new Date(Date.now() + days * DAY).toLocaleDateString("sv");
    put(id, { race: { name: "Riverside Half", day, class: "half", ...rest } });
  }
  for (const [id, days, rest] of massages) {
    const at = { ms: Date.now() + days * DAY + 7200000, offset };
    put(id, { appointment: { with: "Maya", at, length: 60, technique: "deep", ...rest } });
  }
}
