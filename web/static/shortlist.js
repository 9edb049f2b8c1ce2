// @ts-check
/** The page of the 候補: what is taken away there leaves this device as well, and somebody else's can be kept. */
const KEY = "list";
const codes = String(document.body.dataset.codes).split(",").filter(Boolean);

function read() {
  return (localStorage.getItem(KEY) || "").split(",").filter(Boolean);
}

/** @param {string[]} kept */
function write(kept) {
  localStorage.setItem(KEY, kept.slice(0, 10).join());
  // the counts in the head belong to another script
  dispatchEvent(new Event("storage"));
  show();
}

function show() {
  const kept = read();
  const adopt = document.getElementById("adopt");
  const clear = document.getElementById("clear");
  if (adopt) adopt.hidden = !codes.some((code) => !kept.includes(code)) || kept.length >= 10;
  if (clear) clear.hidden = !kept.length;
}

try {
  show();
  for (const link of document.querySelectorAll("[data-remove]")) {
    link.addEventListener("click", () => write(read().filter((code) => code !== link.getAttribute("data-remove"))));
  }
  document.getElementById("adopt")?.addEventListener("click", () => write([...new Set([...read(), ...codes])]));
  document.getElementById("clear")?.addEventListener("click", () => {
    write([]);
    globalThis.caches?.keys().then((names) => names.filter((name) => name.startsWith("pages-")).forEach((name) => caches.delete(name)));
    const cleared = /** @type {HTMLElement} */ (document.getElementById("cleared"));
    cleared.textContent = String(cleared.dataset.message);
    document.querySelector("h1")?.focus();
  });
} catch {
  // a browser without storage has nothing to clear
}
