// @ts-check
/**
 * The map beside the list: boots the Folium skeleton, draws chips, clusters and pins of the same answer.
 * Text reaches the page through textContent and setAttribute only.
 *
 * @typedef {{n: number, rev: string, scheme: string, cats: string[], districts: string[], names: string[],
 *   lat: Float64Array, lng: Float64Array, id: number[], root: ArrayLike<number>, mask: Int32Array,
 *   district: ArrayLike<number>, flags: ArrayLike<number>, radius: Int32Array}} Points
 * @typedef {{key: string, at: [number, number], size: [number, number], element: Element, label: string,
 *   rows: number[], act: () => void}} Mark
 */
const box = /** @type {HTMLElement} */ (document.getElementById("map"));
const panel = /** @type {HTMLElement} */ (document.getElementById("map-panel"));
const first = JSON.parse(document.getElementById("map-first")?.textContent || "{}");
const SVG = "http://www.w3.org/2000/svg";
const TARGET = 44;
const CLIENT_PARAMETERS = ["cat", "district"];
const VIEW_PARAMETERS = ["ll", "z", "sel", "view", "offset", "limit", "sort"];
const isTouch = matchMedia("(pointer: coarse)").matches;
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @type {any} */ let L;
/** @type {any} */ let map;
/** @type {any} */ let parts;
/** @type {Points} */ let points;
/** @type {any} */ let index = null;
/** @type {any} */ let ring = null;
/** @type {Map<string, {marker: any, mark: Mark}>} */ const shown = new Map();
/** @type {Map<number, [string, string]>} */ const labels = new Map();
/** @type {Map<string, [number, number]>} */ const chipPlaces = new Map();
/** @type {Map<string, any>} */ const outlineBounds = new Map();
let criteria = new URLSearchParams(location.search);
let visible = new Uint8Array(0);
/** @type {{key: string, bits: Uint8Array | null}} */ let base = { key: "", bits: null };
/** @type {number[] | null} */ let counts = null;
let asking = new AbortController();
let openedKey = "";
let isMovedByScript = true;

/** @param {string} id @param {Record<string, string | number>} [facts] */
function say(id, facts = {}) {
  return String(first.words[id] ?? id).replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}

/** @param {string} tag @param {Record<string, string>} attributes @param {string | Node[]} [inside] */
function element(tag, attributes = {}, inside = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (typeof inside === "string") made.textContent = inside;
  else made.append(...inside);
  return made;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function shape(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

const status = element("p", { class: "map-status", role: "status" });
const notes = element("div", { class: "map-notes" });
const offer = element("div", { class: "map-offer" });

/* ---------- loading ---------- */

/** @param {string} url */
function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src: url });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(url)));
    document.head.append(script);
  });
}

