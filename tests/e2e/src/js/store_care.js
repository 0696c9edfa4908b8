// Writes these entries of Care, each an id and the text of a record.
function storeCare(records) {
  for (const [id, text] of records) localStorage.setItem("tightspot:care:" + id, text);
}
