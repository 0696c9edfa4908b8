// Returns a GPX file with all its times moved, so that its run began this many minutes ago by the page's
// clock.
function movedRunFile(file, minutesAgo) {
  const now = (window.RealDate ?? Date).now() + (window.clockIsOff ?? 0);
  const began = Math.floor(now / 1000) * 1000 - minutesAgo * 60000;
  const by = began - Date.parse("2026-06-16T04:14:00Z");
  return file.replace(/(?<=<time>)[^<]+/g, (time) => new Date(Date.parse(time) + by).toISOString());
}
