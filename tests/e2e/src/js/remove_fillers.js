// Removes what fill_storage.js wrote.
function removeFillers() {
  const fillers = Object.keys(localStorage).filter((key) => key.startsWith("filler"));
  fillers.forEach((key) => localStorage.removeItem(key));
}
