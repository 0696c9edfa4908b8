// Opens the page of each run in turn: its note and its spot's note must be there exactly as they are. Calls
// `done` with every text that is not, and the notes that were there instead.
function visitHostileRuns(texts, done) {
  const wrong = [];
  const pause = () => new Promise((later) => setTimeout(later, 120));
  const notes = () => [...document.querySelectorAll("main [dir=auto]")].map((note) => note.textContent);
  (async () => {
    for (let index = 0; index < texts.length; index++) {
      location.hash = "#/journal/run/hostile-" + index;
      const isNote = (text) => text === texts[index] || text === `“${texts[index]}”`;
      let found = [];
      for (let attempt = 0; attempt < 30 && found.length !== 2; attempt++) {
        await pause();
        found = notes().filter(isNote);
      }
      if (found.length !== 2) wrong.push([texts[index], ...notes()]);
    }
    done(wrong);
  })();
}
