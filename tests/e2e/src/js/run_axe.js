// Runs axe-core on the page. Calls `done` with the number of rules that passed and all violations, or with
// the error.
function runAxe(done) {
  const violation = ({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map((node) => node.html + " " + node.failureSummary),
  });
  axe.run(document, { resultTypes: ["violations"] }).then(
    ({ passes, violations }) => done({ passes: passes.length, violations: violations.map(violation) }),
    (reason) => done({ error: String(reason) }),
  );
}