/** @param {string} url @param {RequestInit} [options] */
async function loadJson(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {string} url @param {Record<string, string>} parameters */
function withParameters(url, parameters) {
  return `${url}?${new URLSearchParams(parameters)}`;
}

/** @param {string | number[]} column */
function readClasses(column) {
  return typeof column === "string" ? Uint8Array.from(column, (each) => each.charCodeAt(0) - 48) : Int32Array.from(column);
}

/** @param {number[]} deltas @param {number} steps */
function readDegrees(deltas, steps) {
  let sum = 0;
  return Float64Array.from(deltas, (delta) => (sum += delta) / steps);
}

/** @param {any} raw @returns {Points} */
function readPoints(raw) {
  const radii = readClasses(raw.r);
  const masks = readClasses(raw.m);
  return {
    ...raw,
    lat: readDegrees(raw.la, raw.q),
    lng: readDegrees(raw.lo, raw.q),
    root: readClasses(raw.c),
    mask: Int32Array.from(masks, (each) => raw.cm[each]),
    district: readClasses(raw.d),
    flags: readClasses(raw.f),
    radius: Int32Array.from(radii, (each) => raw.radii[each]),
  };
}

/** @param {string} [rev] a revision the browser may hold for ever; without one the server is asked */
async function loadPoints(rev) {
  const url = withParameters(String(box.dataset.points), { scheme: first.scheme, ...(rev ? { rev } : {}) });
  points = readPoints(await loadJson(url, rev ? {} : { cache: "no-cache" }));
}

async function loadOutlines() {
  const url = withParameters(String(box.dataset.districts), { scheme: first.scheme, rev: first.rev });
  const outlines = await loadJson(url);
  parts.districts.addData(outlines);
  parts.districts.eachLayer((/** @type {any} */ layer) => {
    const { code, at } = layer.feature.properties;
    outlineBounds.set(code, layer.getBounds());
    chipPlaces.set(code, [at[1], at[0]]);
  });
  const isApproximate = outlines.features.some((/** @type {any} */ each) => each.properties.approximate);
  if (isApproximate) notes.append(element("p", {}, say("approximate_outline")));
}

/* ---------- filter ---------- */

/** Everything that only the server can answer. @param {URLSearchParams} asked */
function serverKey(asked) {
  const rest = new URLSearchParams(asked);
  for (const name of [...CLIENT_PARAMETERS, ...VIEW_PARAMETERS]) rest.delete(name);
  for (const [name, value] of [...rest]) if (!value) rest.delete(name);
  const foreign = values(asked, "district").filter((code) => !points.districts.includes(code));
  if (foreign.length) rest.set("district", foreign.join());
  rest.sort();
  return String(rest);
}

/** @param {URLSearchParams} asked @param {string} name */
function values(asked, name) {
  return asked.getAll(name).join().split(",").filter(Boolean);
}

/** Category and district at once; `bits` holds the answer to everything else. @param {Uint8Array | null} bits */
function filterHere(bits) {
  const wanted = values(criteria, "cat").reduce((mask, code) => mask | (1 << points.cats.indexOf(code)), 0);
  const districts = new Set(values(criteria, "district").map((code) => points.districts.indexOf(code)));
  const kept = new Uint8Array(points.n);
  for (let i = 0; i < points.n; i++) {
    const isKept = (!wanted || points.mask[i] & wanted) && (!districts.size || districts.has(points.district[i]));
    kept[i] = isKept && (!bits || bits[i >> 3] & (1 << (i & 7))) ? 1 : 0;
  }
  return kept;
}

/** @param {Uint8Array} kept @param {number[] | null} byDistrict */
function setVisible(kept, byDistrict) {
  visible = kept;
  counts = byDistrict;
  index = null;
}

/** @param {string} base64 */
function readBits(base64) {
  return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}

/** @param {boolean} isRetry */
async function askRows(isRetry = false) {
  asking.abort();
  asking = new AbortController();
  const asked = new URLSearchParams(criteria);
  for (const name of VIEW_PARAMETERS) asked.delete(name);
  asked.set("scheme", first.scheme);
  const answer = await loadJson(`${box.dataset.rows}?${asked}`, { signal: asking.signal });
  if (answer.rev !== points.rev && !isRetry) {
    await loadPoints();
    await askRows(true);
    return;
  }
  const bits = readBits(answer.rows);
  if (!CLIENT_PARAMETERS.some((name) => asked.get(name))) base = { key: serverKey(criteria), bits };
  setVisible(Uint8Array.from({ length: points.n }, (_, i) => (bits[i >> 3] >> (i & 7)) & 1), answer.by_district);
  tell(answer.total, answer.unplaced);
}

/** @param {URLSearchParams} asked */
async function refilter(asked) {
  const before = serverKey(criteria);
  criteria = asked;
  const key = serverKey(criteria);
  if (!key) base = { key, bits: null };
  if (base.key === key) {
    setVisible(filterHere(base.bits), null);
    draw();
  }
  try {
    await askRows();
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") status.textContent = say("failed");
    return;
  }
  if (before !== key || !isAnyInView()) fit();
  draw();
}

/** @param {number} total @param {number} unplaced */
function tell(total, unplaced) {
  const count = total - unplaced;
  if (!total) status.textContent = "";
  else if (!count) status.textContent = say("empty");
  else status.textContent = say(unplaced ? "shown_unplaced" : "shown", { count, unplaced });
}

function isAnyInView() {
  const bounds = map.getBounds();
  return visible.some((kept, i) => kept && bounds.contains([points.lat[i], points.lng[i]]));
}

/** @param {(row: number) => boolean | number} chosen */
function boundsOf(chosen) {
  const bounds = L.latLngBounds([]);
  for (let i = 0; i < points.n; i++) if (chosen(i)) bounds.extend([points.lat[i], points.lng[i]]);
  return bounds;
}

function fit() {
  const bounds = boundsOf((row) => visible[row]);
  if (!bounds.isValid()) return;
  isMovedByScript = true;
  map.fitBounds(bounds, { maxZoom: 16, padding: [40, 40], animate: false });
}

/* ---------- what stands where ---------- */

/** @returns {Mark[]} */
function drawChips() {
  const local = new Array(points.districts.length).fill(0);
  const places = points.districts.map(() => [0, 0]);
  const spread = new Array(points.districts.length).fill(0);
  for (let i = 0; i < points.n; i++) {
    const district = points.district[i];
    if (district >= local.length) continue;
    local[district] += visible[i];
    places[district][0] += points.lat[i];
    places[district][1] += points.lng[i];
    spread[district] += 1;
  }
  const held = counts ?? local;
  const view = map.getBounds().pad(0.1);
  const found = points.districts.map((code, district) => {
    const mean = spread[district] ? places[district].map((sum) => sum / spread[district]) : null;
    return { code, name: points.names[district], count: held[district], at: chipPlaces.get(code) ?? mean };
  });
  const chips = found.filter((each) => each.count && each.at && view.contains(each.at));
  return spreadChips(chips.sort((a, b) => b.count - a.count));
}

/** The first loser of a collision shrinks to its count, the next joins its neighbour. @param {any[]} chips */
function spreadChips(chips) {
  const taken = /** @type {any[]} */ ([]);
  pen.font = "bold 15px sans-serif";
  for (const chip of chips) {
    const middle = map.latLngToLayerPoint(chip.at);
    const wide = Math.max(TARGET, pen.measureText(`${chip.name}+00 ${chip.count}`).width + 24);
    const narrow = Math.max(TARGET, pen.measureText(String(chip.count)).width + 24);
    const width = [wide, narrow].find((each) => !taken.some((other) => isOver(other, middle, each)));
    if (width) {
      taken.push({ chip, middle, width, isNarrow: width !== wide, members: [chip] });
      continue;
    }
    const near = taken.reduce((a, b) => (a.middle.distanceTo(middle) <= b.middle.distanceTo(middle) ? a : b));
    near.members.push(chip);
  }
  return taken.map(markChip);
}

/** @param {any} other @param {any} middle @param {number} width */
function isOver(other, middle, width) {
  const across = Math.abs(other.middle.x - middle.x) < (other.width + width) / 2;
  return across && Math.abs(other.middle.y - middle.y) < TARGET;
}

/** @param {any} taken @returns {Mark} */
function markChip({ chip, width, isNarrow, members }) {
  const count = members.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + each.count, 0);
  const more = members.length > 1 ? `+${members.length - 1}` : "";
  const inside = [element("span", {}, isNarrow ? more : chip.name + more), element("b", {}, String(count))];
  return {
    key: `d${chip.code} ${count} ${more} ${isNarrow}`,
    at: chip.at,
    size: [width, TARGET],
    element: element("span", { class: "map-chip" }, inside),
    label: say(members.length > 1 ? "districts" : "district", { name: chip.name, count }),
    rows: [],
    act: () => openDistricts(members),
  };
}

