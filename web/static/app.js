// @ts-check
/**
 * The list without page loads: a changed filter fetches worded cards and fills clones of the page's own templates.
 * Text reaches the page through textContent and setAttribute only.
 */
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("search"));
const WAIT_MS = 400;
let asking = new AbortController();

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} url */
function isSafe(url) {
  return ["http:", "https:", "tel:"].includes(new URL(url, location.href).protocol);
}

/** Fills every marked place of a clone; what stays empty leaves the page. @param {string} template @param {Record<string, string>} facts */
function fill(template, facts) {
  const made = /** @type {Element} */ (
    /** @type {HTMLTemplateElement} */ (byId(template)).content.firstElementChild?.cloneNode(true)
  );
  for (const place of made.querySelectorAll("[data-field]")) place.textContent = facts[String(place.getAttribute("data-field"))];
  for (const link of made.querySelectorAll("a")) {
    const url = facts[link.dataset.url ?? "url"];
    if (url && isSafe(url)) link.setAttribute("href", url);
    if (link.dataset.label) link.setAttribute("aria-label", facts[link.dataset.label]);
  }
  for (const row of [...made.querySelectorAll("[data-row]")]) {
    const url = row.getAttribute("data-url");
    if (!facts[url ?? String(row.querySelector("[data-field]")?.getAttribute("data-field"))]) row.remove();
  }
  made.querySelector(".acts:not(:has(a))")?.remove();
  return made;
}

/** @param {Record<string, string>} card */
function fillCard(card) {
  const made = fill("card-template", card);
  made.setAttribute("data-code", card.code);
  made.querySelector(".mark")?.setAttribute("data-symbol", card.symbol);
  made.querySelector(".fresh")?.setAttribute("data-state", card.fresh_state);
  return made;
}

/** @param {Element} element */
function item(element) {
  const made = document.createElement("li");
  made.append(element);
  return made;
}

/** @param {string} text */
function sentence(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

/** A card, below a line of its own where those to ask about begin. @param {Record<string, string>} card */
function showCard(card) {
  const shown = item(fillCard(card));
  if (!card.divider) return [shown];
  const divider = sentence(card.divider);
  divider.className = "divider";
  return [divider, shown];
}

/** @param {any} filters */
function showCounts(filters) {
  const wishes = filters.wishes.flatMap((/** @type {any} */ group) => group.options);
  for (const option of [...filters.categories, ...filters.when, ...wishes]) {
    for (const place of document.querySelectorAll(`[data-count="${CSS.escape(option.key ?? option.code)}"]`)) place.textContent = option.count;
  }
  for (const [id, options] of [["municipality", filters.municipalities], ["district", filters.districts]]) {
    const select = /** @type {HTMLSelectElement | null} */ (document.getElementById(id));
    if (!select) continue;
    const made = options.map((/** @type {any} */ each) => new Option(`${each.label}（${each.count}）`, each.code, each.is_chosen, each.is_chosen));
    select.replaceChildren(select.options[0], ...made);
  }
  byId("chosen").textContent = filters.chosen_count;
  byId("chosen").hidden = !filters.chosen_count;
}

/** @param {any} paging */
function showPaging(paging) {
  byId("paging").hidden = !paging;
  byId("range").textContent = paging?.text ?? "";
  for (const [rel, url] of [["prev", paging?.previous_url], ["next", paging?.next_url]]) {
    const link = /** @type {HTMLAnchorElement} */ (document.querySelector(`#paging [rel="${rel}"]`));
    link.hidden = !url;
    if (url) link.href = url;
  }
}

/** What the button of the sheet leads to. @param {number | string} total */
function nameSheet(total) {
  const button = /** @type {HTMLElement} */ (document.querySelector("#filters .apply button"));
  button.textContent = String(button.dataset.message).replace("{n}", String(total));
}

/** @param {any} answer */
function show(answer) {
  nameSheet(answer.total);
  byId("count").textContent = answer.count;
  byId("to-ask").textContent = answer.to_ask;
  byId("unplaced").textContent = answer.unplaced;
  byId("understood").replaceChildren(...answer.understood.map(sentence));
  byId("tags").replaceChildren(...answer.tags.map((/** @type {any} */ tag) => fill("tag-template", tag)));
  byId("tag-row").hidden = !answer.tags.length;
  byId("empty").hidden = answer.cards.length > 0;
  byId("ladder").replaceChildren(...answer.ladder.map((/** @type {any} */ rung) => fill("rung-template", rung)));
  byId("cards").replaceChildren(...answer.cards.flatMap(showCard));
  showPaging(answer.paging);
  showCounts(answer.filters);
}

/** The question of the form; empty fields do not make the address longer. */
function readForm() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (form))) {
    if (!value) continue;
    asked.set(name, asked.has(name) ? `${asked.get(name)},${value}` : String(value));
  }
  return asked;
}

