// Which region of a map a touch hits, before the program has loaded: the same rule as in `domain/body/map/hit.rs`.
// `cargo xtask finish` fills in the numbers, and puts this, frame.js and boot.js into one file.
"use strict";
/** Returns the path of the region, or null. The point is in CSS px from the corner of the window. */
const hit = (() => {
  const { reach, reachOffBody, headStarts, pieces } = @HIT@;

  /** The polygons of a path with absolute M, relative c, s and l, and z, in CSS px. The same as in `domain/body/map/outline.rs`. */
  const polygons = (path, scaleX, scaleY) => {
    const found = [];
    let polygon = [];
    let [x, y, controlX, controlY] = [0, 0, 0, 0];
    const lineTo = (dx, dy) => polygon.push([(x += dx), (y += dy)]);
    const curveTo = (ax, ay, bx, by, dx, dy) => {
      for (let piece = 1; piece <= pieces; piece += 1) {
        const [t, u] = [piece / pieces, 1 - piece / pieces];
        const along = (a, b, end) => 3 * u * u * t * a + 3 * u * t * t * b + t * t * t * end;
        polygon.push([x + along(ax, bx, dx), y + along(ay, by, dy)]);
      }
      [controlX, controlY] = [x + bx, y + by];
      [x, y] = [x + dx, y + dy];
    };
    for (const [, command, text] of path.matchAll(/([a-zM])([^a-zM]*)/g)) {
      const numbers = (text.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map((number, index) => number * (index % 2 ? scaleY : scaleX));
      if (command === "z") {
        found.push(polygon);
        polygon = [];
      }
      if (command === "M") [x, y] = [0, 0];
      while (numbers.length) {
        if (command === "c") curveTo(...numbers.splice(0, 6));
        else if (command === "s") curveTo(x - controlX, y - controlY, ...numbers.splice(0, 4));
        else lineTo(...numbers.splice(0, 2));
      }
      if (!"cs".includes(command)) [controlX, controlY] = [x, y];
    }
    return found;
  };
  const edges = (shape) => shape.flatMap((polygon) => polygon.map((point, i) => [...point, ...polygon[(i + 1) % polygon.length]]));
  const contains = (shape, x, y) =>
    edges(shape).filter(([ax, ay, bx, by]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax).length % 2 === 1;
  const distance = (shape, x, y) => {
    if (contains(shape, x, y)) return 0;
    const toEdge = ([ax, ay, bx, by]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - ax - along * dx, y - ay - along * dy);
    };
    return Math.min(...edges(shape).map(toEdge));
  };

  return (svg, clientX, clientY) => {
    const { a, d, e, f } = svg.querySelector(".bm-art").getScreenCTM();
    const [x, y] = [clientX - e, clientY - f];
    const shape = (path) => polygons(path.getAttribute("d"), a, d);
    const isNear = (path) => {
      const box = path.getBBox();
      const outside = (at, from, to) => Math.max(Math.min(from, to) - at, at - Math.max(from, to));
      const away = Math.max(outside(x, box.x * a, (box.x + box.width) * a), outside(y, box.y * d, (box.y + box.height) * d));
      return away <= reachOffBody;
    };
    const paths = [...svg.querySelectorAll("[data-region]")].filter(isNear);
    let found = paths.map((path) => ({ path, away: distance(shape(path), x, y) })).filter(({ away }) => away <= reachOffBody);
    if (found.some(({ away }) => away > reach)) {
      const body = document.querySelector(svg.querySelector(".bm-sil").getAttribute("href"));
      if (contains(shape(body), x, y)) found = found.filter(({ away }) => away <= reach);
    }
    const headStart = (path) => headStarts[path.dataset.region.replace(/-[lr]$/, "")] ?? 0;
    const rank = ({ path, away }) => away - headStart(path);
    return found.reduce((best, other) => (best && rank(best) <= rank(other) ? best : other), null)?.path ?? null;
  };
})();