/** @param {any[]} members */
function openDistricts(members) {
  const codes = new Set(members.map((each) => points.districts.indexOf(each.code)));
  let bounds = boundsOf((row) => visible[row] && codes.has(points.district[row]));
  if (!bounds.isValid()) bounds = members.reduce((all, each) => all.extend(outlineBounds.get(each.code) ?? each.at), bounds);
  const zoom = map.getBoundsZoom(bounds.pad(0.05));
  const isOne = members.length === 1;
  map.setView(bounds.getCenter(), isOne ? Math.max(zoom, parts.resources.options.chipZoom) : zoom);
  offer.replaceChildren();
  if (!isOne) return;
  const { code, name } = members[0];
  const button = element("button", { type: "button" }, say("district_only", { name }));
  button.addEventListener("click", () => {
    offer.replaceChildren();
    document.dispatchEvent(new CustomEvent("directory:district", { detail: code }));
  });
  offer.append(button);
}

/** Rows at one and the same point are one feature: they would never split. */
function buildIndex() {
  const places = new Map();
  for (let i = 0; i < points.n; i++) {
    if (!visible[i]) continue;
    const spot = `${points.lat[i]},${points.lng[i]}`;
    const there = places.get(spot);
    if (there) there.push(i);
    else places.set(spot, [i]);
  }
  const features = [...places.values()].map((rows) => ({
    type: "Feature",
    properties: { rows },
    geometry: { type: "Point", coordinates: [points.lng[rows[0]], points.lat[rows[0]]] },
  }));
  const { chipZoom, radius } = parts.resources.options;
  const total = (/** @type {any} */ sum, /** @type {any} */ each) => { sum.held += each.held; };
  const options = { radius, extent: 256, minZoom: Math.floor(chipZoom), maxZoom: 18, reduce: total };
  const count = (/** @type {any} */ each) => ({ held: each.rows.length });
  return new /** @type {any} */ (window).Supercluster({ ...options, map: count }).load(features);
}

