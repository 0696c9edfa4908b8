// The script of the page that still_map.rs runs the app in: the app is in a frame of any size, and events
// stand in for fingers. All functions are global, because Firefox runs the tests' scripts beside the page:
// they see what its window has, and no constants.

// Opens a page of the host in a new frame. `window.isOpen` says whether it is loaded.
function play(width, height, text, page) {
  window.isOpen = false;
  document.querySelector("iframe")?.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame, { width, height, src: page });
  frame.onload = () => {
    window.seen = frame.contentDocument;
    window.within = frame.contentWindow;
    seen.documentElement.style.fontSize = `${text}%`;
    window.isOpen = true;
  };
  document.body.append(frame);
}

// Makes it a new phone, on which nothing is stored. `window.isNew` says whether that is done.
function forget() {
  window.isNew = false;
  document.querySelector("iframe")?.remove();
  localStorage.clear();
  const request = indexedDB.deleteDatabase("tightspot");
  request.onsuccess = request.onerror = () => {
    window.isNew = true;
  };
}

function box(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height];
}

function maps() {
  return [...seen.querySelectorAll(".bodymap:not(.thumbnail)")].map(box);
}

// The box of a path without its stroke, which Firefox includes and which grows with the level.
function shape(path) {
  const { x, y, width, height } = path.getBBox();
  const { a, d, e, f } = path.getScreenCTM();
  return [a * x + e, d * y + f, Math.abs(a) * width, d * height];
}

function regions() {
  const entries = [...seen.querySelectorAll(".bodymap")].flatMap((map, index) =>
    [...map.querySelectorAll("[data-region]")].map((path) => [`${index} ${path.dataset.region}`, shape(path)]),
  );
  return Object.fromEntries(entries);
}

function middle(area) {
  const [x, y, width, height] = shape(seen.querySelector(`[data-region="${area}"]`));
  return [x + width / 2, y + height / 2];
}

// The events of a touch.
function events(x, y) {
  const init = { bubbles: true, clientX: x, clientY: y, pointerId: 1, isPrimary: true, pointerType: "touch" };
  return ["pointerdown", "pointerup"].map((kind) => new within.PointerEvent(kind, init));
}

function touch(x, y) {
  events(x, y).forEach((event) => seen.elementFromPoint(x, y).dispatchEvent(event));
}

// Two touches 250 ms apart, which a busy phone delivers at once.
function touchTwiceWhileBusy(area) {
  const at = middle(area);
  const first = events(...at);
  setTimeout(() => {
    const second = events(...at);
    const target = seen.elementFromPoint(...at);
    [...first, ...second].forEach((event) => target.dispatchEvent(event));
  }, 250);
}

function levels() {
  const marked = [...seen.querySelectorAll("[data-region][data-lv]")];
  return Object.fromEntries(marked.map(({ dataset }) => [dataset.region, dataset.lv]));
}

// The button with this name.
function named(name) {
  const nameOf = (control) => (control.ariaLabel ?? control.innerText).replace(/\s+/g, " ").trim();
  return [...seen.querySelectorAll("a, button")].find((control) => nameOf(control) === name);
}
