// @ts-check
/** The button of the page for paper; without it the browser's own menu prints. */
const button = /** @type {HTMLElement} */ (document.getElementById("print"));
button.hidden = false;
button.addEventListener("click", () => print());
document.getElementById("how-to-print")?.remove();