/** @returns {Mark[]} */
function drawPlaces() {
  index ??= buildIndex();
  const view = map.getBounds().pad(0.1);
  const box4 = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
  return index.getClusters(box4, Math.floor(map.getZoom())).map((/** @type {any} */ feature) => {
    const [lng, lat] = feature.geometry.coordinates;
    if (feature.properties.cluster) return markCluster(feature, [lat, lng]);
    const rows = feature.properties.rows;
    return rows.length > 1 ? markSamePlace(rows, [lat, lng]) : markPin(rows[0]);
  });
}

/** @param {any} feature @param {[number, number]} at @returns {Mark} */
function markCluster(feature, at) {
  const count = feature.properties.held;
  const size = Math.min(64, TARGET + 4 * Math.floor(Math.log10(count) * 2));
  return {
    key: `c${at} ${count}`,
    at,
    size: [size, size],
    element: element("span", { class: "map-cluster" }, String(count)),
    label: say("cluster", { count }),
    rows: [],
    act: () => openCluster(feature, at),
  };
}

/** @param {any} feature @param {[number, number]} at */
function openCluster(feature, at) {
  const zoom = index.getClusterExpansionZoom(feature.properties.cluster_id);
  if (zoom <= map.getMaxZoom()) {
    map.setView(at, zoom);
    return;
  }
  const leaves = index.getLeaves(feature.properties.cluster_id, Infinity);
  openList(leaves.flatMap((/** @type {any} */ leaf) => leaf.properties.rows));
}

/** @param {number[]} rows @param {[number, number]} at @returns {Mark} */
function markSamePlace(rows, at) {
  return {
    key: `s${points.id[rows[0]]} ${rows.length}`,
    at,
    size: [TARGET, TARGET],
    element: element("span", { class: "map-same" }, say("count", { count: rows.length })),
    label: say("same_place", { count: rows.length }),
    rows: [],
    act: () => openList(rows),
  };
}

/** @param {number} row @returns {Mark} */
function markPin(row) {
  return {
    key: `p${points.id[row]}`,
    at: [points.lat[row], points.lng[row]],
    size: [TARGET, TARGET],
    element: drawSymbol(symbolOf(row), Boolean(points.flags[row] & 1)),
    label: nameOf(row),
    rows: [row],
    act: () => openRow(row),
  };
}

/** @param {number} row */
function symbolOf(row) {
  const code = points.cats[points.root[row]];
  return first.categories.find((/** @type {any} */ each) => each.code === code) ?? first.categories[0];
}

/** @param {number} row */
function nameOf(row) {
  const category = symbolOf(row).label;
  const name = labels.get(points.id[row])?.[1];
  const about = points.flags[row] & 1 ? `、${approximately(points.radius[row])}` : "";
  return (name ? say("pin", { name, category }) : category) + about;
}

