// Returns every link and button of the sheet, or else of the page: its name, and whether a finger can reach
// it.
function controls() {
  const around = document.querySelector(".sheet") ?? document.querySelector(".shell");
  return [...around.querySelectorAll("a[href], button")].map((control) => {
    control.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { x, y, width, height } = control.getBoundingClientRect();
    const over = document.elementFromPoint(x + width / 2, y + height / 2);
    const name = (control.ariaLabel ?? control.innerText).replace(/\s+/g, " ").trim();
    return { name, free: !control.disabled && width > 0 && !!over && control.contains(over) };
  });
}
