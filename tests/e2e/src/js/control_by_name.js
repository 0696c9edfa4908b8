// Returns the first visible control with this name (its label, or else its text) that is not behind a sheet.
function controlByName(name) {
  const kinds = "button, a, summary, [role=button], [role=radio], [role=checkbox], input, textarea";
  const nameOf = (control) =>
    (control.getAttribute("aria-label") ?? control.innerText).trim().replace(/\s+/g, " ");
  return [...document.querySelectorAll(kinds)].find(
    (control) => !control.closest("[inert]") && control.checkVisibility() && nameOf(control) === name,
  );
}
