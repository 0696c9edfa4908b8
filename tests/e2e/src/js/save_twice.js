// Clicks the last button of the dock twice in one go.
function saveTwice() {
  const save = [...document.querySelectorAll(".dock .btn")].at(-1);
  save.click();
  save.click();
}
