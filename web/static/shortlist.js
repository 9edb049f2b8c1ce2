// @ts-check
/** The page of the 候補: what is taken away there leaves this device as well, and somebody else's can be kept. */
const KEY = "list";
/** The 候補 of the address. */
const shown = () => String(document.body.dataset.codes).split(",").filter(Boolean);

function read() {
  return (localStorage.getItem(KEY) || "").split(",").filter(Boolean);
}

/** @param {string[]} kept */
function write(kept) {
  localStorage.setItem(KEY, kept.slice(0, 10).join());
  // the counts in the head belong to another script
  dispatchEvent(new Event("storage"));
}

function show() {
  const kept = read();
  const adopt = document.getElementById("adopt");
  const clear = document.getElementById("clear");
  if (adopt) adopt.hidden = !shown().some((code) => !kept.includes(code)) || kept.length >= 10;
  // what was typed on a sheet is cleared with the 候補, also where there are none
  if (clear) clear.hidden = !kept.length && !document.querySelector("[data-typed]");
}

function clear() {
  write([]);
  globalThis.caches?.keys().then((names) => names.filter((name) => name.startsWith("pages-")).forEach((name) => caches.delete(name)));
  const cleared = /** @type {HTMLElement} */ (document.getElementById("cleared"));
  cleared.textContent = String(cleared.dataset.message);
  const after = /** @type {HTMLElement | null} */ (document.querySelector("[data-after-clear]"));
  after?.focus();
}

try {
  show();
  // the sheet puts its buttons anew with every choice
  document.addEventListener("click", ({ target }) => {
    const pressed = /** @type {Element} */ (target).closest("[data-remove], #adopt, #clear");
    if (pressed?.id === "clear") clear();
    else if (pressed?.id === "adopt") write([...new Set([...read(), ...shown()])]);
    else if (pressed) write(read().filter((code) => code !== pressed.getAttribute("data-remove")));
  });
  addEventListener("storage", show);
} catch {
  // a browser without storage has nothing to clear
}
