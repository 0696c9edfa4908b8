// Removes the service worker and its caches, then calls `done`.
function forgetWorker(done) {
  (async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    for (const registration of registrations) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    done(true);
  })();
}
