// Asks the host for a new build. Calls `done` with whether one waits then.
function askForUpdate(done) {
  (async () => {
    const registration = await navigator.serviceWorker.ready;
    try {
      await registration.update();
    } catch {
      return done(false);
    }
    const worker = registration.installing;
    if (!worker) return done(!!registration.waiting);
    const check = () => {
      if (worker.state !== "installing") done(worker.state === "installed");
    };
    worker.addEventListener("statechange", check);
    check();
  })();
}
