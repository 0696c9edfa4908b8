// Stands in for a desktop that opens files with the app.
const launchQueue = { setConsumer: (consume) => (window.consumeLaunch = consume) };
Object.defineProperty(window, "launchQueue", { value: launchQueue });
window.launchFiles = (files) =>
  window.consumeLaunch({ files: [...files].map((file) => ({ getFile: async () => file })) });
