// Runs before the first paint: sets the theme, starts the program, and shows a message if it can't start.
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;

  if (frame.theme) root.dataset.theme = frame.theme;

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

  const parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done)).then(frame.fill);

  // Catches errors in the program's turns, where nothing awaits the code that fails.
  const failed = new Promise((_, fail) => addEventListener("error", ({ error }) => fail(error)));

  // The frame is painted before anything of the program runs, which would delay it. A hidden page is not painted.
  const painted = new Promise((done) => {
    setTimeout(done, document.hidden ? 0 : 1000);
    const hasContent = (list) => list.getEntriesByName("first-contentful-paint").length && done();
    new PerformanceObserver(hasContent).observe({ type: "paint", buffered: true });
  });

  // Lets the browser paint and respond, and continues before any other task.
  const turn = () => self.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));

  // What appears from now on may fade in.
  const settle = () =>
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("app").removeAttribute("data-first")));

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const loading = import(js);
    // Handled where it is awaited.
    loading.catch(() => {});
    await parsed;
    if (frame.isVisible()) await painted;
    settle();
    await turn();
    const program = await loading;
    await program.default({ module_or_path: wasm });
    const turnAfterTouch = () => turn().then(frame.released);
    await Promise.race([program.start(turnAfterTouch, frame.takeTaps), failed]);
    settle();
    await frame.follow(turn);
    register();
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

  // After the start, because on a first visit it fetches every file. Only a release build has an id: during development, a
  // service worker would show stale pages.
  const register = () => {
    if (!root.dataset.build || !("serviceWorker" in navigator)) return;
    // A browser that forbids it (private windows do) still runs the app over the network.
    navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }).catch(console.warn);
  };
})();
