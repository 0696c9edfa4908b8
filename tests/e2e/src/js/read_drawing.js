// Returns one drawing of the map as it is on the screen: the scale and the origin of its art, its box, the
// size of each region, the outline of the body, and for each px, by rows, whether a finger there can mean the
// map.
function readDrawing(index, silhouette) {
  const map = document.querySelectorAll(".bodymap")[index];
  const art = map.querySelector(".bm-sil").parentElement;
  const { a, d, e, f } = art.getScreenCTM();
  const box = map.getBoundingClientRect();
  const boxes = Object.fromEntries(
    [...map.querySelectorAll("[data-region]")].map((region) => {
      const { width, height } = region.getBoundingClientRect();
      return [region.dataset.region, [width, height]];
    }),
  );
  const others = [...document.querySelectorAll("button, a")].map((other) => other.getBoundingClientRect());
  // Browsers take a finger near a button for one on the button.
  const isFree = (x, y) =>
    !others.some(
      ({ left, top, right, bottom }) => x > left - 8 && x < right + 8 && y > top - 8 && y < bottom + 8,
    );
  const free = [];
  for (let y = Math.floor(box.top); y <= box.bottom; y++) {
    let row = "";
    for (let x = Math.floor(box.left); x <= box.right; x++) row += isFree(x, y) ? 1 : 0;
    free.push(row);
  }
  return {
    scale: [a, d],
    origin: [e, f],
    box: [box.left, box.top, box.right, box.bottom],
    boxes,
    free,
    body: document.getElementById(silhouette).getAttribute("d"),
  };
}
