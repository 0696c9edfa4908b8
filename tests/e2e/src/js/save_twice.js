// Saves a form as often as possible in one moment: twice with Enter in its first field, and twice with the last button
// of the dock.
function saveTwice() {
  const field = document.querySelector("main input");
  const enter = () => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  const save = [...document.querySelectorAll(".dock .btn")].at(-1);
  enter();
  enter();
  save.click();
  save.click();
}