/** @param {number} metres */
function approximately(metres) {
  return say("approximate", { radius: metres < 1000 ? `${metres}m` : `${metres / 1000}km` });
}

/** A filled sign for a known place, a dashed ring for an approximate one. @param {any} symbol @param {boolean} isRing */
function drawSymbol(symbol, isRing) {
  const fill = isRing ? "#fff" : symbol.color;
  const edge = isRing ? symbol.color : "#fff";
  const picture = shape("svg", { viewBox: "0 0 44 44", class: "map-pin", "aria-hidden": "true" });
  const outline = /** @type {Record<string, [string, Record<string, string | number>]>} */ ({
    circle: ["circle", { cx: 22, cy: 22, r: 16 }],
    square: ["rect", { x: 7, y: 7, width: 30, height: 30, rx: 7 }],
    house: ["path", { d: "M22 4 38 17V38H6V17Z" }],
    bubble: ["path", { d: "M10 6H34a4 4 0 0 1 4 4V28a4 4 0 0 1-4 4H25L19 40V32H10a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4Z" }],
    diamond: ["path", { d: "M22 2 42 22 22 42 2 22Z" }],
  });
  const [tag, attributes] = outline[symbol.shape];
  const dashes = isRing ? { "stroke-dasharray": "5 3" } : {};
  const line = { fill, stroke: edge, "stroke-width": isRing ? 2.5 : 2, "stroke-linejoin": "round", ...dashes };
  const halo = { fill: "none", stroke: "#fff", "stroke-width": 5 };
  const low = symbol.shape === "house" ? 33 : symbol.shape === "bubble" ? 25 : 28;
  const text = { x: 22, y: low, "text-anchor": "middle", "font-size": 16, "font-weight": "bold" };
  const letter = shape("text", { ...text, fill: isRing ? symbol.color : "#fff" }, symbol.glyph);
  picture.append(shape(tag, { ...attributes, ...halo }), shape(tag, { ...attributes, ...line }), letter);
  return picture;
}

/* ---------- drawing ---------- */

function draw() {
  if (!points) return;
  const marks = map.getZoom() < parts.resources.options.chipZoom ? drawChips() : drawPlaces();
  const wanted = new Map(marks.map((mark) => [mark.key, mark]));
  const hadFocus = parts.map.getPane("markerPane").contains(document.activeElement);
  for (const [key, { marker }] of shown) {
    if (wanted.has(key)) continue;
    marker.remove();
    shown.delete(key);
  }
  for (const mark of wanted.values()) place(mark);
  if (hadFocus && document.activeElement === document.body) map.getContainer().focus({ preventScroll: true });
  nameMarks();
}

/** @param {Mark} mark */
function place(mark) {
  const there = shown.get(mark.key);
  if (there) {
    there.mark = mark;
    return;
  }
  const icon = L.divIcon({ html: mark.element, className: "map-mark", iconSize: mark.size });
  const marker = L.marker(mark.at, { icon, riseOnHover: true });
  marker.on("click", () => act(mark.key)).addTo(parts.resources);
  shown.set(mark.key, { marker, mark });
  marker.getElement().dataset.key = mark.key;
  nameMarker(mark.key);
}

/** @param {string} key */
function act(key) {
  openedKey = key;
  shown.get(key)?.mark.act();
}

/** @param {string} key */
function nameMarker(key) {
  const { marker, mark } = /** @type {{marker: any, mark: Mark}} */ (shown.get(key));
  const name = mark.rows.length ? nameOf(mark.rows[0]) : mark.label;
  marker.getElement().setAttribute("aria-label", name);
  if (mark.rows.length) marker.getElement().title = name;
}

async function nameMarks() {
  const pins = [...shown.values()].flatMap(({ mark }) => mark.rows);
  if (!(await loadLabels(pins))) return;
  for (const [key, { mark }] of shown) if (mark.rows.length) nameMarker(key);
}

