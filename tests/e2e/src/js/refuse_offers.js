// Hides the browser's own offers to install the app from the app. Events that tests dispatch still arrive.
function refuseOffers() {
  const refuse = (event) => event.isTrusted && event.stopImmediatePropagation();
  addEventListener("beforeinstallprompt", refuse, true);
}
