// Covers the page's upper left corner, 384 px wide and high, with a symbol of a sprite.
function draw_figure(symbol) {
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  const use = svg.appendChild(document.createElementNS(name, "use"));
  use.setAttribute("href", symbol);
  const isIcon = symbol.startsWith("#");
  Object.assign(svg.style, {
    position: "fixed",
    inset: "0 auto auto 0",
    width: "384px",
    height: "384px",
    padding: isIcon ? "96px" : "24px",
    boxSizing: "border-box",
    zIndex: 1000,
    background: getComputedStyle(document.documentElement).getPropertyValue("--calm-soft"),
    color: getComputedStyle(document.documentElement).getPropertyValue("--calm"),
    fill: "none",
    stroke: isIcon ? "currentColor" : "none",
    strokeWidth: "2",
    strokeLinecap: "round",
  });
  document.body.append(svg);
}
