// Opens twelve more pages of the journal, then scrolls through all of them. Calls `done` with the longest
// task of each part in milliseconds (0 if none took over 50 ms), and the number of cards.
function scrollJournal(done) {
  (async () => {
    let longest = 0;
    const pause = (ms) => new Promise((later) => setTimeout(later, ms));
    await pause(1000);
    new PerformanceObserver((list) =>
      list.getEntries().forEach((task) => (longest = Math.max(longest, task.duration))),
    ).observe({ type: "longtask" });
    for (let page = 0; page < 12; page++) {
      const buttons = [...document.querySelectorAll(".btn")];
      buttons.find((button) => button.textContent === "Show older").click();
      await pause(300);
    }
    const opening = longest;
    longest = 0;
    const view = document.querySelector(".view");
    while (view.scrollTop + view.clientHeight < view.scrollHeight - 1) {
      view.scrollBy(0, 1500);
      await new Promise(requestAnimationFrame);
    }
    await pause(500);
    done([opening, longest, document.querySelectorAll(".run-card").length]);
  })();
}
