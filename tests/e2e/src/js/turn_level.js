// Changes one byte of the check-in in localStorage: it is still JSON, and still a level, but not what was
// written.
function turnLevel() {
  const level = '"calf-r":{"level":';
  const key = Object.keys(localStorage).find((key) => localStorage[key].includes(level + "2"));
  localStorage[key] = localStorage[key].replace(level + "2", level + "3");
}
