// @ts-check
/**
 * The list without page loads: a changed filter fetches worded cards and fills clones of the page's own templates.
 * Text reaches the page through textContent and setAttribute only.
 */
const WAIT_MS = 400;
const CALENDAR_MS = 2000;
let asking = new AbortController();
/** `readings`: words have their reading above them, which only pages of the server have. */
const { base = "", readings } = document.documentElement.dataset;

/** An address of the site in the language of the page. @param {string} url */
const own = (url) => url[0] === "/" ? base + url : url;

/** When the address says what was asked last. @type {Promise<void> | undefined} */
let written;
/** @type {Promise<void> | undefined} */
let places;
/** @type {(string | undefined)[] | undefined} */
let fields;

/** Elements of our own page, of whatever kind. @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const form = byId("search");
/** @type {any} */
const offline = document.querySelector(".offline");

/** @param {string} url */
function isSafe(url) {
  return /^\/(?!\/)/.test(url) || ["http:", "https:", "tel:"].includes(new URL(url, location.href).protocol);
}

/** Fills every marked place of a clone; what stays empty leaves the page. @param {string} template @param {Record<string, string>} facts */
function fill(template, facts) {
  const made = document.importNode(byId(template).content.firstElementChild, true);
  for (const place of made.querySelectorAll("[data-field]")) {
    place.textContent = facts[place.dataset.field];
    if (base && /[ぁ-鿿]/.test(place.textContent)) place.lang = "ja";
  }
  link(made, facts);
  for (const row of [...made.querySelectorAll("[data-row]")]) {
    const { url, field } = row.dataset;
    if (!facts[url ?? field ?? row.querySelector("[data-field]").dataset.field]) row.remove();
  }
  made.querySelector(".acts:not(:has(a))")?.remove();
  return made;
}

/** Where the links of a clone lead; a button of 候補 leads nowhere. @param {any} made @param {Record<string, string>} facts */
function link(made, facts) {
  for (const link of made.querySelectorAll("a:not([role])")) {
    const url = facts[link.dataset.url ?? "url"];
    if (url && isSafe(url)) link.setAttribute("href", own(url));
    if (link.dataset.label) link.setAttribute("aria-label", facts[link.dataset.label]);
  }
}

/** What a card says, field by field; addresses change with every question. @param {(field: string) => string | undefined} read */
const sayCard = (read) => (fields ??= [...byId("card-template").content.querySelectorAll("[data-field]")].map(({ dataset }) => dataset.field))
  .map((field) => read(field) ?? "").join("\n");

/** @param {Record<string, string>} card */
function fillCard(card) {
  const made = fill("card-template", card);
  made.dataset.code = card.code;
  made.querySelector(".mark")?.setAttribute("data-symbol", card.symbol);
  made.querySelector(".fresh")?.setAttribute("data-state", card.fresh_state);
  return made;
}

/** @param {Element | string} inside */
function item(inside) {
  const made = document.createElement("li");
  made.append(inside);
  return made;
}

/** A card, below a line of its own where those to ask about begin. @param {Record<string, string>} card @param {any} [kept] */
function showCard(card, kept) {
  if (kept) link(kept, card);
  const shown = kept?.parentElement ?? item(fillCard(card));
  if (!card.divider) return [shown];
  const divider = item(card.divider);
  divider.className = "divider";
  return [divider, shown];
}

/** Makes these the children of an element; those that are there stay. @param {any} parent @param {any[]} wanted */
function place(parent, wanted) {
  const kept = new Set(wanted);
  for (const each of [...parent.children]) if (!kept.has(each)) each.remove();
  let there = parent.firstElementChild;
  for (const each of wanted) {
    if (each === there) there = there.nextElementSibling;
    else parent.insertBefore(each, there);
  }
}

/** Those that say the same stay where they are: drawing a card costs more than all the rest. @param {any[]} cards */
function showCards(cards) {
  const list = byId("cards");
  const focused = document.activeElement;
  const there = new Map([...list.querySelectorAll(".card")].map((each) => [each.dataset.code, each]));
  const keep = (card) => {
    const kept = there.get(card.code);
    const read = (field) => kept.querySelector(`[data-field="${field}"]`)?.textContent;
    return kept && sayCard(read) === sayCard((field) => card[field]) ? kept : null;
  };
  const wanted = cards.flatMap((card) => showCard(card, keep(card)));
  place(list, wanted);
  if (list.contains(focused)) focused.focus({ preventScroll: true });
}

/** Options that stay keep their elements and letters: a list of towns is long. @param {any} select @param {any[]} options */
function showOptions(select, options) {
  const [any, ...there] = select.options;
  const known = new Map(there.map((each) => [each.value, each]));
  const wanted = options.map(({ code, label, count }) => {
    const text = label + select.dataset.aside.replace("{n}", count);
    const option = known.get(code) ?? new Option(text, code);
    if (option.text !== text) option.firstChild.data = text;
    return option;
  });
  place(select, [any, ...wanted]);
  select.value = options.find((each) => each.is_chosen)?.code ?? "";
}

