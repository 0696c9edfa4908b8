// Returns what sticks out of the screen sideways, one element a line, and text that is cut off at a side.
// Leaves out what is meant to be scrolled.
function stickingOut() {
  const wide = innerWidth;
  const found = [];
  const page = document.documentElement.scrollWidth;
  if (page > wide) found.push("the page, " + page + " px");
  const sideways = (element) => getComputedStyle(element).overflowX;
  const scrolls = (element) =>
    ["auto", "scroll"].includes(sideways(element)) && element.scrollWidth > element.clientWidth;
  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);
  const kinds = ["a", "button", "input", "textarea", "h1", "h2", "h3", "p", "li", "label"];
  for (const element of document.querySelectorAll(kinds.map((kind) => "#app " + kind).join())) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width < 2 || (left > -1 && right < wide + 1) || element.closest(".visually-hidden")) continue;
    if (!ancestors(element.parentElement).some(scrolls)) {
      found.push(element.outerHTML.slice(0, 100) + " from " + left + " to " + right);
    }
  }
  const texts = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const around = ancestors(text.parentElement);
    const isHidden = (element) => element.matches("svg, .visually-hidden") || element.offsetWidth === 1;
    if (!text.data.trim() || around.some(isHidden)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, width } = range.getBoundingClientRect();
    const end = around.findIndex(scrolls);
    const cuts = around.slice(0, end < 0 ? around.length : end).find((element) => {
      const { left: from, right: to } = element.getBoundingClientRect();
      return ["hidden", "clip"].includes(sideways(element)) && (left < from - 1 || right > to + 1);
    });
    if (width && cuts) found.push(`“${text.data}” from ${left} to ${right} is cut off by ${cuts.className}`);
  }
  return found.join("\n");
}
