// Returns the timer on the screen in seconds, and the milliseconds that the record has left for what the
// timer shows.
function timerAndRecord(step) {
  const [minutes, seconds] = document.querySelector("[role=timer]").innerText.split(":").map(Number);
  const shown = minutes * 60 + seconds;
  const key = Object.keys(localStorage).find((key) => key.startsWith("tightspot:run:"));
  const session = JSON.parse(localStorage[key]).data.life.back.routine[step]["in-progress"];
  const { pace, length } = session.hold;
  // Firefox runs scripts beside the page, with a `Date` of their own.
  const total = pace.paused ?? pace.until - window.Date.now();
  let gone = length * 1000 - total;
  for (const { ready, hold, sides } of session.exercises) {
    for (const part of sides.includes("-then-") ? [ready, hold, 5, hold] : [ready, hold]) {
      if (gone < part * 1000) return { shown, left: part * 1000 - gone };
      gone -= part * 1000;
    }
  }
  return { shown, left: 0 };
}