/** @param {any} filters */
function showCounts(filters) {
  const wishes = filters.wishes.flatMap((group) => group.options);
  const counts = new Map([...filters.categories, ...filters.when, ...wishes].map((option) => [option.key ?? option.code, option.count]));
  for (const place of document.querySelectorAll("[data-count]")) place.textContent = counts.get(place.dataset.count) ?? place.textContent;
  for (const [id, options] of [["municipality", filters.municipalities], ["district", filters.districts]]) {
    const select = byId(id);
    if (select) showOptions(select, options);
  }
  byId("chosen").textContent = filters.chosen_count;
  byId("chosen").hidden = !filters.chosen_count;
}

/** The page names only the largest towns; the others are here before somebody opens their list. */
async function fillPlaces() {
  const asked = location.search;
  const answer = await fetch(`${form.dataset.cards}?${new URLSearchParams(asked)}`);
  if (answer.ok && asked === location.search) showCounts((await answer.json()).filters);
}

/** A calendar comes after the list. */
function makeDate() {
  byId("date").type = "date";
}

/** Somebody is on the way to the filters. */
function makeReady() {
  makeDate();
  if (byId("all-places")) places ??= fillPlaces().catch(() => {});
}

/** @param {any} paging */
function showPaging(paging) {
  byId("paging").hidden = !paging;
  byId("range").textContent = paging?.text ?? "";
  for (const [rel, url] of [["prev", paging?.previous_url], ["next", paging?.next_url]]) {
    const link = byId("paging").querySelector(`[rel="${rel}"]`);
    link.hidden = !url;
    if (url) link.href = own(url);
  }
}

/** What the button of the sheet leads to. @param {number | string} total */
function nameSheet(total) {
  const button = byId("apply");
  if (!readings) button.textContent = button.dataset.message.replace("{n}", String(total));
}

/** @param {any} answer */
function show(answer) {
  nameSheet(answer.total);
  byId("count").textContent = answer.count;
  // the heading below says it; this says it to whoever listens
  byId("count").classList.toggle("hidden", !answer.total);
  byId("to-ask").textContent = answer.to_ask;
  byId("unplaced").textContent = answer.unplaced;
  byId("understood").replaceChildren(...answer.understood.map(item));
  byId("tags").replaceChildren(...answer.tags.map((tag) => fill("tag-template", tag)));
  byId("tag-row").hidden = !answer.tags.length;
  byId("empty").hidden = answer.cards.length > 0;
  byId("ladder").replaceChildren(...answer.ladder.map((rung) => fill("rung-template", rung)));
  showCards(answer.cards);
  showPaging(answer.paging);
  showCounts(answer.filters);
}

/** The question of the form; empty fields do not make the address longer. */
function readForm() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (!value) continue;
    asked.set(name, asked.has(name) ? `${asked.get(name)},${value}` : String(value));
  }
  return asked;
}

/** @param {URLSearchParams} asked */
function writeForm(asked) {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.type === "hidden") continue;
    const values = (asked.get(field.name) ?? "").split(",");
    if (field instanceof HTMLSelectElement) field.value = values.find((value) => value && [...field.options].some((option) => option.value === value)) ?? "";
    else if (field.id === "date") field.value = values.find((value) => /^\d{4}-\d\d-\d\d$/.test(value)) ?? "";
    else if (field.type === "search") field.value = asked.get(field.name) ?? "";
    else field.checked = values.includes(field.value);
  }
}

/** Without a network the service worker answers with what it kept. @param {string | null} date */
function tellKept(date) {
  offline.hidden = !date;
  offline.textContent = date && offline.dataset.message.replace("{date}", decodeURIComponent(date));
}

/** @param {URLSearchParams} asked */
async function update(asked) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const results = byId("results");
  const slow = setTimeout(() => results.setAttribute("aria-busy", "true"), WAIT_MS);
  byId("failed").hidden = true;
  const switches = new URLSearchParams(asked);
  for (const name of ["view", "sel", "ll", "z"]) switches.delete(name);
  try {
    const answer = await fetch(`${form.dataset.cards}?${switches}`, { signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const worded = await answer.json();
    await written;
    if (signal.aborted) return;
    show(worded);
    document.dispatchEvent(new Event("directory:shown"));
    tellKept(answer.headers.get("x-kept"));
    for (const [id, path] of [["list", ""], ["month", "calendar"], ["print", "print"], ["want", "want"]]) byId(`show-${id}`).href = own(`/${path}?${switches}`);
    switches.set("view", "map");
    byId("show-map").href = own(`/?${switches}#map`);
  } catch {
    if (!signal.aborted) byId("failed").hidden = false;
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) results.removeAttribute("aria-busy");
  }
}

/** @returns {Promise<void>} */
const painted = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

