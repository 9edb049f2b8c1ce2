/**
 * The map beside the list: boots the Folium skeleton and draws chips, clusters and pins of the same answer.
 * Text reaches the page through textContent and setAttribute only.
 * A mark is { key, at, size, inside, label, rows, act }; `rows` are those of a pin or of a place, otherwise none.
 */
const box = document.getElementById("map");
const panel = document.getElementById("map-panel");
const first = JSON.parse(document.getElementById("map-first")?.textContent || "{}");
const TARGET = 44;
/** Answered by the browser itself, or changing no answer. */
const LOCAL = ["cat", "district", "ll", "z", "sel", "view", "offset", "limit", "sort"];
const isTouch = matchMedia("(pointer: coarse)").matches;
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Widths in a chip's bold letters of 15px, as fonts have them; asking the browser takes longer than all the rest. */
const WIDE_PX = 15;
const NARROW_PX = 9;
const DRAWN_AT_ONCE = 24;
/** So long chips wait for the places of their names, which a server may have to work out first. */
const PATIENCE_MS = 300;

let L, map, layers, points, index, opener, opened;
/** What a first near view waits for. */
let clusterer;
let criteria = new URLSearchParams(location.search);
/** 1 for each row that the answer holds. */
let visible = new Uint8Array(0);
/** The server's, by district. */
let counts = null;
/** Rows that meet everything but category and district. */
let base = { key: "", bits: null };
let asking = new AbortController();
let openedKey = "";
/** How far outlines may be off, in degrees; 0 = as exact as they are. */
let tolerance = 0;
let isMovedByScript = true;
const shown = new Map();
const labels = new Map();
const outlines = new Map();
/** What counts with all points in this browser. */
const here = { load: loadPoints, ask: askRows, filter: filterHere, sum: sumHere, bounds: boundsHere, places: drawHere, settle: () => clusterer };
/** Who counts: at first the page itself, then this browser, or the server for each view (map_clusters.js). */
const source = { ...here };
/** When more than the first look is there. */
let arrived;

function say(id, facts) {
  return first.words[id].replace(/\{(\w+)\}/g, (_, name) => facts?.[name] ?? "");
}

function make(tag, attributes = {}, inside = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[inside].flat());
  return made;
}

function makeButton(text, act, attributes = {}) {
  const button = make("button", { type: "button", ...attributes }, text);
  button.addEventListener("click", act);
  return button;
}

const status = make("p", { class: "map-status", role: "status" });
const notes = make("div", { class: "map-notes" });
const offer = make("div", { class: "map-offer" });

function note(word) {
  notes.append(make("p", {}, say(word)));
}

/** The browser may do something else. */
const rest = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const painted = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    document.head.prepend(Object.assign(make(tag, attributes), { onload: resolve, onerror: reject }));
  });
}

