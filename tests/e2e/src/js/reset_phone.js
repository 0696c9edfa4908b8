// Empties both stores, writes these records, and opens a route with a reload. `window.isOld` marks the old
// page.
function resetPhone(store, route) {
  window.isOld = true;
  const request = indexedDB.deleteDatabase("tightspot");
  request.onsuccess = request.onerror = () => {
    localStorage.clear();
    Object.entries(store).forEach(([key, text]) => localStorage.setItem(key, text));
    history.replaceState(null, "", route);
    location.reload();
  };
}
