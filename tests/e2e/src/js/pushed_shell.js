// Scrolls to the end of a sheet that is still below the screen. Returns how far that pushed the whole app up,
// in px.
function pushedShell() {
  const sheet = document.querySelector(".sheet");
  sheet.style.transition = "none";
  sheet.style.translate = "0 100%";
  sheet.lastElementChild.scrollIntoView();
  const pushed = document.querySelector(".shell").scrollTop;
  sheet.style.translate = "";
  return pushed;
}
