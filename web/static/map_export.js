/**
 * The saved file: unpacks its own data and the map's scripts, shows and filters its list, and answers what map.js asks.
 * Nothing is fetched.
 * Text reaches the page through textContent and setAttribute only.
 */
const byId = (id) => document.getElementById(id);
const form = byId("search");
const cards = byId("cards");
const more = byId("more");
const words = byId("export-details");
const details = JSON.parse(words.textContent);
const first = JSON.parse(byId("map-first").textContent);
const CARDS_PAGE = 20;
let data;
/** Places of the listings that the form leaves, in the order of the file. */
let chosen = [];

function make(tag, attributes = {}, inside = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[inside].flat());
  return made;
}

async function take(holder) {
  const held = holder.textContent;
  holder.remove();
  if (holder.dataset.packed === undefined) return JSON.parse(JSON.parse(held));
  const packed = Uint8Array.from(atob(JSON.parse(held)), (each) => each.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Scripts run in their order, each by its hash in the policy of the file; in a readable file they stand there already. */
async function startScripts() {
  const holder = byId("export-scripts");
  for (const { type, text } of holder ? await take(holder) : []) document.body.append(make("script", { type }, text));
}

/** Wide letters as narrow ones, capitals as small ones. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function values(asked, name) {
  return asked.getAll(name).join().split(",").filter(Boolean);
}

/** Places of the listings that meet the question. */
function filter(asked) {
  const { listings, of, points } = data;
  const categories = values(asked, "cat");
  const districts = values(asked, "district").map((code) => points.districts.indexOf(code));
  const parts = fold(asked.get("q") ?? "").split(/\s+/).filter(Boolean);
  const texts = ["name", "place", "organization", "about", "when"].map((name) => listings[name]);
  return [...listings.code.keys()].filter((place) =>
    (!categories.length || categories.includes(listings.root[place]))
    && (!districts.length || districts.includes(of[place]))
    && (!parts.length || holds(fold(texts.map((column) => column[place]).join(" ")), parts)));
}

function holds(text, parts) {
  return parts.every((part) => text.includes(part));
}

/* What the map asks of a server. */

/** Rows of the map come first in the file, in the order of its points. */
function answerRows(asked) {
  const found = filter(asked);
  const { n, districts, rev } = data.points;
  const bytes = new Uint8Array(Math.ceil(n / 8));
  const counts = Array(districts.length + 1).fill(0);
  for (const place of found) {
    if (place < n) bytes[place >> 3] |= 1 << (place & 7);
    counts[data.of[place]] += 1;
  }
  const rows = btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
  const unplaced = found.filter((place) => place >= n).length;
  return { rev, total: found.length, unplaced, by_district: counts.slice(0, -1), rows };
}

function answerLabels({ rows }) {
  const { code, name } = data.listings;
  return Object.fromEntries(rows.split(",").map((row) => [row, [code[row], name[row]]]));
}

function answerListing(code) {
  const { listings, points } = data;
  const place = listings.code.indexOf(code);
  const facts = Object.fromEntries(Object.entries(listings).map(([name, column]) => [name, column[place]]));
  const at = place < points.n ? { row: place } : {};
  return { ...facts, ...at, address: facts.place, sessions: [{ text: facts.when }], url: `#r-${code}` };
}

const unpacked = take(byId("export-data")).then((found) => { data = found; });

globalThis["answerMap"] = async (url, parameters) => {
  await unpacked;
  if (url === "points") return data.points;
  if (url === "outlines") return parameters.codes ? { features: [] } : data.outlines;
  if (url === "rows") return answerRows(new URLSearchParams(parameters));
  if (url === "labels") return answerLabels(parameters);
  return answerListing(decodeURIComponent(url.split("/").pop()));
};

/* The list. */

function drawSign(code) {
  const [picture, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  picture.setAttribute("class", "map-pin");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", first.categories.find((each) => each.code === code).label);
  use.setAttribute("href", `#sign-${code}`);
  picture.append(use);
  return picture;
}

function makeCard(place) {
  const { listings, points } = data;
  const rows = details.filter(([name]) => listings[name][place]).map(([name, label]) => {
    const text = listings[name][place];
    const shown = name === "phone" ? [make("a", { href: `tel:${text.replace(/[^0-9+]/g, "")}` }, text)] : text;
    return [make("dt", {}, label), make("dd", {}, shown)];
  });
  const code = listings.code[place];
  const link = place < points.n ? [make("a", { class: "to-map", href: `?sel=${code}` }, words.dataset.show)] : [];
  const summary = make("summary", {}, [drawSign(listings.root[place]), make("span", {}, listings.name[place])]);
  const inside = make("details", {}, [summary, make("dl", {}, rows.flat()), ...link]);
  return make("li", { id: `r-${code}`, "data-code": code }, [inside]);
}

function addCards(until = cards.children.length + CARDS_PAGE) {
  cards.append(...chosen.slice(cards.children.length, until).map(makeCard));
  more.hidden = cards.children.length >= chosen.length;
}

/** What a link of the map's panel leads to. */
function openCard() {
  const place = chosen.findIndex((each) => `#r-${data.listings.code[each]}` === location.hash);
  if (place < 0) return;
  if (place >= cards.children.length) addCards(place + 1);
  const card = cards.children[place];
  card.querySelector("details").open = true;
  card.querySelector("summary").focus();
}

function show(asked) {
  chosen = filter(asked);
  cards.replaceChildren();
  addCards();
  const count = byId("count");
  count.textContent = count.dataset.message.replace("{count}", chosen.length);
}

function readForm() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
  return asked;
}

function refilter() {
  const asked = readForm();
  show(asked);
  document.dispatchEvent(new CustomEvent("directory:filter", { detail: asked }));
}

function fillForm() {
  const { districts, names } = data.points;
  for (const { code, label } of first.categories) {
    if (!data.listings.root.includes(code)) continue;
    const box = make("input", { type: "checkbox", name: "cat", value: code });
    byId("categories").append(make("label", {}, [box, label]));
  }
  districts.forEach((code, place) => data.counts[place] && byId("district").append(new Option(names[place], code)));
}

async function start() {
  await unpacked;
  fillForm();
  show(new URLSearchParams());
  form.addEventListener("submit", (event) => { event.preventDefault(); refilter(); });
  form.addEventListener("change", refilter);
  more.addEventListener("click", () => addCards());
  addEventListener("hashchange", openCard);
  document.addEventListener("directory:district", ({ detail }) => { byId("district").value = detail; refilter(); });
  document.body.dataset.listReady = "";
  await startScripts();
}

start().catch(() => { byId("count").textContent = words.dataset.old; });