/** Whether any new label came. @param {number[]} rows */
async function loadLabels(rows) {
  const missing = [...new Set(rows.map((row) => points.id[row]))].filter((id) => !labels.has(id)).slice(0, 300);
  if (!missing.length) return false;
  const found = await loadJson(withParameters(String(box.dataset.labels), { ids: missing.join() })).catch(() => ({}));
  for (const [id, label] of Object.entries(found)) labels.set(Number(id), label);
  return true;
}

/* ---------- panel ---------- */

/** @param {number} row */
async function openRow(row) {
  await loadLabels([row]);
  const label = labels.get(points.id[row]);
  if (label) await openListing(label[0], row);
}

/** @param {string} code @param {number} [row] */
async function openListing(code, row) {
  const listing = await loadJson(`/api/v1/listings/${encodeURIComponent(code)}`).catch(() => null);
  if (!listing) {
    status.textContent = say("failed");
    return;
  }
  const symbol = first.categories.find((/** @type {any} */ each) => each.code === (listing.root ?? listing.category));
  const badge = symbol ?? (row === undefined ? null : symbolOf(row));
  const facts = element("dl");
  const add = (/** @type {string} */ word, /** @type {string | Node[]} */ inside) =>
    inside.length && facts.append(element("dt", {}, say(word)), element("dd", {}, inside));
  if (listing.next_date) add("next", listing.next_label ?? listing.next_date);
  const about = row !== undefined && points.flags[row] & 1 ? `（${approximately(points.radius[row])}）` : "";
  add("place", (listing.address || listing.place || listing.district || "") + about);
  const phone = listing.phone ?? listing.contacts?.find((/** @type {any} */ each) => each.kind === "phone")?.value;
  if (phone) add("phone", [safeLink(`tel:${phone}`, phone)]);
  const more = safeLink(`/r/${encodeURIComponent(code)}`, say("details"));
  more.className = "map-details";
  const chip = badge ? [element("p", { class: "map-kind", "data-category": badge.code }, [drawSymbol(badge, false), badge.label])] : [];
  openPanel(listing.name, [...chip, facts, more]);
  drawRing(row);
}

/** The circle in which an approximate place lies. @param {number} [row] */
function drawRing(row) {
  ring?.remove();
  ring = null;
  if (row === undefined || !(points.flags[row] & 1)) return;
  const look = { radius: points.radius[row], interactive: false, color: symbolOf(row).color, dashArray: "6 5", weight: 2 };
  ring = L.circle([points.lat[row], points.lng[row]], { ...look, fillOpacity: 0.06 }).addTo(map);
}

/** @param {string} url @param {string} text */
function safeLink(url, text) {
  const target = new URL(url, location.href);
  const isSafe = ["http:", "https:", "tel:", "mailto:"].includes(target.protocol);
  return element("a", isSafe ? { href: target.href } : {}, text);
}

/** @param {number[]} rows */
async function openList(rows) {
  await loadLabels(rows);
  const items = rows.map((row) => {
    const button = element("button", { type: "button" }, nameOf(row));
    button.addEventListener("click", () => openRow(row));
    return element("li", {}, [button]);
  });
  openPanel(say("same_place", { count: rows.length }), [element("ul", {}, items)]);
}

/** @param {string} title @param {Node[]} inside */
function openPanel(title, inside) {
  const heading = element("h2", { tabindex: "-1", id: "map-panel-title" }, title);
  const close = element("button", { type: "button", class: "map-close", "aria-label": say("close") }, "×");
  close.addEventListener("click", closePanel);
  panel.replaceChildren(heading, close, ...inside);
  panel.setAttribute("aria-labelledby", heading.id);
  panel.hidden = false;
  heading.focus();
}

function closePanel() {
  panel.hidden = true;
  drawRing();
  const there = shown.get(openedKey)?.marker.getElement();
  (there ?? map.getContainer()).focus({ preventScroll: true });
}

/** A card's link 「地図で見る」. @param {string} code */
async function select(code) {
  const listing = await loadJson(`/api/v1/listings/${encodeURIComponent(code)}`).catch(() => null);
  if (listing?.latitude == null) return;
  isMovedByScript = true;
  map.setView([listing.latitude, listing.longitude], 17, { animate: false });
  draw();
  await loadLabels([...shown.values()].flatMap(({ mark }) => mark.rows));
  const row = points.id.findIndex((id) => labels.get(id)?.[0] === code);
  openedKey = row < 0 ? "" : `p${points.id[row]}`;
  await openListing(code, row < 0 ? undefined : row);
}

