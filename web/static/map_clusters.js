/**
 * The map of a large directory: the server counts each view, and the browser holds only the cells that it shows.
 * map.js hands over its parts and takes back what answers instead of the points. Text reaches the page through
 * textContent and setAttribute only.
 */
globalThis["countOnServer"] = (parts) => {
  const { ask, make, makeButton, markPin, markMany, open: openOnMap, tell, draw, keep, fail } = parts;
  const { scheme, rev, words } = JSON.parse(document.getElementById("map-first").textContent);
  const DEGREE_STEPS = 100_000;
  const LIST_PAGE = 50;
  /** Half a step of the cells' degrees, and a little more. */
  const MARGIN = 0.000006;
  let areas;
  let answer = { by_district: [], elsewhere: 0, bounds: null, c: [] };
  let asking = new AbortController();
  let askedKey = "";
  let pending = Promise.resolve();

  async function load(known = rev) {
    const parameters = known ? { scheme, rev: known } : { scheme };
    areas = await ask("/api/v1/map/areas", parameters, known ? {} : { cache: "no-cache" });
    keepCells();
  }

  /** Cells as the columns of map.js: one row a cell, wherever it has one place or several. */
  function keepCells() {
    const column = (place) => answer.c.map((cell) => cell[place]);
    const radius = column(5);
    keep({
      ...areas,
      q: DEGREE_STEPS,
      lat: column(0),
      lng: column(1),
      id: column(3),
      root: column(4),
      radius,
      flags: radius.map((metres) => (metres ? 1 : 0)),
    });
  }

  function viewKey() {
    const map = parts.map();
    return `${parts.criteria()} ${map.getBounds().toBBoxString()} ${map.getZoom()}`;
  }

  /** Cells of the present view and counts of the whole answer; an older question is given up. */
  async function askView(isRetry) {
    asking.abort();
    asking = new AbortController();
    askedKey = viewKey();
    const map = parts.map();
    const asked = new URLSearchParams(parts.criteria());
    const view = { scheme, bbox: wrap(map.getBounds()).join(), z: map.getZoom() };
    for (const [name, value] of Object.entries(view)) asked.set(name, value);
    const found = await ask("/api/v1/map/clusters", asked, { signal: asking.signal });
    if (found.rev !== areas.rev && !isRetry) {
      await load("");
      return askView(true);
    }
    answer = found;
    keepCells();
    tell(answer.unplaced, answer.placed);
  }

  /** Corners that the server takes, also when the window is wider than the world. */
  function wrap(bounds) {
    const within = (degrees, limit) => Math.max(-limit, Math.min(limit, degrees)).toFixed(6);
    return [
      within(bounds.getWest(), 180), within(bounds.getSouth(), 85), within(bounds.getEast(), 180), within(bounds.getNorth(), 85),
    ];
  }

  async function follow() {
    try {
      await askView();
    } catch (error) {
      if (error.name === "AbortError") return;
      fail();
      return;
    }
    draw();
  }

  /** What is there is drawn at once; a new view is asked for meanwhile. */
  function places() {
    if (askedKey !== viewKey()) pending = follow();
    const view = parts.map().getBounds();
    return answer.c.map(mark).filter(({ at }) => view.contains(at));
  }

  function mark([lat, lng, count, number, , , ...extent], row) {
    const at = [lat, lng];
    if (!number) return markMany("cluster", count, at, [], () => open(extent));
    const rows = Array(count).fill(row);
    return count > 1 ? markMany("same", count, at, rows, () => openList([lng, lat, lng, lat])) : markPin(rows);
  }

  /** Nearer, so that the cell comes apart; a list where the map can go no nearer. */
  function open([west, south, east, north]) {
    const map = parts.map();
    const bounds = globalThis["L"].latLngBounds([[south, west], [north, east]]);
    if (map.getZoom() >= map.getMaxZoom()) openList([west, south, east, north]);
    else map.setView(bounds.getCenter(), Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds.pad(0.1)))));
  }

  async function openList([west, south, east, north]) {
    const bbox = [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN].map((degrees) => degrees.toFixed(6)).join();
    const list = make("ul");
    const more = makeButton(words.more, () => addPage());
    const addPage = async () => {
      const asked = new URLSearchParams(parts.criteria());
      const page = { bbox, limit: LIST_PAGE, offset: list.children.length };
      for (const [name, value] of Object.entries(page)) asked.set(name, String(value));
      const { items, total } = await ask("/api/v1/listings", asked);
      list.append(...items.map(item));
      more.hidden = list.children.length >= total;
      return total;
    };
    try {
      const total = await addPage();
      openOnMap("panel", words.same.replace("{count}", total), [list, more]);
    } catch {
      fail();
    }
  }

  function item({ id, name }) {
    return make("li", {}, [makeButton(name, () => openOnMap("listed", id))]);
  }

  function bounds(inside) {
    const found = globalThis["L"].latLngBounds([]);
    const boxes = inside ? [...inside].map((district) => areas.bounds[district]) : [answer.bounds];
    for (const [west, south, east, north] of boxes.filter(Boolean)) found.extend([south, west]).extend([north, east]);
    return found;
  }

  return {
    load,
    ask: askView,
    filter() {},
    sum: () => [...answer.by_district, answer.elsewhere],
    bounds,
    places,
    settle: () => pending,
  };
};
