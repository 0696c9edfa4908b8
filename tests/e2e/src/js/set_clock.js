// Sets the page's clock this many milliseconds ahead of the real one.
function setClock(ms) {
  window.clockIsOff = ms;
  if (window.RealDate) return;
  // Firefox runs scripts beside the page, with a `Date` of their own: this must name the page's.
  const Real = (window.RealDate = window.Date);
  window.Date = class extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(Real.now() + window.clockIsOff);
    }

    static now() {
      return Real.now() + window.clockIsOff;
    }
  };
}
