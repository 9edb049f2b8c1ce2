// @ts-check
/**
 * Lines for support workers on cards that a script has put on the page. The page itself comes with its own.
 * The answer is our own page, made by the server's templates; nothing of it is kept.
 */
const cards = document.getElementById("cards");
let asking = new AbortController();

/** @param {Document} page */
function place(page) {
  const found = page.getElementById("staff-found");
  const old = document.getElementById("staff-found");
  if (found && old) old.replaceChildren(...[...found.children].filter((each) => each.localName === "section"));
  for (const line of page.querySelectorAll(".staff-line")) {
    const card = cards?.querySelector(`article[data-code="${CSS.escape(line.getAttribute("data-staff") ?? "")}"]`);
    if (card && !card.parentElement?.querySelector(".staff-line")) card.after(document.importNode(line, true));
  }
}

/** The page of a session that has ended is another one, without anything to place. */
async function ask() {
  asking.abort();
  asking = new AbortController();
  const codes = [...(cards?.querySelectorAll("article[data-code]") ?? [])].map((card) => card.getAttribute("data-code"));
  const asked = new URLSearchParams({ ids: codes.join(","), q: new URLSearchParams(location.search).get("q") ?? "" });
  try {
    const answer = await fetch(`/staff/beside?${asked}`, { signal: asking.signal, cache: "no-store" });
    if (answer.ok) place(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // without a network, or asked anew: the list stands without its lines
  }
}

if (cards) new MutationObserver(ask).observe(cards, { childList: true });