/** @param {URLSearchParams} asked */
function go(asked) {
  const url = own(`/${asked.size ? `?${asked}` : ""}`);
  if (readings) return location.assign(url);
  document.dispatchEvent(new CustomEvent("directory:filter", { detail: asked }));
  // writing an address makes the browser lay out the page: what was pressed is shown before that
  const before = written;
  written = painted().then(() => before).then(() => history.pushState(null, "", url));
  return update(asked);
}

/** Filters changed: from the first page on. */
function refilter() {
  const asked = readForm();
  if (document.body.dataset.view === "map") asked.set("view", "map");
  return go(asked);
}

/** Tags, pages and ways out of an empty answer are links of this very page. @param {any} event */
async function follow(event) {
  const link = event.target.closest?.("#tags a, #paging a, #ladder a, .clear");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const asked = new URL(link.href).searchParams;
  writeForm(asked);
  await go(asked);
  byId("count").focus({ preventScroll: true });
  if (link.closest("#paging")) byId("results").scrollIntoView();
}

function restore() {
  const asked = new URLSearchParams(location.search);
  document.body.dataset.view = asked.get("view") === "map" ? "map" : "list";
  writeForm(asked);
  document.dispatchEvent(new CustomEvent("directory:filter", { detail: asked }));
  update(asked);
}

/** @param {any} event */
function chooseDistrict(event) {
  const code = event.detail;
  const select = ["district", "municipality"]
    .map(byId)
    .find((each) => [...(each?.options ?? [])].some((option) => option.value === code));
  if (select) {
    select.value = code;
    refilter();
    return;
  }
  const asked = readForm();
  asked.set("district", code);
  go(asked);
}

function listen() {
  document.documentElement.classList.add("scripted");
  nameSheet(String(byId("count").dataset.total));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    refilter();
    // the button of the sheet also closes it: its list is already there
    if (location.hash === "#filters" || event.submitter?.closest("#filters")) location.replace("#results");
  });
  document.addEventListener("change", (/** @type {any} */ { target: field }) => {
    if (field.form === form && field.type !== "search") refilter();
  });
  for (const type of ["pointerover", "focusin"]) ["filters", "open-filters"].forEach((id) => byId(id).addEventListener(type, makeReady));
  setTimeout(makeDate, CALENDAR_MS);
  document.addEventListener("click", follow);
  document.addEventListener("directory:district", chooseDistrict);
  byId("failed").querySelector("button")?.addEventListener("click", () => update(new URLSearchParams(location.search)));
  addEventListener("popstate", restore);
  const near = byId("near");
  near.hidden = false;
  near.addEventListener("click", async () => (await import(near.dataset.src)).start(near, (card) => showCard(card)), { once: true });
  // the list of another question stands in for this one
  if ("refill" in offline.dataset) restore();
}

if (form) listen();
byId("exit")?.addEventListener("click", (/** @type {any} */ event) => {
  event.preventDefault();
  location.replace(event.currentTarget.href);
});

/* ---------- 候補: up to ten codes that this device remembers; without storage the links lead on by themselves ---------- */
const readSaved = () => (localStorage.getItem("list") || "").split(",").filter(Boolean);

/** @param {Element} [link] */
const codeOf = (link) => link?.closest("[data-code]")?.getAttribute("data-code") ?? "";

function showSaved() {
  const codes = readSaved();
  document.querySelectorAll(".full").forEach((note) => note.remove());
  for (const link of document.querySelectorAll(".save")) {
    const isPressed = String(codes.includes(codeOf(link)));
    if (link.getAttribute("aria-pressed") === isPressed) continue;
    // a button leads nowhere, whoever clicks it
    link.removeAttribute("href");
    link.setAttribute("role", "button");
    link.setAttribute("tabindex", "0");
    link.setAttribute("aria-pressed", isPressed);
  }
  for (const badge of document.querySelectorAll("[data-saved]")) {
    badge.textContent = String(codes.length);
    badge.toggleAttribute("hidden", !codes.length);
    badge.closest("a")?.setAttribute("href", own(codes.length ? `/list?ids=${codes}` : "/list"));
  }
}

/** There is room for ten; the eleventh is told so. @param {any} event */
function press(event) {
  const link = event.target.closest?.(".save");
  const code = codeOf(link);
  const rest = readSaved().filter((each) => each !== code);
  if (!code) return;
  event.preventDefault();
  if (rest.length < 10) localStorage.setItem("list", (readSaved().length > rest.length ? rest : [...rest, code]).join());
  showSaved();
  if (rest.length < 10) return;
  const note = document.createElement("span");
  note.className = "sub full";
  note.setAttribute("role", "status");
  note.textContent = /** @type {HTMLElement} */ (document.querySelector("[data-full]")).dataset.full ?? "";
  link.after(note);
}

try {
  showSaved();
  document.addEventListener("click", press);
  document.addEventListener("keydown", (event) => [" ", "Enter"].includes(event.key) && press(event));
  for (const kind of ["storage", "pageshow"]) addEventListener(kind, showSaved);
  new MutationObserver(showSaved).observe(byId("cards") ?? document.body, { childList: true });
} catch {}

addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
