// Answers file dialogs with GPX files, one for each day, of 45 minutes with a point every second as watches export them. The
// last one is cut off. Watches for tasks that take longer than 50 ms.
function makeRunFiles(count) {
  const now = Date.now();
  const gpx = (day) => {
    const points = [];
    for (let second = 0; second < 2700; second++) {
      const angle = (second / 2700) * 2 * Math.PI;
      const latitude = (52.51 + 0.0117 * Math.sin(angle)).toFixed(15);
      const longitude = (13.35 + 0.0192 * Math.cos(angle)).toFixed(15);
      const time = new Date(now - day * 86_400_000 - 7_200_000 + second * 1000).toISOString();
      points.push(`      <trkpt lat="${latitude}" lon="${longitude}">
        <ele>34.799999237060547</ele>
        <time>${time}</time>
        <extensions>
          <ns3:TrackPointExtension>
            <ns3:hr>${120 + (second % 40)}</ns3:hr>
            <ns3:cad>84</ns3:cad>
          </ns3:TrackPointExtension>
        </extensions>
      </trkpt>`);
    }
    return `<?xml version="1.0" encoding="UTF-8"?>
<gpx creator="Garmin Connect" version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
  <trk>
    <type>running</type>
    <trkseg>
${points.join("\n")}
    </trkseg>
  </trk>
</gpx>`;
  };
  const data = new DataTransfer();
  for (let day = 1; day < count; day++) data.items.add(new File([gpx(day)], `${day}.gpx`));
  data.items.add(new File([gpx(count).slice(0, 5000)], "cut.gpx"));
  HTMLInputElement.prototype.click = function () {
    this.files = data.files;
    this.dispatchEvent(new Event("change"));
  };
  window.longest = 0;
  const watch = (list) => {
    for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
  };
  new PerformanceObserver(watch).observe({ type: "longtask" });
  return [...data.files].reduce((sum, file) => sum + file.size, 0);
}
