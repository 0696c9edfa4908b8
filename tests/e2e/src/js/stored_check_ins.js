// Returns the texts of all check-ins in localStorage, and the number of quarantined records.
function storedCheckIns() {
  const keys = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return {
    run: keys("tightspot:run:").map((key) => localStorage[key]),
    aside: keys("tightspot:aside:").length,
  };
}
