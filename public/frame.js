// The frame: the first screen as the page itself has it, before the program has loaded. Shows what the program has left in one
// small record, answers touches, and hands over to the program. `cargo xtask finish` fills in what is between @ signs.
const frame = (() => {
  const RULES = @RULES@;
  const mark = (region, level, path) => `@MARK@`;
  const badge = (region, level, place) => `@BADGE@`;
  const chip = `@CHIP@`;
  const repeatChip = `@REPEAT_CHIP@`;
  const count = `@COUNT@`;
  const tabDot = `@TAB_DOT@`;

  const MEMORY = "tightspot-memory:";
  const recall = (name) => {
    try {
      return localStorage.getItem(MEMORY + name);
    } catch {
      return null; // Storage is blocked.
    }
  };
  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };
  const record = parsed(recall("first-screen"));

  /** Marked spots, in the order of the chips: region, level, name. */
  let spots = [];
  /** The same for last time. */
  let last = [];
  /** The marks made here, as the program parses them: region, level and time. */
  let taps = "";
  /** The names of the buttons that were pressed, in order. */
  const presses = [];
  /** The name of the control that was focused last. */
  let focused = null;
  let app;
  const isToday = record && Date.now() < record.until;

  const levelIn = (list, region) => list.find(([marked]) => marked === region)?.[1] ?? 0;
  /** The first mark that differs from last time clears the outlines. */
  const outlined = () => (spots.some(([region, level]) => level !== levelIn(last, region)) ? [] : last);
  const from = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };
  const setAttribute = (element, name, value) => (value === null ? element.removeAttribute(name) : element.setAttribute(name, value));

  const nameIn = (path) => path.getAttribute("aria-label").split(",")[0];

  const paintRegion = (svg, path, outlines) => {
    const region = path.dataset.region;
    const level = levelIn(spots, region);
    const isOutlined = !level && levelIn(outlines, region) > 0;
    if (Number(path.dataset.lv ?? 0) === level && "last" in path.dataset === isOutlined) return;
    setAttribute(path, "data-lv", level || null);
    setAttribute(path, "data-last", isOutlined ? "" : null);
    const state = level ? `, ${RULES.words[level - 1]}` : isOutlined ? ", tight last time" : "";
    path.setAttribute("aria-label", nameIn(path) + state);
    const shown = svg.querySelectorAll(`[data-of="${region}"]`);
    if (level && shown.length) {
      for (const part of shown) part.dataset.lv = level;
      svg.querySelector(`.bm-badge[data-of="${region}"] text`).textContent = level;
    } else if (level) {
      svg.querySelector(".bm-art").insertAdjacentHTML("beforeend", mark(region, level, path.getAttribute("d")));
      svg.querySelector(".bm-badges").insertAdjacentHTML("beforeend", badge(region, level, path.dataset.at));
    } else {
      for (const part of shown) (part.matches(".bm-mark") ? part : part.parentNode).remove();
    }
  };

  const paintRow = () => {
    const row = app.querySelector(".spot-row");
    row.querySelectorAll(isNew() ? ".chip" : ".chip, .row-note, .row-hint").forEach((part) => part.remove());
    if (record?.note && isToday && !taps) {
      row.append(from(`<p class="row-note"><span></span></p>`));
      row.querySelector(".row-note span").textContent = record.note;
    }
    if (!spots.length && last.length) {
      const offer = from(repeatChip);
      offer.querySelector("small").textContent = `${last.length} ${last.length === 1 ? "spot" : "spots"}, outlined`;
      row.append(offer);
    }
    spots.forEach(([, level, name], index) => {
      const spot = from(chip);
      spot.querySelector(".level").dataset.lv = spot.querySelector(".level").textContent = level;
      spot.querySelector("b").textContent = name;
      const sentence = spot.querySelector("small");
      sentence.textContent = RULES.sentences[level - 1];
      sentence.classList.toggle("visually-hidden", index > 0);
      row.append(spot);
    });
  };

  const paint = () => {
    const outlines = outlined();
    for (const svg of app.querySelectorAll(".bodymap")) {
      svg.querySelectorAll("[data-region]").forEach((path) => paintRegion(svg, path, outlines));
      if (!isNew()) svg.removeAttribute("data-beacon");
    }
    paintRow();
  };

  /** Whether nothing was ever marked. Without a record there may be runs of an older build. */
  const isNew = () => !taps && !recall("early-taps") && (record?.is_new ?? !hasRuns());
  const hasRuns = () => {
    try {
      return Object.keys(localStorage).some((key) => key.startsWith("tightspot:run:"));
    } catch {
      return false;
    }
  };
  const theme = (() => {
    if (record) return record.theme;
    // The record is missing: an older build left none, or the phone is full.
    try {
      const { theme } = parsed(localStorage.getItem("tightspot:settings")).data;
      return theme === "auto" ? null : theme;
    } catch {
      return null;
    }
  })();
  const clock = (seconds) => {
    const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    const two = (number) => String(number).padStart(2, "0");
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  const showRun = ({ started, title, since, spots: saved }) => {
    app.replaceChildren(document.getElementById("frame-run").content);
    app.querySelector(".run-state").textContent = title;
    const seconds = Math.max(0, Math.floor((Date.now() - started) / 1000));
    app.querySelector(".topbar-sub").textContent = since;
    const timer = app.querySelector("[role=timer]");
    timer.textContent = clock(seconds);
    timer.classList.toggle("long", seconds >= 3600);
    timer.classList.toggle("longer", seconds >= 36000);
    app.querySelector(".lap-fill").setAttribute("stroke-dasharray", `${((seconds % 3600) / 36).toFixed(2)} 200`);
    const recap = app.querySelector(".run-spots");
    if (!saved) return recap.remove();
    recap.querySelector("b").textContent = saved;
    recap.querySelector(".map-thumbs").style.visibility = "hidden";
  };

  /** The routine, without what depends on the time, and without how often a step was done. */
  const showRoutine = ({ summary, done }) => {
    app.replaceChildren(document.getElementById("frame-routine").content);
    app.querySelector(".topbar-sub").textContent = summary;
    app.querySelectorAll(".check").forEach((check, step) => check.setAttribute("aria-checked", done[step]));
    const hidden = [...app.querySelectorAll(".drink-card .lap, .drink-amount, .something-new > *, .walk-first, .routine .row-text > span, .shortcuts, .lap-foot")];
    app.querySelectorAll(".routine .row").forEach((row, index) => {
      if (!done[index + 1]) return;
      row.classList.add("row-done");
      // As long as in the app.
      row.querySelector(".row-text > span").textContent = "Done";
      hidden.push(row.querySelector(".btn"));
    });
    if (done[0]) hidden.push(app.querySelector(".drink-card .row-text"));
    for (const part of hidden) part.style.visibility = "hidden";
  };

  const mirrorFront = () => {
    const figure = app.querySelector("figure");
    figure.querySelector(".bm-art").setAttribute("transform", RULES.mirrored);
    for (const path of figure.querySelectorAll("[data-at]")) {
      path.dataset.at = path.dataset.at.replace(/\d+/, (x) => RULES.mirroredWidth - x);
    }
    figure.querySelector("figcaption").append(...[...figure.querySelectorAll("figcaption > *")].reverse());
  };

  /** Body and its sheets, but not the warm-up. */
  const isBody = () => /^(#\/?|#\/body(\/(?!warm-up).*)?)?$/.test(location.hash);
  const hasRoutine = () => location.hash === "#/recover" && record?.routine;
  /** Whether the address is that of the screen that is filled in. */
  const isHere = () => (app.querySelector(".routine") ? hasRoutine() : isBody());
  /** At another address, only the program has the page. There is just the tab bar, with its tab lit. */
  const showPage = () => {
    const tabs = app.querySelector(".tabbar");
    const link = tabs.querySelector(`a[href="${isBody() ? "#/body" : CSS.escape(location.hash)}"]`);
    for (const part of tabs.parentNode.children) part.style.visibility = isHere() || (link && part === tabs) ? "" : "hidden";
    tabs.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "page");
  };

  /** Fills in what is true now. Called when the page is parsed. */
  const fill = () => {
    app = document.getElementById("app");
    try {
      if (hasRoutine()) showRoutine(record.routine);
      else if (record?.run) showRun(record.run);
      else fillBody();
      fillTabs();
      showPage();
    } catch (reason) {
      // The record is damaged, or of another build: an empty Body.
      console.warn(reason);
      [spots, last] = [[], []];
    }
    delete document.documentElement.dataset.unfilled;
  };
  // A browser may paint while it still reads the page. A new phone has nothing to fill in.
  if (record || recall("early-taps") || !isBody()) document.documentElement.dataset.unfilled = "";

  const fillTabs = () => {
    for (const [href, words] of record?.tabs ?? []) {
      const link = app.querySelector(`.tabbar [href="${href}"]`);
      link.querySelectorAll(".tab-dot, .visually-hidden").forEach((part) => part.remove());
      link.insertAdjacentHTML("beforeend", tabDot);
      link.lastElementChild.textContent = words;
    }
  };

  const fillBody = () => {
    if (record) {
      spots = isToday ? record.spots : [];
      last = isToday || !record.spots.length ? record.last : record.spots;
      if (record.list) app.querySelector(".body-figures").style.visibility = "hidden";
      if (record.mirror) mirrorFront();
      if (record.rest_days?.includes(new Date().setHours(0, 0, 0, 0))) {
        const first = app.querySelector(".body-dock .dock-side");
        first.className = "btn calm-soft dock-side";
        first.textContent = "Mobility";
      }
      app.querySelectorAll(".body-views [role=tab]").forEach((tab, index) => {
        const marked = isToday && index > 0 && record.counts[index];
        if (!marked) return;
        tab.insertAdjacentHTML("beforeend", count);
        tab.lastElementChild.firstChild.data = marked;
      });
    }
    // Marks that no program has taken yet.
    for (const [, region, level, ms] of (recall("early-taps") ?? "").matchAll(/([\w-]+)=([0-3])@(\d+)/g)) {
      const isOfToday = new Date(Number(ms)).toDateString() === new Date().toDateString();
      const path = isOfToday && app.querySelector(`[data-region="${region}"]`);
      if (path) set(path, Number(level));
    }
    paint();
  };

  /** Whether anything of the frame is on the screen: not in the layouts of wide screens, nor at most addresses without a tab. */
  const isVisible = () => getComputedStyle(app.querySelector(".tabbar")).visibility === "visible";

  const set = (path, level) => {
    const { region } = path.dataset;
    spots = spots.filter(([marked]) => marked !== region);
    if (level) spots.unshift([region, level, nameIn(path)]);
  };
  let lastTap = {};
  /** Marks the region one level stronger, or as last time. */
  const tap = (path, at) => {
    const { region } = path.dataset;
    // The bounce of a trembling finger.
    if (lastTap.region === region && at - lastTap.at < RULES.repeatWithin) return;
    lastTap = { region, at };
    const before = levelIn(spots, region);
    const level = before ? (before + 1) % 4 : levelIn(outlined(), region) || 1;
    set(path, level);
    // What the runner sees, so that it means the same wherever the program begins.
    const mark = ` ${region}=${level}@${Date.now()}`;
    taps += mark;
    try {
      localStorage.setItem(`${MEMORY}early-taps`, (recall("early-taps") ?? "") + mark);
    } catch {
      // The program gets them anyway, if it starts.
    }
    paint();
  };

  const mapOf = (event) => event.target.closest(".body-figures .bodymap");
  /** The touch on each map; null after a second finger, which makes a pinch. */
  const downs = new Map();
  /** The pointers that are down. */
  const pointers = new Set();
  const listeners = {
    pointerdown: (event) => {
      const map = mapOf(event);
      const isSecond = pointers.has(downs.get(map)?.pointerId) && downs.get(map).pointerId !== event.pointerId;
      if (map) downs.set(map, isSecond || event.button ? null : event);
      pointers.add(event.pointerId);
    },
    pointerup: (event) => {
      pointers.delete(event.pointerId);
      const map = mapOf(event);
      const began = downs.get(map);
      if (began?.pointerId !== event.pointerId) return;
      downs.delete(map);
      const moved = Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY);
      // A longer touch opens the sheet of the spot, which only the program has.
      if (moved > RULES.stillWithin || event.timeStamp - began.timeStamp >= RULES.longPress) return;
      const path = hit(map, event.clientX, event.clientY);
      if (path) tap(path, event.timeStamp);
    },
    pointercancel: (event) => {
      pointers.delete(event.pointerId);
      downs.clear();
    },
    keydown: (event) => {
      if (!event.target.dataset.region || ![" ", "Enter"].includes(event.key)) return;
      event.preventDefault();
      if (!event.repeat && !event.shiftKey) tap(event.target, event.timeStamp);
    },
    click: (event) => {
      // A click without a pointer comes from a screen reader.
      if (event.detail === 0 && event.target.dataset.region) tap(event.target, event.timeStamp);
      const button = event.target.closest("button");
      if (!button) return;
      button.dataset.pressed = "";
      presses.push(nameOf(button));
    },
    focusin: (event) => {
      focused = nameOf(event.target);
    },
    hashchange: () => {
      // As the program numbers the entries of the history.
      if (history.state === null) history.replaceState(depth + 1, "");
      depth = history.state;
      showPage();
    },
  };
  let depth = history.state ?? 0;
  const listener = (event) => {
    if (!app || (event.type !== "hashchange" && !app.contains(event.target))) return;
    try {
      listeners[event.type](event);
    } catch (reason) {
      // Nothing here may keep the program from starting.
      console.warn(reason);
    }
  };
  for (const type in listeners) addEventListener(type, listener);

  /** A name that the frame and the app have for the same control, whatever is marked. */
  const nameOf = (control) => {
    if (control.dataset.region) return `${control.ownerSVGElement.getAttribute("aria-label")} ${control.dataset.region}`;
    if (control.matches("[role=tab]")) return `tab ${control.dataset.place}`;
    return control.getAttribute("aria-label") ?? (control.querySelector("b") ?? control).textContent;
  };
  const controlNamed = (name) =>
    [...document.querySelectorAll("#app :is(button, a, [data-region])")].find((control) => nameOf(control) === name);

  /** Waits for fingers that are down: a touch that began in the frame also ends in it. One that rests is no tap. */
  const released = async () => {
    for (let waited = 0; pointers.size && waited < RULES.longPress; waited += 20) await new Promise((done) => setTimeout(done, 20));
  };

  /** The program takes over. Returns the marks that were made here, or in an earlier start that failed. */
  const takeTaps = () => {
    for (const type in listeners) removeEventListener(type, listener);
    pointers.clear();
    const top = app.querySelector(".view")?.scrollTop;
    app = null;
    // The app is in place by then, and nothing was painted in between.
    queueMicrotask(() => {
      if (top) document.querySelector("#app .view")?.scrollTo(0, top);
    });
    return recall("early-taps") ?? taps;
  };

  /** Does in the app what was pressed in the frame. */
  const follow = async (turn) => {
    if (focused !== null) controlNamed(focused)?.focus({ preventScroll: true });
    for (const name of presses) {
      await turn();
      controlNamed(name)?.click();
    }
  };

  return { theme, fill, isVisible, released, takeTaps, follow };
})();
