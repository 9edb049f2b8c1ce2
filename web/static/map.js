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
const pen = document.createElement("canvas").getContext("2d");

let L, map, layers, points, index, ring;
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
/** Who counts: this browser, or the server for each view (map_clusters.js). */
const source = { load: loadPoints, ask: askRows, filter: filterHere, sum: sumHere, bounds: boundsHere, places: drawHere, settle() {} };

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

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const made = make(tag, attributes);
    made.addEventListener("load", resolve);
    made.addEventListener("error", reject);
    document.head.prepend(made);
  });
}

/** A page that was saved with its data answers itself. */
async function ask(url, parameters = {}, options = {}) {
  const { answerMap } = globalThis;
  if (answerMap) return answerMap(url, parameters);
  const answer = await fetch(`${url}?${new URLSearchParams(parameters)}`, options);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function askListing(code) {
  return ask(`/api/v1/listings/${encodeURIComponent(code)}`).catch(() => {
    status.textContent = say("failed");
  });
}

/** Columns of few classes are one character a row, counted from "0". */
function readClasses(column, values = null) {
  const numbers = typeof column === "string" ? Array.from(column, (each) => each.charCodeAt(0) - 48) : column;
  return Int32Array.from(values ? numbers.map((each) => values[each]) : numbers);
}

/** Positions: `w` says how many bits each of both steps of a row takes, `b` holds them; an odd one is below zero. */
function readPlaces({ n, w, b, q }) {
  const bytes = Uint8Array.from(atob(b), (each) => each.charCodeAt(0));
  const sums = [0, 0];
  const places = sums.map(() => new Float64Array(n));
  let bit = 0;
  readClasses(w).forEach((width, row) => places.forEach((column, axis) => {
    let step = 0;
    for (const end = bit + width; bit < end; bit += 1) step = step << 1 | bytes[bit >> 3] >> (7 - (bit & 7)) & 1;
    sums[axis] += step & 1 ? -(step + 1) / 2 : step / 2;
    column[row] = sums[axis] / q;
  }));
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
async function loadOutlines(chosen) {
  const found = await ask(box.dataset.districts, { scheme: first.scheme, rev: first.rev, ...chosen });
  found.features.forEach(({ id }) => outlines.has(id) && layers.districts.removeLayer(outlines.get(id).layer));
  layers.districts.addData(found);
  layers.districts.eachLayer((layer) => {
    const { id, properties } = layer.feature;
    const at = [...properties.at].reverse();
    outlines.set(id, { at, bounds: layer.getBounds(), layer, isFine: outlines.get(id)?.isFine });
  });
  return found;
}

/** What is near enough to see how coarse it is. */
function refineOutlines() {
  if (360 / 256 / 2 ** map.getZoom() > tolerance / 3) return;
  const view = map.getBounds();
  const coarse = [...outlines].filter(([, each]) => !each.isFine && view.intersects(each.bounds)).slice(0, 60);
  coarse.forEach(([, each]) => { each.isFine = true; });
  if (coarse.length) loadOutlines({ codes: coarse.map(([code]) => code).join() }).catch(() => {});
}

async function startOutlines() {
  const found = await loadOutlines({ detail: "overview" });
  ({ tolerance = 0 } = found);
  if (found.features.some(({ properties }) => properties.approximate)) note("approximate_outline");
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

function setVisible(isKept, byDistrict) {
  visible = Uint8Array.from({ length: points.n }, (_, row) => (isKept(row) ? 1 : 0));
  counts = byDistrict;
  index = null;
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
  const before = serverKey(criteria);
  criteria = asked;
  const key = serverKey(criteria);
  if (!key) base = { key, bits: null };
  if (base.key === key) {
    source.filter(base.bits);
    draw();
  }
  try {
    await source.ask();
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = say("failed");
    return;
  }
  const view = map.getBounds();
  if (before !== key || !visible.some((kept, row) => kept && view.contains(placeOf(row)))) fit();
  draw();
}

function tell(unplaced, count = visible.reduce((sum, kept) => sum + kept, 0)) {
  status.textContent = say(count ? (unplaced ? "shown_unplaced" : "shown") : "empty", { count, unplaced });
}

function placeOf(row) {
  return [points.lat[row], points.lng[row]];
}

/** Of the districts inside; without them of everything. */
function boundsHere(inside) {
  const bounds = L.latLngBounds([]);
  visible.forEach((kept, row) => kept && (!inside || inside.has(points.district[row])) && bounds.extend(placeOf(row)));
  return bounds;
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
  const middle = middleOf(bounds);
  if (middle) show(middle, Math.min(16, map.getBoundsZoom(bounds, false, L.point(150, 100))));
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

/** The first loser of a collision shrinks to its count, the next joins its nearest neighbour. */
function spread(chips) {
  const taken = [];
  pen.font = "bold 15px sans-serif";
  for (const chip of chips) {
    const middle = map.latLngToLayerPoint(chip.at);
    const isFree = (width) => !taken.some((other) => {
      const across = Math.abs(other.middle.x - middle.x) < (other.width + width) / 2;
      return across && Math.abs(other.middle.y - middle.y) < TARGET;
    });
    const widths = [`${chip.name}+00 ${chip.count}`, `${chip.count}`].map((text) => pen.measureText(text).width + 28);
    const width = widths.find(isFree);
    const far = (other) => other.middle.distanceTo(middle);
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
    inside: make("span", { class: "map-chip" }, [make("span", {}, title), make("b", {}, String(count))]),
    label: say(members.length > 1 ? "districts" : "district", { name: chip.name, count }),
    rows: [],
    act: () => openDistricts(members),
  };
}

function openDistricts(members) {
  const { code, name } = members[0];
  const isOne = members.length === 1;
  const bounds = source.bounds(new Set(members.map(({ district }) => district)));
  members.forEach(({ code, at }) => bounds.isValid() && isOne || bounds.extend(outlines.get(code)?.bounds ?? at));
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

function drawHere() {
  index ??= buildIndex();
  const corners = map.getBounds().toBBoxString().split(",").map(Number);
  return index.getClusters(corners, Math.floor(map.getZoom())).map(({ geometry, properties }) => {
    const { rows = [], held, cluster_id: id } = properties;
    const at = [...geometry.coordinates].reverse();
    if (rows.length === 1) return markPin(rows);
    return id ? markMany("cluster", held, at, rows, () => split(id, at)) : markMany("same", rows.length, at, rows, () => openList(rows));
  });
}

function markMany(kind, count, at, rows, act) {
  const isRing = rows.length && rows.every((row) => points.flags[row] & 1);
  const text = rows.length ? say("count", { count }) : String(count);
  const inside = make("span", { class: `map-${kind}${isRing ? " map-ring" : ""}` }, text);
  const side = TARGET + Math.floor(Math.log10(count) * 8);
  return { key: `${kind}${at} ${count}`, at, size: [side, side], inside, label: say(kind, { count }), rows, act };
}

function split(id, at) {
  const zoom = index.getClusterExpansionZoom(id);
  if (zoom <= map.getMaxZoom()) map.setView(at, zoom);
  else openList(index.getLeaves(id, Infinity).flatMap((leaf) => leaf.properties.rows));
}

function markPin(rows) {
  const [row] = rows;
  const inside = drawSign(points.cats[points.root[row]], points.flags[row] & 1);
  const act = () => openRow(row);
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
  return [name ? say("pin", { name, category }) : category, approximately(row)].filter(Boolean).join("、");
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

function draw() {
  const chips = listChips();
  const view = map.getBounds();
  // the chip of an only district would tell nothing
  const isWide = map.getZoom() < layers.resources.options.chipZoom && chips.length > 1;
  const marks = isWide ? spread(chips.filter(({ at }) => view.contains(at)).sort((a, b) => b.count - a.count)) : source.places();
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
    there.mark = mark;
    return;
  }
  const icon = L.divIcon({ html: mark.inside, className: "map-mark", iconSize: mark.size });
  const marker = L.marker(mark.at, { icon, riseOnHover: true }).on("click", () => act(key)).addTo(layers.resources);
  shown.set(key, { marker, mark });
  marker.getElement().dataset.key = key;
  marker.getElement().setAttribute("aria-label", mark.label);
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

async function openRow(row) {
  await loadLabels([row]);
  const [code] = labels.get(points.id[row]) ?? [];
  if (code) openListing(await askListing(code), row);
}

function openListing(listing, row) {
  if (!listing) return;
  const { name, root, address, district_name: district, phone, sessions, url } = listing;
  const facts = make("dl");
  const add = (word, inside) => inside?.length && facts.append(make("dt", {}, say(word)), make("dd", {}, inside));
  add("next", sessions[0]?.text);
  add("place", [address || district, approximately(row)].filter(Boolean).join("、"));
  if (phone) add("phone", [link(`tel:${phone.replace(/[^0-9+]/g, "")}`, phone)]);
  const { code, label } = symbolOf(root);
  openPanel(name, [make("p", { class: "map-kind" }, [drawSign(code), make("span", {}, label)]), facts, link(url, say("details"))]);
  drawRing(row);
}

/** The circle in which an approximate place lies. */
function drawRing(row) {
  ring?.remove();
  if (!(points.flags[row] & 1)) return;
  const look = { color: "#1a1a1a", weight: 2, dashArray: "6 5", fillOpacity: 0.06, interactive: false };
  ring = L.circle(placeOf(row), { radius: points.radius[row], ...look }).addTo(map);
}

function link(url, text) {
  const { protocol, href } = new URL(url, location.href);
  const isSafe = url[0] === "#" || ["http:", "https:", "tel:", "mailto:"].includes(protocol);
  return make("a", isSafe ? { href } : {}, text);
}

async function openList(rows) {
  await loadLabels(rows);
  const items = rows.map((row) => make("li", {}, [makeButton(nameOf(row), () => openRow(row))]));
  openPanel(say("same", { count: rows.length }), [make("ul", {}, items)]);
}

function openPanel(title, inside) {
  const heading = make("h2", { tabindex: "-1", id: "map-panel-title" }, title);
  const close = makeButton("×", closePanel, { class: "map-close", "aria-label": say("close") });
  panel.replaceChildren(heading, close, ...inside);
  panel.setAttribute("aria-labelledby", heading.id);
  panel.hidden = false;
  heading.focus({ preventScroll: true });
  reveal();
}

/** Moves the map when the panel covers the marker that it speaks of. */
function reveal() {
  const marker = shown.get(openedKey)?.marker.getElement().getBoundingClientRect();
  const sheet = panel.getBoundingClientRect();
  if (!marker || marker.top > sheet.bottom || marker.bottom < sheet.top || marker.left > sheet.right) return;
  const isAbove = sheet.top < box.getBoundingClientRect().top + TARGET;
  isMovedByScript = true;
  map.panBy([0, isAbove ? marker.top - sheet.bottom - 8 : marker.bottom - sheet.top + 8], { animate: false });
}

function closePanel() {
  panel.hidden = true;
  ring?.remove();
  const there = shown.get(openedKey)?.marker.getElement() ?? map.getContainer();
  there.focus({ preventScroll: true });
}

/** What a card's link to the map does. */
async function select(code) {
  const listing = await askListing(code);
  // a saved file says where in its points a listing stands
  if (listing?.row !== undefined) [listing.latitude, listing.longitude] = placeOf(listing.row);
  if (listing?.latitude === undefined) return;
  show([listing.latitude, listing.longitude], 18);
  await source.settle();
  const isThere = (degrees, asked) => Math.abs(degrees - asked) < 0.00001;
  const there = [...points.lat.keys()].filter((row) => isThere(points.lat[row], listing.latitude) && isThere(points.lng[row], listing.longitude));
  await loadLabels(there);
  const row = there.find((each) => labels.get(points.id[each])?.[0] === code) ?? there[0];
  openedKey = [...shown.keys()].find((key) => shown.get(key).mark.rows.includes(row));
  openListing(listing, row);
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
  document.addEventListener("keydown", ({ key }) => key === "Escape" && !panel.hidden && closePanel());
  document.addEventListener("directory:filter", (event) => refilter(new URLSearchParams(event.detail)));
  document.addEventListener("click", (event) => {
    const card = event.target.closest("[data-code] a[href*='sel=']");
    if (!card || !box.offsetParent) return;
    event.preventDefault();
    select(new URL(card.href).searchParams.get("sel"));
  });
}

/** What map_clusters.js works with. */
const parts = {
  ask, askListing, make, makeButton, markPin, markMany, openListing, openPanel, tell, draw,
  map: () => map,
  criteria: () => criteria,
  keep(columns) {
    points = columns;
    visible = new Uint8Array(columns.lat.length).fill(1);
  },
};

async function start() {
  box.append(offer, status, notes);
  const { leaflet, leafletCss, supercluster, clusters } = box.dataset;
  const isServer = first.mode === "server";
  const pointsThere = isServer || loadPoints(first.rev);
  const scripts = leaflet ? [leaflet, isServer ? clusters : supercluster].map((src) => load("script", { src })) : [];
  await Promise.all([...scripts, leafletCss && load("link", { rel: "stylesheet", href: leafletCss })]);
  L = globalThis["L"];
  const still = { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false };
  L.Map.mergeOptions({ ...(isStill && still), dragging: !isTouch });
  layers = globalThis["bootDirectoryMap"]();
  map = layers.map;
  if (isTouch) note("two_fingers");
  if (isServer) Object.assign(source, globalThis["countOnServer"](parts));
  await Promise.all([isServer ? source.load() : pointsThere, startOutlines().catch(() => {})]);
  if (isServer || serverKey(criteria) || points.rev !== first.rev) await source.ask();
  else {
    filterHere(null);
    counts = first.by_district;
    tell(first.unplaced);
  }
  if (!restoreView()) fit();
  if (layers.tiles) showTiles();
  listen();
  keepView();
  await source.settle();
  if (criteria.get("sel")) await select(criteria.get("sel"));
  box.dataset.mapReady = "";
}

if (box && panel) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    start().catch(() => { status.textContent = say("failed"); });
  });
  watcher.observe(box);
}
