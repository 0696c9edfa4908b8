// Removes Tightspot's service worker and its files from every phone that requests this file. The runner's
// data stays. Put it in place of `sw.js` on the host when a build must no longer be served and there is no
// better one.
"use strict";

const PREFIX = `tightspot ${new URL(registration.scope).pathname} `;

const leave = async () => {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  // Only once, because pages request this worker on every load.
  if (ours.length) await clients.claim();
  await registration.unregister();
  // Pages reload from the host, without a service worker in between.
  const pages = ours.length ? await clients.matchAll({ type: "window" }) : [];
  await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => {})));
};

addEventListener("install", () => {
  skipWaiting();
  // Again after the installation: Chromium may ignore the first call while the old worker is busy.
  setTimeout(skipWaiting, 1000);
});
addEventListener("activate", (event) => event.waitUntil(leave()));
