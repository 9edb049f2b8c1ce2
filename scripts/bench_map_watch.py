"""What the benchmark of the map runs inside of pages: when one is usable, and how long a filter takes."""

from __future__ import annotations

WATCH = """{
  // says so in the console: whatever asks the page would cost it time
  new MutationObserver((_, watcher) => {
    const ready = document.getElementById("map") ? "#map[data-map-ready]" : ".leaflet-marker-icon";
    if (!document.querySelector(ready)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => console.log("usable", performance.now())));
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
