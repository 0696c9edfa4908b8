// Returns the timer on the screen in seconds.
function timerSeconds() {
  const [minutes, seconds] = document.querySelector("[role=timer]").innerText.split(":").map(Number);
  return minutes * 60 + seconds;
}