/** @param {URLSearchParams} asked */
function writeForm(asked) {
  for (const field of /** @type {HTMLFormElement} */ (form).elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.type === "hidden") continue;
    const values = (asked.get(field.name) ?? "").split(",");
    if (field instanceof HTMLSelectElement) field.value = values.find((value) => value && [...field.options].some((option) => option.value === value)) ?? "";
    else if (field.type === "date") field.value = values.find((value) => /^\d{4}-\d\d-\d\d$/.test(value)) ?? "";
    else if (field.type === "search") field.value = asked.get(field.name) ?? "";
    else field.checked = values.includes(field.value);
  }
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
    const answer = await fetch(`${form?.dataset.cards}?${switches}`, { signal });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    /** @type {HTMLAnchorElement} */ (byId("show-list")).href = `/?${switches}`;
    /** @type {HTMLAnchorElement} */ (byId("show-month")).href = `/calendar?${switches}`;
    switches.set("view", "map");
    /** @type {HTMLAnchorElement} */ (byId("show-map")).href = `/?${switches}#map`;
  } catch {
    if (!signal.aborted) byId("failed").hidden = false;
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) results.removeAttribute("aria-busy");
  }
}

/** @param {URLSearchParams} asked */
function go(asked) {
  history.pushState(null, "", `/${asked.size ? `?${asked}` : ""}`);
  document.dispatchEvent(new CustomEvent("directory:filter", { detail: asked }));
  return update(asked);
}

/** Filters changed: from the first page on. */
function refilter() {
  const asked = readForm();
  if (document.body.dataset.view === "map") asked.set("view", "map");
  return go(asked);
}

/** Tags, pages and ways out of an empty answer are links of this very page. @param {MouseEvent} event */
async function follow(event) {
  const link = /** @type {Element} */ (event.target).closest?.("#tags a, #paging a, #ladder a, .clear");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const asked = new URL(/** @type {HTMLAnchorElement} */ (link).href).searchParams;
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

/** @param {Event} event */
function chooseDistrict(event) {
  const code = String(/** @type {CustomEvent} */ (event).detail);
  const select = ["district", "municipality"]
    .map((id) => /** @type {HTMLSelectElement | null} */ (document.getElementById(id)))
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

/** @param {HTMLFormElement} search */
function listen(search) {
  document.documentElement.classList.add("scripted");
  nameSheet(String(byId("count").dataset.total));
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    refilter();
    // the button of the sheet also closes it: its list is already there
    if (location.hash === "#filters" || event.submitter?.closest("#filters")) location.replace("#results");
  });
  document.addEventListener("change", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.form === search && field.type !== "search") refilter();
  });
  document.addEventListener("click", follow);
  document.addEventListener("directory:district", chooseDistrict);
  byId("failed").querySelector("button")?.addEventListener("click", () => update(new URLSearchParams(location.search)));
  addEventListener("popstate", restore);
}

if (form) listen(form);
document.getElementById("exit")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
});
