// Returns what is on the screen, what is in the store, and which other controls than the tapped one were
// pressed since the page was loaded.
function seen() {
  const ids = {};
  for (const key of Object.keys(localStorage)) {
    const [app, kind, id] = key.split(":");
    if (app === "tightspot") (ids[kind] ??= []).push(id ?? "");
  }
  const sheet = document.querySelector(".sheet");
  const others = window.pressed?.filter((control) => control !== window.tapped) ?? [];
  return {
    hash: location.hash,
    heading: document.querySelector("h1")?.innerText ?? "",
    inert: document.querySelector(".app, .wide")?.inert && !sheet,
    sheet: sheet?.querySelector("h2")?.innerText ?? "",
    others: others.map((control) => control.ariaLabel ?? control.innerText),
    run: ids.run ?? [],
    massage: ids.massage ?? [],
    care: ids.care ?? [],
  };
}