/* ---------- what people do ---------- */

/** Leaflet sends no click for Enter and Space on markers drawn as elements. @param {KeyboardEvent} event */
function pressMarker(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (!["Enter", " "].includes(event.key) || !target.dataset.key) return;
  event.preventDefault();
  act(target.dataset.key);
}

function keepView() {
  draw();
  if (isMovedByScript) {
    isMovedByScript = false;
    return;
  }
  const url = new URL(location.href);
  const { lat, lng } = map.getCenter();
  url.searchParams.set("ll", `${lat.toFixed(5)},${lng.toFixed(5)}`);
  url.searchParams.set("z", String(map.getZoom()));
  history.replaceState(history.state, "", url);
}

/** Whether the URL named a view. */
function restoreView() {
  const asked = new URLSearchParams(location.search);
  const at = (asked.get("ll") ?? "").split(",").map(Number);
  const zoom = Number(asked.get("z"));
  if (at.length !== 2 || !at.every(Number.isFinite) || !zoom) return false;
  isMovedByScript = true;
  map.setView(at, zoom, { animate: false });
  return true;
}

function watchTiles() {
  let loaded = 0;
  let failed = 0;
  const give = () => {
    if (loaded || !map.hasLayer(parts.tiles)) return;
    parts.tiles.remove();
    notes.append(element("p", { role: "status" }, say("no_tiles")));
  };
  parts.tiles.on("tileload", () => { loaded += 1; });
  parts.tiles.on("tileerror", () => { if (++failed === 3) setTimeout(give, 3000); });
  if (navigator.onLine === false) give();
}

function listen() {
  const container = map.getContainer();
  container.addEventListener("keydown", pressMarker);
  map.on("moveend", keepView);
  map.on("click", () => map.scrollWheelZoom.enable());
  container.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) closePanel();
  });
  document.addEventListener("directory:filter", (event) => {
    refilter(new URLSearchParams(/** @type {CustomEvent} */ (event).detail));
  });
  addEventListener("popstate", restoreView);
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest?.("[data-code] a[href*='sel=']");
    if (!link || !box.offsetParent) return;
    event.preventDefault();
    select(new URL(/** @type {HTMLAnchorElement} */ (link).href).searchParams.get("sel") ?? "");
  });
}

async function start() {
  box.append(offer, status, notes);
  const pointsThere = loadPoints(first.rev);
  const { leaflet = "", leafletCss, supercluster = "" } = box.dataset;
  const style = element("link", { rel: "stylesheet", href: leafletCss ?? leaflet.replace(/\.js\b/, ".css") });
  document.head.prepend(style);
  await Promise.all([loadScript(leaflet), loadScript(supercluster), new Promise((resolve) => {
    style.addEventListener("load", resolve);
    style.addEventListener("error", resolve);
  })]);
  L = /** @type {any} */ (window).L;
  const still = isStill ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false } : {};
  L.Map.mergeOptions({ ...still, dragging: !isTouch });
  parts = /** @type {any} */ (window).bootDirectoryMap();
  map = parts.map;
  if (parts.tiles) watchTiles();
  if (isTouch) notes.append(element("p", {}, say("two_fingers")));
  await Promise.all([pointsThere, loadOutlines().catch(() => undefined)]);
  listen();
  await showFirst();
  box.dataset.mapReady = "";
}

async function showFirst() {
  if (serverKey(criteria) || points.rev !== first.rev) await askRows();
  else {
    setVisible(filterHere(null), first.by_district);
    tell(first.total, first.unplaced);
  }
  if (!restoreView()) fit();
  draw();
  const chosen = criteria.get("sel");
  if (chosen) await select(chosen);
}

if (box && panel && "IntersectionObserver" in window) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    start().catch(() => { status.textContent = say("failed"); });
  });
  watcher.observe(box);
}
