// Runs before the first paint: sets the theme, starts the program, and says so plainly if it cannot start.
"use strict";
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;

  try {
    if (!Object.keys(localStorage).some((key) => key.startsWith("tightspot:run:"))) root.dataset.newcomer = "";
    const { theme } = JSON.parse(localStorage.getItem("tightspot:settings")).data;
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // No settings yet, none that can be read, or a blocked storage: the phone's own theme.
  }

  // Leptos builds its templates through innerHTML; scripts may come from this origin alone.
  self.trustedTypes?.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });

  // Kept for when the runner asks for it; the browser may offer it before the program is here.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    self.installOffer = event;
  });

  const parsed = new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
    else done();
  });

  // What runs in the turns of the program, where nothing waits for it.
  const failed = new Promise((_, fail) => addEventListener("error", ({ error }) => fail(error)));

  // The frame comes first: the program would hold up its painting. A page that nobody sees is not painted.
  const painted = new Promise((done) => {
    setTimeout(done, document.hidden ? 0 : 1000);
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });

  // Lets the browser paint and answer, and goes on before anything else does.
  const turn = () => self.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const program = await import(js);
    await parsed;
    await program.default({ module_or_path: wasm });
    await painted;
    await turn();
    await Promise.race([program.start(turn), failed]);
  };

  start().catch(async (reason) => {
    console.error(reason);
    await parsed;
    root.dataset.trouble = typeof WebAssembly === "object" ? "start" : "old";
    await rescue();
  });

  /** A build that can't start can't offer the next one either: that one takes over by itself, as soon as it is here. */
  const rescue = async () => {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration?.active) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    const look = () => registration.waiting?.postMessage("take over");
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", look));
    look();
    await registration.update().catch(console.warn);
  };

  /** Everything in both stores as the file that "Save a copy" writes, without the program's help. */
  const saveCopy = async () => {
    const texts = await new Promise((done) => {
      const request = indexedDB.open("tightspot");
      request.onerror = () => done({});
      // Not there: the app is to make it, with everything that belongs into it.
      request.onupgradeneeded = () => request.transaction.abort();
      request.onsuccess = () => {
        try {
          const store = request.result.transaction("records").objectStore("records");
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          store.transaction.oncomplete = () => done(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
          store.transaction.onabort = () => done({});
        } catch {
          done({});
        }
      };
    }).catch(() => ({}));
    const revision = (text) => {
      try {
        const { rev, data } = JSON.parse(text);
        return data ? (rev ?? 0) : 0;
      } catch {
        return 0;
      }
    };
    try {
      for (const key of Object.keys(localStorage)) {
        if (!(revision(texts[key]) >= revision(localStorage[key]) && texts[key])) texts[key] = localStorage[key];
      }
    } catch {
      // Blocked: the other store is all there is.
    }
    const [records, aside] = [[], {}];
    for (const [key, text] of Object.entries(texts)) {
      const name = key.slice("tightspot:".length);
      if (!key.startsWith("tightspot:") || name === "erased" || name === "reserve") continue;
      if (name.startsWith("aside:") || !revision(text)) aside[name.replace(/^aside:/, "")] = text;
      else if (JSON.parse(text).data.deleted === undefined) records.push(`${JSON.stringify(name)}:${text}`);
    }
    const made = { ms: Date.now(), offset: -new Date().getTimezoneOffset() };
    const file =
      `{"app":"tightspot","copy":1,"schema":2,"made":${JSON.stringify(made)},` +
      `"records":{${records.join(",")}},"set_aside":${JSON.stringify(aside)}}`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `tightspot-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
  };
  parsed.then(() => document.getElementById("trouble-copy").addEventListener("click", saveCopy));

  // Only a release build carries its id; while developing, a service worker would show stale pages.
  if (root.dataset.build && "serviceWorker" in navigator) {
    addEventListener("load", () => {
      // A browser that forbids it (private windows do) still runs the app, with the network.
      navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }).catch(console.warn);
    });
  }
})();
