// Returns what sticks out of the screen sideways, one element a line, apart from what is meant to be
// scrolled.
function stickingOut() {
  const wide = innerWidth;
  const found = [];
  const page = document.documentElement.scrollWidth;
  if (page > wide) found.push("the page, " + page + " px");
  const kinds = ["a", "button", "input", "textarea", "h1", "h2", "h3", "p", "li", "label"];
  for (const element of document.querySelectorAll(kinds.map((kind) => "#app " + kind).join())) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width < 2 || (left > -1 && right < wide + 1) || element.closest(".visually-hidden")) continue;
    let scrolls = false;
    for (let up = element.parentElement; up; up = up.parentElement) {
      scrolls ||=
        ["auto", "scroll"].includes(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth;
    }
    if (!scrolls) found.push(element.outerHTML.slice(0, 100) + " from " + left + " to " + right);
  }
  return found.join("\n");
}
