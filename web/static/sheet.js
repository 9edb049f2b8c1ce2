// @ts-check
/**
 * The referral sheet. What is typed stays in this page's memory: it is mirrored into the paper and goes nowhere else,
 * into no request, no storage, no address. A choice fetches the same page in another form and leaves what is typed alone.
 */
/** @type {Map<string, string>} */
const typed = new Map();
let asking = new AbortController();

/** @param {string} selector @returns {any} */
const one = (selector) => document.querySelector(selector);

/** What was typed, onto the paper. */
function mirror() {
  for (const place of document.querySelectorAll("[data-mirror]")) {
    place.textContent = typed.get(String(place.getAttribute("data-mirror"))) ?? "";
  }
}

/** Fields and buttons that only a script makes useful. */
function furnish() {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-typed]"))) {
    field.value = typed.get(String(field.dataset.typed)) ?? "";
  }
  for (const each of document.querySelectorAll(".typing, #print")) each.removeAttribute("hidden");
  if (navigator.clipboard) one("#copy")?.removeAttribute("hidden");
  for (const each of document.querySelectorAll(".by-hand, #how-to-print")) each.remove();
  offerSaved();
  mirror();
}

/** What this device remembers and the sheet lacks can join it. */
function offerSaved() {
  const link = one("#add");
  const codes = (document.body.dataset.codes ?? "").split(",").filter(Boolean);
  const all = [...new Set([...codes, ...readSaved()])].slice(0, 10);
  if (!link || all.length === codes.length) return;
  const url = new URL(location.href);
  url.searchParams.set("ids", all.join());
  link.href = url.href.replaceAll("%2C", ",");
  link.hidden = false;
}

function readSaved() {
  try {
    return (localStorage.getItem("list") ?? "").split(",").filter(Boolean);
  } catch {
    return [];
  }
}

function forget() {
  typed.clear();
  furnish();
}

/** What has happened, said to those who do not see it; it stays while the page around it changes. */
const told = document.createElement("p");
told.className = "hidden";
told.setAttribute("role", "status");
document.body.append(told);

/** The page of another address in place of this one. @param {Document} next */
function change(next) {
  document.title = next.title;
  for (const [here, there] of [[document.documentElement, next.documentElement], [document.body, next.body]]) {
    for (const { name } of [...here.attributes]) if (name !== "class") here.removeAttribute(name);
    for (const { name, value } of there.attributes) if (name !== "class") here.setAttribute(name, value);
  }
  for (const part of ["header", "main", "footer"]) one(`body > ${part}`)?.replaceWith(document.adoptNode(next.querySelector(`body > ${part}`) ?? ""));
  furnish();
  // the counts in the head and the button that clears belong to other scripts
  dispatchEvent(new Event("storage"));
}

/** Where the focus was: the same link, else its neighbour (what is first can not go up). @param {string} key */
function refocus(key) {
  const code = key.slice(key.indexOf("-"));
  (one(`[data-keep="${key}"]`) ?? one(`[data-keep$="${code}"]`) ?? one("#choices") ?? one("h1"))?.focus({ preventScroll: true });
}

/**
 * A page of this site as the browser itself reads it: no text becomes markup here, and scripts of such a page never run.
 * @param {string} url @param {AbortSignal} signal @returns {Promise<Document>}
 */
function load(url, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(String(request.status))));
    request.onerror = reject;
    signal.onabort = () => request.abort();
    request.send();
  });
}

/** @param {HTMLAnchorElement} link */
async function follow(link) {
  asking.abort();
  asking = new AbortController();
  const { keep = "", said = "" } = link.dataset;
  try {
    const next = await load(link.href, asking.signal);
    history.replaceState(null, "", link.href);
    change(next);
    refocus(keep);
    told.textContent = said;
  } catch {
    told.textContent = document.body.dataset.failed ?? "";
  }
}

/** @param {HTMLElement} button */
async function copy(button) {
  const { url = "", done = "", failed = "" } = button.dataset;
  const note = button.parentElement?.querySelector("[role=status]");
  const text = await navigator.clipboard.writeText(url).then(() => done, () => failed);
  if (note) note.textContent = text;
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-keep], .languages a"));
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && isPlain && link.origin === location.origin && link.pathname.endsWith("/sheet")) {
    event.preventDefault();
    follow(link);
  }
  if (target.closest("#print")) print();
  const button = /** @type {HTMLElement | null} */ (target.closest("#copy"));
  if (button) copy(button);
  if (target.closest("#clear")) forget();
});
document.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.dataset.typed) return;
  typed.set(field.dataset.typed, field.value);
  mirror();
});
addEventListener("beforeunload", (event) => {
  if ([...typed.values()].some(Boolean)) event.preventDefault();
});
// a page that the browser keeps for its way back would show the next person what this one wrote
addEventListener("pagehide", forget);
furnish();
