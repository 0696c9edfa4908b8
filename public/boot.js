// Runs before the first paint: sets the theme, starts the program, and says so plainly if it cannot start.
"use strict";
(() => {
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;

  try {
    const { theme } = JSON.parse(localStorage.getItem("tightspot:settings")).data;
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // No settings yet, or none that can be read: the phone's own theme.
  }

  // Leptos builds its templates through innerHTML; scripts may come from this origin alone.
  self.trustedTypes?.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });

  const parsed = new Promise((done) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
    else done();
  });

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const program = await import(js);
    await parsed;
    await program.default({ module_or_path: wasm });
  };

  start().catch(async (reason) => {
    console.error(reason);
    await parsed;
    root.dataset.trouble = typeof WebAssembly === "object" ? "start" : "old";
  });

  // Only a release build carries its id; while developing, a service worker would show stale pages.
  if (root.dataset.build && "serviceWorker" in navigator) {
    addEventListener("load", () => {
      // A browser that forbids it (private windows do) still runs the app, with the network.
      navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }).catch(console.warn);
    });
  }
})();
