// @ts-check
/** Passing a page on: the device's own sheet, LINE, the clipboard, paper. Nothing is sent before somebody presses. */
const box = /** @type {HTMLElement | null} */ (document.querySelector(".share"));

/** The page without what only this visit needs. */
function address() {
  const url = new URL(location.href);
  url.hash = "";
  if (!url.pathname.endsWith("/list")) url.search = "";
  return url.href;
}

/** @param {HTMLElement} place */
function offer(place) {
  const title = String(place.dataset.name);
  const button = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-share="${name}"]`));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  button("device").hidden = !navigator.share;
  button("copy").hidden = !navigator.clipboard;
  button("line").setAttribute("href", `https://line.me/R/share?text=${encodeURIComponent(`${title}\n${address()}`)}`);
  button("device").addEventListener("click", () => navigator.share({ title, url: address() }).catch(() => {}));
  button("copy").addEventListener("click", () => {
    navigator.clipboard.writeText(address()).then(
      () => { status.textContent = String(place.dataset.done); },
      () => { status.textContent = String(place.dataset.failed); },
    );
  });
  button("print")?.addEventListener("click", () => print());
  place.hidden = false;
}

if (box) offer(box);
