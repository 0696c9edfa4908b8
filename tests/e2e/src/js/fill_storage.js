// Fills localStorage with ever smaller pieces, until not one more character fits.
function fillStorage() {
  window.fillers ??= 0;
  // A full phone keeps no record for the frame.
  localStorage.removeItem("tightspot-memory:first-screen");
  let piece = "x".repeat(1 << 20);
  while (piece) {
    try {
      localStorage.setItem("filler" + window.fillers++, piece);
    } catch {
      piece = piece.slice(piece.length >> 1 || 1);
    }
  }
}
