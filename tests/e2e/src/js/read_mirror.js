// Calls `done` with every record of the mirror by its key, or with the error.
function readMirror(done) {
  const request = indexedDB.open("tightspot");
  request.onerror = () => done(String(request.error));
  request.onsuccess = () => {
    const store = request.result.transaction("records").objectStore("records");
    const keys = store.getAllKeys();
    const values = store.getAll();
    store.transaction.oncomplete = () => {
      request.result.close();
      done(Object.fromEntries(keys.result.map((key, index) => [key, values.result[index]])));
    };
  };
}
