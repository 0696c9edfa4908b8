// Catches the text that the app shares in `window.shared`.
function catchShare() {
  window.shared = undefined;
  const value = ({ text }) => {
    window.shared = text;
    return Promise.resolve();
  };
  Object.defineProperty(navigator, "share", { configurable: true, value });
}
