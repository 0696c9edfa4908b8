// Stands in for a desktop that opens files with the app, and has done so before the page was reloaded.
window.launchFiles = (files) =>
  window.consumeLaunch({ files: [...files].map((file) => ({ getFile: async () => file })) });
const old = { getFile: async () => ((window.wasAskedForOld = true), new File(["old"], "old.gpx")) };
const launchQueue = {
  setConsumer: (consume) => {
    window.consumeLaunch = consume;
    consume({ files: [old] });
  },
};
Object.defineProperty(window, "launchQueue", { value: launchQueue });
