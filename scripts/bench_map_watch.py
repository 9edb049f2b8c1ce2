"""What the benchmark of the map runs inside of pages: when one is usable, and how long a filter takes."""

from __future__ import annotations

WATCH = """{
  // says so in the console: whatever asks the page would cost it time
  const times = {};
  const note = (name, at) => {
    if (times[name]) return;
    times[name] = at;
    if (times.drawn && times.painted) console.log("usable", times.drawn, Math.max(times.drawn, times.painted));
  };
  new PerformanceObserver((list) => note("painted", list.getEntries()[0].renderTime)).observe({ type: "element" });
  new MutationObserver((_, watcher) => {
    const marks = [...document.querySelectorAll(".leaflet-marker-icon")].slice(0, 20);
    for (const mark of marks) {
      for (const each of [mark, ...mark.querySelectorAll("*")]) each.setAttribute("elementtiming", "mark");
    }
    if (!marks.length || document.querySelector("#map:not([data-map-ready])")) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => note("drawn", performance.now())));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-map-ready"] });
}"""
TOGGLE = """(selector) => new Promise((done) => {
  const field = document.querySelector(selector), start = performance.now();
  field.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
TOGGLE_OURS = """([selector, isFar]) => new Promise((done) => {
  const field = document.querySelector(selector), start = performance.now(), times = {};
  const note = (name) => requestAnimationFrame(() => setTimeout(() => {
    times[name] ??= performance.now() - start;
    if (times.map && times.list) done([times.map, times.list]);
  }));
  document.addEventListener("directory:shown", () => note("list"), { once: true });
  const watcher = new MutationObserver(() => {
    watcher.disconnect();
    note("map");
  });
  if (isFar) watcher.observe(document.querySelector("#map .map-status"), { childList: true });
  field.click();
  if (!isFar) note("map");
})"""
COUNT_NODES = "() => document.querySelectorAll('#map *').length"
COUNT_STOPS = "() => document.querySelectorAll('#map [tabindex=\"0\"], #map a, #map button').length"
COUNT_BYTES = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""
