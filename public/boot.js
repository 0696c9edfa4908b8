// Runs before the first paint: sets the theme, starts the program, and shows a message if it can't start.
"use strict";
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;

  try {
    if (!Object.keys(localStorage).some((key) => key.startsWith("tightspot:run:"))) root.dataset.newcomer = "";
    const { theme } = JSON.parse(localStorage.getItem("tightspot:settings")).data;
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // No settings yet, unreadable settings or blocked storage: the phone's own theme applies.
  }

  // Leptos builds its templates through innerHTML. Scripts may come only from this origin.
  self.trustedTypes?.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });

  // Kept until the runner asks for it, because the browser may offer it before the program has loaded.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    self.installOffer = event;
  });

  const parsed = new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
    else done();
  });

  // Catches errors in the program's turns, where nothing awaits the code that fails.
  const failed = new Promise((_, fail) => addEventListener("error", ({ error }) => fail(error)));

  // The frame is painted first, because the program would delay it. A hidden page is not painted.
  const painted = new Promise((done) => {
    setTimeout(done, document.hidden ? 0 : 1000);
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });

  // Lets the browser paint and respond, and continues before any other task.
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

  /** A build that can't start can't offer an update, so the next build takes over as soon as it has arrived. */
  const rescue = async () => {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (!registration?.active) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    const takeOver = () => registration.waiting?.postMessage("take over");
    registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", takeOver));
    takeOver();
    await registration.update().catch(console.warn);
  };

  /** Saves everything in both stores as the file that "Save a copy" writes, without the program. */
  const saveCopy = async () => {
    const texts = await new Promise((done) => {
      const request = indexedDB.open("tightspot");
      request.onerror = () => done({});
      // There is no database. The app must create it, with all of its object stores.
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
      // localStorage is blocked, so there is only the other store.
    }
    const [records, quarantine] = [[], {}];
    for (const [key, text] of Object.entries(texts)) {
      const name = key.slice("tightspot:".length);
      if (!key.startsWith("tightspot:") || name === "erased" || name === "reserve") continue;
      if (name.startsWith("aside:") || !revision(text)) quarantine[name.replace(/^aside:/, "")] = text;
      else if (JSON.parse(text).data.deleted === undefined) records.push(`${JSON.stringify(name)}:${text}`);
    }
    const made = { ms: Date.now(), offset: -new Date().getTimezoneOffset() };
    const file =
      `{"app":"tightspot","copy":@COPY_FORMAT@,"schema":@SCHEMA@,"made":${JSON.stringify(made)},` +
      `"records":{${records.join(",")}},"set_aside":${JSON.stringify(quarantine)}}`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = `tightspot-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
  };
  parsed.then(() => document.getElementById("trouble-copy").addEventListener("click", saveCopy));

  // Only a release build has an id. During development, a service worker would show stale pages.
  if (root.dataset.build && "serviceWorker" in navigator) {
    addEventListener("load", () => {
      // A browser that forbids it (private windows do) still runs the app over the network.
      navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }).catch(console.warn);
    });
  }
})();
