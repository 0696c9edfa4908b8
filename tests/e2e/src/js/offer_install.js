// Offers to install the app, as a browser does. Returns whether the app keeps the offer. Counts the questions
// to the runner in `window.asked`; the answer is the outcome.
function offerInstall(outcome) {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = () => {
    window.asked = (window.asked ?? 0) + 1;
  };
  offer.userChoice = Promise.resolve({ outcome });
  dispatchEvent(offer);
  return offer.defaultPrevented;
}
