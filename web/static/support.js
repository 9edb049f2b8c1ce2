// @ts-check
/**
 * Lines for support workers on cards that a script has put on the page. The page itself comes with its own.
 * Text reaches the page through textContent and setAttribute only; nothing of the answer is kept.
 */
const cards = document.getElementById("cards");
let asking = new AbortController();

/** @param {string} id @returns {any} */
const clone = (id) => /** @type {any} */ (document.getElementById(id)).content.firstElementChild.cloneNode(true);

/** @param {{code: string, state: string, vacancy: string, has_cautions: boolean}} line */
function makeLine(line) {
  const made = clone("staff-line-template");
  made.dataset.staff = line.code;
  made.dataset.state = line.state;
  made.querySelector("[data-vacancy]").textContent = line.vacancy;
  if (!line.has_cautions) made.querySelector("[data-mind]").remove();
  return made;
}

/** @param {any} found */
function makeItem(found) {
  const made = clone("staff-found-template");
  const link = made.querySelector("a");
  link.textContent = found.name;
  if (/^\/r\/\w+$/.test(found.url)) link.setAttribute("href", found.url);
  made.append(makeLine(found.line));
  return made;
}

/** @param {any} answer */
function show(answer) {
  const section = document.querySelector("#staff-found section");
  section?.toggleAttribute("hidden", !answer.found.length);
  section?.querySelector("ul")?.replaceChildren(...answer.found.map(makeItem));
  for (const line of answer.lines) {
    const card = cards?.querySelector(`article[data-code="${CSS.escape(line.code)}"]`);
    if (card && !card.parentElement?.querySelector(".staff-line")) card.after(makeLine(line));
  }
}

/** Without a network, or when the session has ended, the list stands without its lines. */
async function ask() {
  asking.abort();
  asking = new AbortController();
  const codes = [...(cards?.querySelectorAll("article[data-code]") ?? [])].map((card) => card.getAttribute("data-code"));
  const asked = new URLSearchParams({ ids: codes.join(","), q: new URLSearchParams(location.search).get("q") ?? "" });
  try {
    const answer = await fetch(`/staff/beside?${asked}`, { signal: asking.signal, cache: "no-store" });
    if (answer.ok) show(await answer.json());
  } catch {
    // see above
  }
}

if (cards) new MutationObserver(ask).observe(cards, { childList: true });
