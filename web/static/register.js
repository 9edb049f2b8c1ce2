// @ts-check
/* What a script adds to the forms: the next dates and the town appear by themselves, answers are kept, the pin is tapped. */

const WAIT_MS = 400;
const KEEP_MS = 3000;

/** @type {HTMLFormElement | null} */
const wizard = document.querySelector("#wizard");
/** @type {HTMLFormElement | null} */
const pinForm = document.querySelector("#pin-form");

/** Calls a function once its caller has been quiet. @param {() => void} act @param {number} delay */
function whenQuiet(act, delay) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, delay);
  };
}

/** The JSON of an address; nothing when it can not be had. @param {string} url */
async function fetchJson(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** The fields of a form without free text. @param {HTMLFormElement} form @param {RegExp} wanted */
function pick(form, wanted) {
  const fields = [...new FormData(form)].filter(([name]) => wanted.test(name));
  return new URLSearchParams(/** @type {[string, string][]} */ (fields));
}

/** @param {HTMLFormElement} form */
function showDates(form) {
  const sentence = form.querySelector("#next-dates");
  if (!sentence) return;
  const hint = sentence.textContent;
  const refresh = whenQuiet(async () => {
    const found = await fetchJson(`${form.dataset.dates}?${pick(form, /^(repeat|day|nth|monthday|first|from|until)_\d$|^(closed|off_dates|dates)/)}`);
    if (found) sentence.textContent = found.text || hint;
  }, WAIT_MS);
  form.addEventListener("input", refresh);
}

/** Only what a repetition needs is shown. @param {HTMLFormElement} form */
function showNeeded(form) {
  for (const line of form.querySelectorAll(".line")) {
    const choice = /** @type {HTMLSelectElement | null} */ (line.querySelector("[data-repeat]"));
    const adapt = () => {
      for (const part of line.querySelectorAll("[data-for]")) {
        part.toggleAttribute("hidden", !(part.getAttribute("data-for") ?? "").split(" ").includes(choice?.value ?? ""));
      }
    };
    choice?.addEventListener("change", adapt);
    adapt();
  }
}

/** A service without a place is asked whom it serves; all others where they are. @param {HTMLFormElement} form */
function showPlace(form) {
  const nowhere = /** @type {HTMLInputElement | null} */ (form.querySelector("#nowhere"));
  const adapt = () => {
    for (const part of form.querySelectorAll("[data-place]")) {
      part.toggleAttribute("hidden", (part.getAttribute("data-place") === "nowhere") !== nowhere?.checked);
    }
  };
  if (!nowhere) return;
  nowhere.addEventListener("change", adapt);
  adapt();
}

/** @param {HTMLFormElement} form */
function showTown(form) {
  const postal = /** @type {HTMLInputElement | null} */ (form.querySelector("#postal"));
  const area = /** @type {HTMLInputElement | null} */ (form.querySelector("#area"));
  const found = /** @type {HTMLElement | null} */ (form.querySelector("#areas"));
  if (!postal || !area || !found) return;
  postal.addEventListener("input", whenQuiet(async () => {
    if (postal.value.normalize("NFKC").replace(/\D/g, "").length !== 7) return;
    const { areas } = (await fetchJson(`${form.dataset.areas}?${new URLSearchParams({ postal: postal.value })}`)) ?? {};
    if (!areas) return;
    if (areas.length === 1) area.value = areas[0];
    found.textContent = areas.length === 1 ? areas[0] : (areas.length ? found.dataset.several : found.dataset.none) ?? "";
  }, WAIT_MS));
}

/** Answers are kept while somebody types, so that a closed window loses nothing. @param {HTMLFormElement} form */
function keepAnswers(form) {
  if (!form.elements.namedItem("code")) return;
  const stop = new AbortController();
  form.addEventListener("input", whenQuiet(() => {
    if (stop.signal.aborted) return;
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    body.set("action", "keep");
    // form.action would be the buttons: they are called so
    fetch(form.getAttribute("action") ?? "", { method: "POST", body, signal: stop.signal }).catch(() => {});
  }, KEEP_MS));
  // what is sent now must not be overtaken by what was typed before
  form.addEventListener("submit", () => stop.abort());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/** @param {HTMLFormElement} form */
function movePin(form) {
  const picture = /** @type {SVGSVGElement | null} */ (form.querySelector("svg"));
  const pin = form.querySelector("#pin");
  const point = /** @type {HTMLInputElement} */ (form.elements.namedItem("point"));
  const status = /** @type {HTMLElement | null} */ (form.querySelector("#pin-status"));
  if (!picture || !pin) return;
  const [north, east] = point.value.split(",").map(Number);
  const home = { x: Number(point.dataset.x), y: Number(point.dataset.y) };
  picture.closest("figure")?.classList.add("scripted-pin");
  picture.addEventListener("click", (event) => {
    const matrix = picture.getScreenCTM();
    if (!matrix) return;
    const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    pin.setAttribute("transform", `translate(${spot.x} ${spot.y})`);
    const latitude = north - (spot.y - home.y) * Number(form.dataset.north);
    const longitude = east + (spot.x - home.x) * Number(form.dataset.west);
    point.value = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
    if (status) status.textContent = status.dataset.moved ?? "";
  });
}

if (wizard) {
  showDates(wizard);
  showNeeded(wizard);
  showPlace(wizard);
  showTown(wizard);
  keepAnswers(wizard);
}
if (pinForm) movePin(pinForm);
/** @type {HTMLElement | null} */ (document.querySelector("#mistakes"))?.focus();
