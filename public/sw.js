// Caches one complete build on the phone. `cargo xtask finish` fills in the build id and the files.
"use strict";

const BUILD = "@BUILD@";
/** Path and hash of every file of the build. */
const FILES = [/*FILES*/];
/** One origin can host several copies of the app, and other apps. Only caches with this prefix are ours. */
const PREFIX = `tightspot ${new URL(registration.scope).pathname} `;
const CACHE = PREFIX + BUILD;
/** Outlives the build, because another one may take over before the app has fetched what was shared. */
const SHARED_CACHE = `${PREFIX}shared`;

/** The hash ensures that the file is this build's, whatever an HTTP cache returns. */
const fetchExactly = async ([path, integrity]) => {
  try {
    return await fetch(path, { integrity });
  } catch {
    return fetch(path, { integrity, cache: "reload" });
  }
};

/** Browsers refuse a redirected response for a page, and some hosts redirect index.html to its folder. */
const direct = (response) =>
  response.redirected ? new Response(response.body, { headers: response.headers }) : response;

const install = async () => {
  // All or nothing: the cache is created only when every file has arrived.
  const responses = await Promise.all(FILES.map(fetchExactly));
  if (!responses.every((response) => response.ok)) throw new Error("a file of this build is missing");
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(responses.map((response, index) => cache.put(FILES[index][0], direct(response))));
  } catch (reason) {
    await caches.delete(CACHE);
    throw reason;
  }
};

const activate = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE && name !== SHARED_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
};

const answer = async (request) => {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(request.mode === "navigate" ? "index.html" : request, { ignoreSearch: true });
  return cached ?? fetch(request);
};

/** The files that another app shared are kept under this address until the app fetches them, one after the other. They never leave the phone. */
const SHARED = new URL("shared-file", registration.scope).href;

const share = async (request) => {
  const files = (await request.formData()).getAll("run").filter((file) => file instanceof File);
  const cache = await caches.open(SHARED_CACHE);
  const put = async (file, index) => {
    const address = `${SHARED}?${Date.now()}-${index}`;
    const headers = { "x-name": encodeURIComponent(file.name) };
    try {
      await cache.put(address, new Response(file, { headers }));
    } catch {
      // The phone is full. The app says so of the file that is missing.
      await cache.put(address, new Response(null, { headers: { ...headers, "x-lost": "" } })).catch(console.warn);
    }
  };
  await Promise.all(files.map(put));
  return Response.redirect("./#/journal/shared", 303);
};

const takeShared = async () => {
  const cache = await caches.open(SHARED_CACHE);
  const [first] = await cache.keys();
  const shared = first && (await cache.match(first));
  await (first && cache.delete(first));
  return shared ?? new Response(null, { status: 204 });
};

addEventListener("install", (event) => {
  event.waitUntil(install());
  // Without this route, Chromium also asks the network, in case that is faster.
  event.addRoutes?.({ condition: { requestMode: "navigate" }, source: "fetch-event" }).catch(console.warn);
});
addEventListener("activate", (event) => event.waitUntil(activate()));
// Sent only when the runner has agreed, or when the active build can't start.
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (url === SHARED) event.respondWith(takeShared());
  else if (method === "POST" && url === new URL("share", registration.scope).href) event.respondWith(share(event.request));
  else if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
