// For a grid of points on each map of the frame: the map's scale and origin in CSS px, and the region that hit.js says is hit.
function frameHits(step) {
  return [...document.querySelectorAll(".body-figures .bodymap")].map((svg) => {
    const { a, d, e, f } = svg.querySelector(".bm-art").getScreenCTM();
    const { left, top, right, bottom } = svg.getBoundingClientRect();
    const hits = [];
    for (let y = top - 10; y < bottom + 10; y += step) {
      for (let x = left - 10; x < right + 10; x += step) hits.push([x, y, hit(svg, x, y)?.dataset.region ?? ""]);
    }
    return { label: svg.ariaLabel ?? svg.getAttribute("aria-label"), scale: [a, d], origin: [e, f], hits };
  });
}
