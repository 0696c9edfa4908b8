// Calls `done` with the numbers of caches and of service workers that are left.
function workerRemains(done) {
  const remains = [caches.keys(), navigator.serviceWorker.getRegistrations()];
  Promise.all(remains).then(([names, workers]) => done([names.length, workers.length]));
}
