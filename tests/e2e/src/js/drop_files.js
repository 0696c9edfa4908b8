// Drops `window.files` onto the page.
function dropFiles() {
  const data = new DataTransfer();
  for (const file of window.files) data.items.add(file);
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data });
    document.querySelector("main").dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error(`the browser would handle ${kind} itself`);
  }
}