/** A page that was saved with its data answers itself. */
async function ask(url, parameters = {}, options = {}) {
  const { answerMap } = globalThis;
  if (answerMap) return answerMap(url, parameters);
  const answer = await fetch(`${url}?${new URLSearchParams(parameters)}`, options);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

/** Columns of few classes are one character a row, counted from "0". */
function readClasses(column, values) {
  const numbers = new Int32Array(column.length);
  for (let row = 0; row < numbers.length; row += 1) {
    const number = column.charCodeAt ? column.charCodeAt(row) - 48 : column[row];
    numbers[row] = values ? values[number] : number;
  }
  return numbers;
}

/**
 * Latitudes and longitudes: `w` says how many bits each of both steps of a row takes, `b` holds them; an odd one is
 * below zero.
 */
export function readPlaces({ n, w, b, q }) {
  const bytes = Uint8Array.from(atob(b), (each) => each.charCodeAt(0));
  const widths = readClasses(w);
  const places = [new Float64Array(n), new Float64Array(n)];
  const sums = [0, 0];
  let bit = 0;
  for (let step = 0; step < 2 * n; step += 1) {
    const axis = step & 1;
    const row = step >> 1;
    let number = 0;
    for (const end = bit + widths[row]; bit < end;) {
      const room = 8 - (bit & 7);
      const taken = Math.min(room, end - bit);
      number = number << taken | bytes[bit >> 3] >> room - taken & (1 << taken) - 1;
      bit += taken;
    }
    sums[axis] += number & 1 ? -(number + 1) / 2 : number / 2;
    places[axis][row] = sums[axis] / q;
  }
  return places;
}

/** With a revision the browser may hold the file for ever. */
async function loadPoints(rev) {
  const asked = { scheme: first.scheme, lean: 1 };
  const raw = await ask(box.dataset.points, rev ? { ...asked, rev } : asked, rev ? {} : { cache: "no-cache" });
  const radius = readClasses(raw.r, raw.radii);
  const [lat, lng] = readPlaces(raw);
  labels.clear();
  points = {
    ...raw,
    id: Int32Array.from({ length: raw.n }, (_, row) => row),
    lat,
    lng,
    root: readClasses(raw.m, raw.cr),
    mask: readClasses(raw.m, raw.cm),
    district: readClasses(raw.d),
    radius,
    flags: radius.map(Boolean),
  };
}

/** A few corners of all districts, or all corners of a few. */
function askOutlines(chosen) {
  return ask(box.dataset.districts, { scheme: first.scheme, rev: first.rev, ...chosen });
}

/** Chips need no lines. */
function keepOutlines(found) {
  found.features.forEach(({ id, properties }) => outlines.set(id, { at: [...properties.at].reverse() }));
  return found;
}

/** A few at a time, so that a tap in between is answered. */
async function drawOutlines({ features }) {
  for (const [place, feature] of features.entries()) {
    if (place % DRAWN_AT_ONCE === 0) await rest();
    const kept = outlines.get(feature.id);
    kept.layer?.remove();
    kept.layer = layers.districts.addData(feature).getLayers().at(-1);
  }
}

/** What is near enough to see how coarse it is. */
function refineOutlines() {
  if (360 / 256 / 2 ** map.getZoom() > tolerance / 3) return;
  const view = map.getBounds();
  const coarse = [...outlines].filter(([, { layer, isFine }]) => layer && !isFine && view.intersects(layer.getBounds())).slice(0, 60);
  coarse.forEach(([, each]) => { each.isFine = true; });
  if (coarse.length) askOutlines({ codes: coarse.map(([code]) => code).join() }).then(drawOutlines).catch(() => {});
}

async function startOutlines(found) {
  ({ tolerance = 0 } = found);
  draw();
  await drawOutlines(found);
  if (found.features.some(({ properties }) => properties.approximate)) note("approximate_outline");
  refineOutlines();
}

function values(asked, name) {
  return asked.getAll(name).join().split(",").filter(Boolean);
}

/** Everything that only the server can answer; empty when category and district are all. */
function serverKey(asked) {
  const rest = [...asked].filter(([name, value]) => value && !LOCAL.includes(name));
  const foreign = values(asked, "district").filter((code) => !points.districts.includes(code));
  return String(new URLSearchParams([...rest, ...foreign.map((code) => ["district", code])].sort()));
}

function filterHere(bits) {
  const mask = values(criteria, "cat").reduce((sum, code) => sum | (1 << points.cats.indexOf(code)), 0);
  const districts = new Set(values(criteria, "district").map((code) => points.districts.indexOf(code)));
  const kept = (row) => (!mask || points.mask[row] & mask) && (!districts.size || districts.has(points.district[row]));
  setVisible((row) => kept(row) && (!bits || bits[row]), null);
}

/** What stays as it was keeps its clusters. */
function setVisible(isKept, byDistrict) {
  const before = visible;
  visible = new Uint8Array(points.n);
  for (let row = 0; row < points.n; row += 1) visible[row] = isKept(row) ? 1 : 0;
  if (visible.length !== before.length || visible.some((kept, row) => kept !== before[row])) index = null;
  counts = byDistrict;
}

async function askRows(isRetry) {
  asking.abort();
  asking = new AbortController();
  const asked = new URLSearchParams([...criteria, ["scheme", first.scheme]]);
  const answer = await ask(box.dataset.rows, asked, { signal: asking.signal });
  if (answer.rev !== points.rev && !isRetry) {
    await loadPoints();
    return askRows(true);
  }
  const packed = atob(answer.rows);
  setVisible((row) => (packed.charCodeAt(row >> 3) >> (row & 7)) & 1, answer.by_district);
  if (!asked.get("cat") && !asked.get("district")) base = { key: serverKey(criteria), bits: visible };
  tell(answer.unplaced);
}

/** Category and district at once, everything when the server has answered. */
async function refilter(asked) {
  await arrived;
  const before = serverKey(criteria);
  criteria = asked;
  const key = serverKey(criteria);
  if (!key) base = { key, bits: null };
  if (base.key === key) {
    source.filter(base.bits);
    draw();
    await painted();
  }
  try {
    await source.ask();
  } catch (error) {
    if (error.name !== "AbortError") parts.fail();
    return;
  }
  const view = map.getBounds();
  if (before !== key || !visible.some((kept, row) => kept && view.contains(placeOf(row)))) fit();
  draw();
}

function tell(unplaced, count = visible.reduce((sum, kept) => sum + kept, 0)) {
  const said = say(count ? (unplaced ? "shown_unplaced" : "shown") : "empty", { count, unplaced });
  // said again, it would be read out again
  if (status.textContent !== said) status.textContent = said;
}

function placeOf(row) {
  return [points.lat[row], points.lng[row]];
}

/** Of the districts inside; without them of everything. */
function boundsHere(inside) {
  let [south, west, north, east] = [90, 180, -90, -180];
  visible.forEach((kept, row) => {
    if (!kept || (inside && !inside.has(points.district[row]))) return;
    const [lat, lng] = placeOf(row);
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
  });
  return L.latLngBounds(south > north ? [] : [[south, west], [north, east]]);
}

function show(at, zoom) {
  isMovedByScript = true;
  map.setView(at, zoom, { animate: false });
}

function middleOf(bounds) {
  return bounds.isValid() && bounds.getCenter();
}

function fit() {
  const bounds = source.bounds();
  if (bounds.isValid()) show(bounds.getCenter(), Math.min(16, map.getBoundsZoom(bounds, false, L.point(150, 100))));
}

/** Listings of each district; one past the last = in none. */
function sumHere() {
  const sums = new Uint32Array(points.districts.length + 1);
  points.district.forEach((district, row) => { sums[district] += visible[row]; });
  return counts ? [...counts, sums.at(-1)] : [...sums];
}

function listChips() {
  return source.sum().flatMap((count, district) => {
    if (!count) return [];
    const code = points.districts[district] ?? "";
    const at = outlines.get(code)?.at ?? middleOf(source.bounds(new Set([district])));
    return at ? [{ code, district, count, at, name: points.names[district] ?? say("no_district") }] : [];
  });
}

/** Room that a chip of this text takes; wide letters begin behind the Latin, Greek and Cyrillic ones. */
function measure(text) {
  return [...text].reduce((width, letter) => width + (letter > "\u2e7f" ? WIDE_PX : NARROW_PX), 28);
}

/** The first loser of a collision shrinks to its count, the next joins its nearest neighbour. */
function spread(chips) {
  const taken = [];
  for (const chip of chips) {
    const middle = map.latLngToLayerPoint(chip.at);
    const across = (other) => Math.abs(other.middle.x - middle.x);
    const down = (other) => Math.abs(other.middle.y - middle.y);
    const isFree = (width) => !taken.some((other) => down(other) < TARGET && across(other) < (other.width + width) / 2);
    const widths = [`${chip.name}+00 ${chip.count}`, `${chip.count}`].map(measure);
    const width = widths.find(isFree);
    const far = (other) => across(other) ** 2 + down(other) ** 2;
    if (width) taken.push({ middle, width, name: width === widths[0] ? chip.name : "", members: [chip] });
    else taken.reduce((a, b) => (far(a) <= far(b) ? a : b)).members.push(chip);
  }
  return taken.map(markChip);
}

function markChip({ width, name, members }) {
  const [chip] = members;
  const count = members.reduce((sum, each) => sum + each.count, 0);
  const title = name + (members.length > 1 ? `+${members.length - 1}` : "");
  return {
    key: `d${chip.code}`,
    at: chip.at,
    size: [width, TARGET],
    inside: make("span", { class: "map-chip" }, [make("span", {}, title), make("b", {}, count)]),
    label: say(members.length > 1 ? "districts" : "district", { name: chip.name, count }),
    rows: [],
    act: () => openDistricts(members),
  };
}

async function openDistricts(members) {
  await arrived;
  const { code, name } = members[0];
  const isOne = members.length === 1;
  const bounds = source.bounds(new Set(members.map(({ district }) => district)));
  members.forEach(({ code, at }) => bounds.isValid() && isOne || bounds.extend(outlines.get(code)?.layer?.getBounds() ?? at));
  const zoom = map.getBoundsZoom(bounds.pad(0.05));
  map.setView(bounds.getCenter(), isOne ? Math.max(zoom, layers.resources.options.chipZoom) : zoom);
  const choose = () => {
    offer.replaceChildren();
    document.dispatchEvent(new CustomEvent("directory:district", { detail: code }));
  };
  offer.replaceChildren(...(isOne && code ? [makeButton(say("district_only", { name }), choose)] : []));
}

/** Rows at one and the same point are one feature, because they would never split. */
function buildIndex() {
  const places = new Map();
  visible.forEach((kept, row) => {
    const spot = String(placeOf(row));
    if (kept) places.set(spot, [...(places.get(spot) ?? []), row]);
  });
  return new globalThis["Supercluster"]({
    radius: layers.resources.options.radius,
    extent: 256,
    minZoom: 8,
    maxZoom: 18,
    map: ({ rows }) => ({ held: rows.length }),
    reduce: (sum, { held }) => { sum.held += held; },
  }).load(Array.from(places.values(), (rows) => ({
    type: "Feature",
    properties: { rows },
    geometry: { type: "Point", coordinates: placeOf(rows[0]).reverse() },
  })));
}

/** Nothing yet while what finds clusters is on its way: a first look at districts needs none. */
function drawHere() {
  if (!globalThis["Supercluster"]) {
    clusterer ??= load("script", { src: box.dataset.supercluster }).then(draw);
    return null;
  }
  index ??= buildIndex();
  const corners = map.getBounds().toBBoxString().split(",").map(Number);
  return index.getClusters(corners, Math.floor(map.getZoom())).map(({ geometry, properties }) => {
    const { rows = [], held, cluster_id: id } = properties;
    const at = [...geometry.coordinates].reverse();
    if (rows.length === 1) return markPin(rows);
    return id ? markMany("cluster", held, at, rows, () => split(id, at)) : markMany("same", rows.length, at, rows, () => open("rows", rows));
  });
}

function markMany(kind, count, at, rows, act) {
  const isRing = rows.length && rows.every((row) => points.flags[row] & 1);
  const text = rows.length ? say("count", { count }) : count;
  const inside = make("span", { class: `map-${kind}${isRing ? " map-ring" : ""}` }, text);
  const side = TARGET + Math.floor(Math.log10(count) * 8);
  return { key: `${kind}${at} ${count}`, at, size: [side, side], inside, label: say(kind, { count }), rows, act };
}

function split(id, at) {
  const zoom = index.getClusterExpansionZoom(id);
  if (zoom <= map.getMaxZoom()) map.setView(at, zoom);
  else open("rows", index.getLeaves(id, Infinity).flatMap((leaf) => leaf.properties.rows));
}

function markPin(rows) {
  const [row] = rows;
  const inside = drawSign(points.cats[points.root[row]], points.flags[row] & 1);
  const act = () => open("row", row);
  return { key: `p${points.rev} ${points.id[row]}`, at: placeOf(row), size: [TARGET, TARGET], inside, label: nameOf(row), rows, act };
}

/** A filled sign for a known place, a dashed ring for an approximate one. */
function drawSign(code, isRing = 0) {
  const [picture, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  picture.setAttribute("class", "map-pin");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#sign-${code}${isRing ? "-ring" : ""}`);
  picture.append(use);
  return picture;
}

function nameOf(row) {
  const category = symbolOf(points.cats[points.root[row]]).label;
  const name = labels.get(points.id[row])?.[1];
  return [name ? say("pin", { name, category }) : category, approximately(row)].filter(Boolean).join(say("and"));
}

function symbolOf(code) {
  return first.categories.find((each) => each.code === code);
}

/** The radius in words; empty for a known place. */
function approximately(row) {
  const metres = points.radius[row];
  const radius = metres < 1000 ? `${metres}m` : `${metres / 1000}km`;
  return points.flags[row] & 1 ? say("approximate", { radius }) : "";
}

/** Whether districts are counted; the chip of an only one would tell nothing. */
function isWide(chips) {
  return map.getZoom() < layers.resources.options.chipZoom && chips.length > 1;
}

function draw() {
  const chips = listChips();
  const view = map.getBounds();
  const marks = isWide(chips) ? spread(chips.filter(({ at }) => view.contains(at)).sort((a, b) => b.count - a.count)) : source.places();
  if (!marks) return;
  const wanted = new Map(marks.map((mark) => [mark.key, mark]));
  const hadFocus = map.getPane("markerPane").contains(document.activeElement);
  for (const [key, { marker }] of shown) {
    if (wanted.has(key)) continue;
    marker.remove();
    shown.delete(key);
  }
  wanted.forEach(place);
  if (hadFocus && document.activeElement === document.body) map.getContainer().focus({ preventScroll: true });
  nameMarks();
}

function place(mark, key) {
  const there = shown.get(key);
  if (there) {
    if (there.mark.label !== mark.label && !mark.rows.length) change(there.marker, mark);
    there.marker.setLatLng(mark.at);
    there.mark = mark;
    return;
  }
  const icon = L.divIcon({ html: mark.inside, className: "map-mark", iconSize: mark.size });
  const marker = L.marker(mark.at, { icon, riseOnHover: true }).on("click", () => act(key)).addTo(layers.resources);
  shown.set(key, { marker, mark });
  const element = marker.getElement();
  element.dataset.key = key;
  element.setAttribute("aria-label", mark.label);
}

/** A chip whose count changed: cheaper than another one, and it keeps the focus. */
function change(marker, { inside, label, size: [width] }) {
  const element = marker.getElement();
  element.replaceChildren(inside);
  element.setAttribute("aria-label", label);
  Object.assign(element.style, { width: `${width}px`, marginLeft: `${-width / 2}px` });
}

function act(key) {
  openedKey = key;
  shown.get(key)?.mark.act();
}

async function nameMarks() {
  const pins = [...shown.values()].filter(({ mark }) => mark.rows.length === 1);
  await loadLabels(pins.map(({ mark }) => mark.rows[0]));
  pins.forEach(({ marker, mark }) => marker.getElement()?.setAttribute("aria-label", nameOf(mark.rows[0])));
}

async function loadLabels(rows) {
  const missing = rows.map((row) => points.id[row]).filter((id) => !labels.has(id)).slice(0, 300);
  if (!missing.length) return;
  // without numbers of listings the browser names rows, which mean something in their own revision only
  const asked = source.load === loadPoints ? { rows: missing.join(), rev: points.rev } : { ids: missing.join() };
  const { rev, ...found } = await ask(box.dataset.labels, asked).catch(() => ({}));
  for (const id in found) labels.set(Number(id), found[id]);
  if (rev) {
    await askRows();
    draw();
  }
}

/** What a tap opens comes with the first one (map_panel.js): `what` is one of its functions. */
async function open(what, ...given) {
  opener ??= Promise.resolve(globalThis["openOnMap"] ?? load("script", { src: box.dataset.opener }));
  try {
    await opener;
  } catch {
    opener = null;
    parts.fail();
    return null;
  }
  opened ??= globalThis["openOnMap"](parts);
  return opened[what](...given);
}

function keepView() {
  draw();
  refineOutlines();
  if (!isMovedByScript) {
    const url = new URL(location.href);
    const { lat, lng } = map.getCenter();
    url.searchParams.set("ll", `${lat.toFixed(5)},${lng.toFixed(5)}`);
    url.searchParams.set("z", map.getZoom());
    history.replaceState(history.state, "", url);
  }
  isMovedByScript = false;
}

/** Whether the address of the page names a view. */
function restoreView() {
  const asked = new URLSearchParams(location.search);
  const at = values(asked, "ll").map(Number);
  const zoom = Number(asked.get("z"));
  const isView = at.length === 2 && at.every(Number.isFinite) && zoom > 0;
  if (isView) show(at, zoom);
  return isView;
}

function showTiles() {
  let loaded = 0;
  let failed = 0;
  const giveUp = () => {
    if (loaded) return;
    layers.tiles.remove();
    note("no_tiles");
  };
  layers.tiles.on("tileload", () => { loaded += 1; });
  layers.tiles.on("tileerror", () => { if (++failed === 3) setTimeout(giveUp, 3000); });
  if (navigator.onLine) layers.tiles.addTo(map);
  else giveUp();
}

function listen() {
  const container = map.getContainer();
  map.on("moveend", keepView);
  map.on("click", () => map.scrollWheelZoom.enable());
  container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
  addEventListener("popstate", restoreView);
  // Leaflet sends no click for Enter and Space on markers drawn as elements
  container.addEventListener("keydown", (event) => {
    const { key } = event.target.dataset;
    if (!key || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    act(key);
  });
  document.addEventListener("directory:filter", (event) => refilter(new URLSearchParams(event.detail)));
  document.addEventListener("click", (event) => {
    const card = event.target.closest("[data-code] a[href*='sel=']");
    if (!card || !box.offsetParent) return;
    event.preventDefault();
    open("code", new URL(card.href).searchParams.get("sel"));
  });
}

/** What map_clusters.js and map_panel.js work with. */
const parts = {
  ask, make, makeButton, say, markPin, markMany, drawSign, symbolOf, nameOf, approximately, placeOf, loadLabels, tell, draw, show, open,
  shown, labels, source,
  map: () => map,
  points: () => points,
  criteria: () => criteria,
  openedKey: () => openedKey,
  moveBy(pixels) {
    isMovedByScript = true;
    map.panBy(pixels, { animate: false });
  },
  choose(key) {
    openedKey = key;
  },
  fail() {
    status.textContent = say("failed");
  },
  keep(columns) {
    points = columns;
    visible = new Uint8Array(columns.lat.length).fill(1);
  },
};

/** Chips of the first answer: its counts stand in the page, names and places in the outlines. Null where more is needed. */
function lookAtDistricts(features, whole) {
  const { by_district: held, elsewhere, bounds } = first;
  const districts = [];
  const names = [];
  for (const { id, properties: { place, name } } of features) [districts[place], names[place]] = [id, name];
  if (!bounds || elsewhere || held.some((count, place) => count && !districts[place])) return null;
  parts.keep({ districts, names, lat: [] });
  const [west, south, east, north] = bounds;
  return {
    sum: () => held,
    bounds: () => L.latLngBounds([[south, west], [north, east]]),
    places() {},
    filter() {},
    ask: () => bring(whole),
    settle: () => arrived?.then(() => source.settle()),
  };
}

/** Everything else, and who counts from then on; the page's own question is answered already. */
async function bring(whole, isAnswered) {
  await whole.load(first.rev);
  if (isAnswered && whole === here && !serverKey(criteria) && points.rev === first.rev) {
    filterHere(null);
    counts = first.by_district;
  } else await whole.ask();
  Object.assign(source, whole);
}

async function start() {
  box.append(offer, status, notes);
  const { leaflet, leafletCss, clusters } = box.dataset;
  const isServer = first.mode === "server";
  const outlinesThere = askOutlines({ detail: "overview" }).then(keepOutlines);
  const scripts = leaflet ? [leaflet, isServer && clusters].filter(Boolean).map((src) => load("script", { src })) : [];
  await Promise.all([...scripts, leafletCss && load("link", { rel: "stylesheet", href: leafletCss })]);
  L = globalThis["L"];
  if (isStill) L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
  L.Map.mergeOptions({ dragging: !isTouch });
  layers = globalThis["bootDirectoryMap"]();
  map = layers.map;
  if (isTouch) note("two_fingers");
  const whole = isServer ? globalThis["countOnServer"](parts) : here;
  const outlined = await Promise.race([outlinesThere.catch(() => {}), rest(PATIENCE_MS)]);
  const look = lookAtDistricts(outlined?.features ?? [], whole);
  tell(first.unplaced, first.placed);
  Object.assign(source, look);
  if (!look) await bring(whole, true);
  if (!restoreView()) fit();
  if (layers.tiles) showTiles();
  const isEnough = look && isWide(look.sum().filter(Boolean)) && !criteria.get("sel");
  if (look && !isEnough) await bring(whole, true);
  listen();
  keepView();
  if (isEnough) arrived = painted().then(() => bring(whole, true)).then(draw, parts.fail);
  else await source.settle();
  if (criteria.get("sel")) await open("code", criteria.get("sel"));
  box.dataset.mapReady = "";
  await arrived;
  await outlinesThere.then(startOutlines).catch(() => {});
}

/** On a phone the list may come first; a map that is there at once waits for no paint. */
if (box && panel) {
  const begin = () => start().catch(parts.fail);
  if (box.offsetParent) begin();
  else new IntersectionObserver(([{ isIntersecting }], watcher) => {
    if (!isIntersecting) return;
    watcher.disconnect();
    begin();
  }).observe(box);
}
