// Compares two pictures, PNG in base64. Calls `done` with the number of pixels that differ by more than a rounding, and with the
// box around them.
function differingPixels(before, after, done) {
  const pixels = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, bitmap.width, bitmap.height);
  };
  Promise.all([pixels(before), pixels(after)]).then(([a, b]) => {
    let [count, left, top, right, bottom] = [0, Infinity, Infinity, 0, 0];
    for (let i = 0; i < a.data.length; i += 4) {
      if ([0, 1, 2].every((channel) => Math.abs(a.data[i + channel] - b.data[i + channel]) <= 2)) continue;
      const [x, y] = [(i / 4) % a.width, Math.floor(i / 4 / a.width)];
      count += 1;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
    done(count ? `${count} pixels within ${left},${top} to ${right},${bottom}` : "");
  });
}
