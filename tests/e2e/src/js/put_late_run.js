// Writes one run into localStorage and a later revision of it into the mirror, then calls `done`.
function putLateRun(older, newer, done) {
  const key = "tightspot:run:late";
  localStorage.setItem(key, older);
  indexedDB.open("tightspot").onsuccess = ({ target }) => {
    const transaction = target.result.transaction("records", "readwrite");
    transaction.objectStore("records").put(newer, key);
    transaction.oncomplete = () => {
      target.result.close();
      done(true);
    };
  };
}
