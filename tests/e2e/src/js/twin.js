// The first screen in hand-written JavaScript, to compare the app with: restores the levels, cycles a region's level at a tap,
// and saves it.
"use strict";
(() => {
  const levels = JSON.parse(localStorage.getItem("twin") ?? "{}");
  const paint = (region) => {
    for (const svg of document.querySelectorAll(".body-figures .bodymap")) {
      const path = svg.querySelector(`[data-region="${region}"]`);
      if (!path) continue;
      svg.querySelectorAll(`[data-of="${region}"]`).forEach((part) => part.remove());
      const level = levels[region];
      if (!level) {
        path.removeAttribute("data-lv");
        continue;
      }
      path.dataset.lv = level;
      const d = path.getAttribute("d");
      svg.querySelector(".bm-art").insertAdjacentHTML("beforeend", `<path class="bm-r bm-mark" data-of="${region}" data-lv="${level}" d="${d}"/>`);
      svg.querySelector(".bm-badges").insertAdjacentHTML(
        "beforeend",
        `<g data-of="${region}" transform="${path.dataset.at}"><g class="bm-badge" data-lv="${level}"><circle r="14.5"/><text y="0.8">${level}</text></g></g>`,
      );
    }
  };
  addEventListener("pointerup", (event) => {
    const { region } = event.target.closest("[data-region]")?.dataset ?? {};
    if (!region) return;
    levels[region] = ((levels[region] ?? 0) + 1) % 4;
    localStorage.setItem("twin", JSON.stringify(levels));
    paint(region);
  });
  addEventListener("DOMContentLoaded", () => {
    Object.keys(levels).forEach(paint);
    performance.mark("tightspot:shown");
  });
  addEventListener("load", () => navigator.serviceWorker.register("sw.js"));
  trustedTypes.createPolicy("default", { createHTML: (html) => html, createScriptURL: (url) => url });
})();
