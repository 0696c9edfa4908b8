// Returns the point of the viewport that lies deepest inside an SVG shape.
function deepestPoint(shape) {
  const box = shape.getBBox();
  const at = shape.ownerSVGElement.createSVGPoint();
  const inside = [];
  const outside = [];
  // A grid that reaches beyond the box, so that there are always points outside.
  for (let i = -1; i < 14; i++) {
    for (let j = -1; j < 14; j++) {
      at.x = box.x + (box.width * i) / 12;
      at.y = box.y + (box.height * j) / 12;
      (shape.isPointInFill(at) ? inside : outside).push(at.matrixTransform(shape.getScreenCTM()));
    }
  }
  const depth = ({ x, y }) => Math.min(...outside.map((other) => Math.hypot(x - other.x, y - other.y)));
  const { x, y } = inside.reduce((best, point) => (depth(point) > depth(best) ? point : best));
  return { x, y };
}
