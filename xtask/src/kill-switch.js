// Takes Tightspot's service worker off every phone that asks for it: its files go, the runner's data stays. To be put
// in place of `sw.js` on the host when a build must not be served any more and no better one is at hand.
"use strict";

const PREFIX = `tightspot ${new URL(registration.scope).pathname} `;

const leave = async () => {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  // Once: pages ask for this worker each time they load.
  if (ours.length) await clients.claim();
  await registration.unregister();
  // From the host, with no worker between.
  const pages = ours.length ? await clients.matchAll({ type: "window" }) : [];
  await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => {})));
};

addEventListener("install", () => {
  skipWaiting();
  // Once more when installing is over: Chromium may let the first call go unheard while the old worker has work.
  setTimeout(skipWaiting, 1000);
});
addEventListener("activate", (event) => event.waitUntil(leave()));
