// Reloads the page. `window.isOld` marks the old page until it is gone.
function reload() {
  window.isOld = true;
  location.reload();
}
