// @ts-check
/**
 * The list from here on outwards. The position stays in this module: the browser works out who is near from the points
 * of the map. Of a directory too large for that the server is asked about a point rounded to about a kilometre.
 */
const MOST = 100;
const PAGE = 20;
const EARTH_M = 6371000;
const RADIAN = Math.PI / 180;
/** Parameters that change the view and no answer. */
const VIEW = ["view", "sel", "ll", "z", "sort", "offset", "limit", "ids"];

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);
const first = JSON.parse(byId("map-first").textContent);
const { points: pointsUrl, rows: rowsUrl } = byId("map").dataset;
const { cards: cardsUrl } = byId("search").dataset;

/** @type {{ latitude: number, longitude: number } | null} */
let here = null;
let isRefused = false;
let turn = 0;
/** @type {{ rev: string, lat: Float64Array, lng: Float64Array } | null} */
let points = null;

/** @param {string} url @param {URLSearchParams | Record<string, any>} parameters @param {RequestInit} [options] */
async function ask(url, parameters, options) {
  const answer = await fetch(`${url}?${new URLSearchParams(parameters)}`, options);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** @param {number} lat @param {number} lng */
function metresTo(lat, lng) {
  const { latitude, longitude } = /** @type {any} */ (here);
  const across = (lng - longitude) * RADIAN * Math.cos(((lat + latitude) / 2) * RADIAN);
  return EARTH_M * Math.hypot((lat - latitude) * RADIAN, across);
}

/** @param {number} metres @param {any} words */
function phrase(metres, words) {
  if (metres < 995) return words.metres.replace("{n}", Math.max(10, Math.round(metres / 10) * 10));
  return words.kilometres.replace("{n}", (metres / 1000).toFixed(metres < 9950 ? 1 : 0));
}

/** The same file that the map draws; under its revision the browser has it already. @param {string} [rev] */
async function loadPoints(rev) {
  const asked = { scheme: first.scheme, lean: 1 };
  const raw = await ask(pointsUrl, rev ? { ...asked, rev } : asked, rev ? {} : { cache: "no-cache" });
  // the map's own script is there already: the same address is the same module
  const { readPlaces } = await import(/** @type {any} */ (document.querySelector("script[src*='/map.js']")).src);
  const [lat, lng] = readPlaces(raw);
  points = { rev: raw.rev, lat, lng };
}

/** @param {URLSearchParams} asked @returns {Promise<[number, any][]>} */
async function findHere(asked) {
  if (!points) await loadPoints(first.rev);
  const answer = await ask(rowsUrl, [...asked, ["scheme", first.scheme]]);
  if (answer.rev !== points?.rev) await loadPoints();
  const { rev, lat, lng } = /** @type {any} */ (points);
  const packed = atob(answer.rows);
  const near = Array.from(lat, (/** @type {number} */ each, /** @type {number} */ row) => [metresTo(each, lng[row]), row])
    .filter((/** @type {number[]} */ [, row]) => (packed.charCodeAt(row >> 3) >> (row & 7)) & 1)
    .sort((/** @type {number[]} */ one, /** @type {number[]} */ other) => one[0] - other[0])
    .slice(0, MOST);
  // in the order of the file: which of them is the nearest is nobody's business
  const rows = near.map(([, row]) => row).sort((one, other) => one - other).join();
  const { cards } = rows ? await ask(`${cardsUrl}/rows`, [...asked, ["rows", rows], ["rev", rev]]) : { cards: {} };
  return near.filter(([, row]) => cards[row]).map(([metres, row]) => [metres, cards[row]]);
}

/** @param {URLSearchParams} asked @returns {Promise<[number, any][]>} */
async function findOnServer(asked) {
  const { latitude, longitude } = /** @type {any} */ (here);
  if (!asked.has("near")) asked.set("near", `${latitude.toFixed(2)},${longitude.toFixed(2)}`);
  const wide = [...asked, ["radius", "50000"], ["sort", "near"], ["limit", String(MOST)]];
  const [{ items }, { cards }] = await Promise.all([ask("/api/v1/listings", wide), ask(cardsUrl, wide)]);
  const metres = new Map(items.map((each) => [each.id, metresTo(each.latitude, each.longitude)]));
  const known = cards.filter(({ code }) => metres.has(code)).map((card) => [metres.get(card.code), card]);
  return known.sort((one, other) => one[0] - other[0]);
}

/** @param {any} button @param {(card: any) => Element[]} showCard */
async function sort(button, showCard) {
  const mine = ++turn;
  const asked = new URLSearchParams(location.search);
  VIEW.forEach((name) => asked.delete(name));
  const found = await (first.mode === "server" ? findOnServer(asked) : findHere(asked));
  if (mine !== turn) return;
  const shown = found.map(([metres, card]) => ({ ...card, divider: "", distance: phrase(metres, button.dataset) }));
  const more = byId("near-more");
  const show = () => {
    byId("cards").append(...shown.splice(0, PAGE).flatMap(showCard));
    more.hidden = !shown.length;
  };
  byId("cards").replaceChildren();
  byId("paging").hidden = true;
  more.onclick = show;
  show();
  byId("near-status").textContent = button.dataset.sorted.replace("{n}", found.length);
}

/** What the button does: on, off, and after a refusal only words. @param {any} button @param {(card: any) => Element[]} showCard */
export function start(button, showCard) {
  const isOn = () => button.getAttribute("aria-pressed") === "true";
  const press = (/** @type {boolean} */ state) => button.setAttribute("aria-pressed", String(state));
  const fail = (/** @type {string} */ words) => {
    press(false);
    byId("near-status").textContent = words;
  };
  const deny = () => {
    fail(button.dataset.denied);
    byId("q").focus();
  };
  const go = () => sort(button, showCard).catch(() => fail(byId("failed").querySelector("span").textContent));
  const toggle = () => {
    if (isOn()) {
      press(false);
      turn += 1;
      byId("near-status").textContent = "";
      byId("near-more").hidden = true;
      // the page's own order again
      dispatchEvent(new PopStateEvent("popstate"));
    } else if (isRefused || !navigator.geolocation) deny();
    else {
      press(true);
      byId("near-status").textContent = button.dataset.wait;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          here = coords;
          go();
        },
        ({ code }) => {
          isRefused = code === 1;
          deny();
        },
        { timeout: 20000, maximumAge: 60000 },
      );
    }
  };
  button.addEventListener("click", toggle);
  document.addEventListener("directory:distance", (/** @type {any} */ { detail }) => {
    if (isOn() && here && detail.latitude !== undefined) detail.text = phrase(metresTo(detail.latitude, detail.longitude), button.dataset);
  });
  document.addEventListener("directory:shown", () => isOn() && here && go());
  toggle();
}
