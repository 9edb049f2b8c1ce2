/**
 * What can still be read without a network: opened places, the last lists and the 候補, for one day at most.
 * The server writes BUILD and SHELL in front of this file. Everything else, above all what is not public, passes by.
 */
const PAGES = `pages-${BUILD}`;
const FILES = `files-${BUILD}`;
const LONGEST_MS = 86_400_000;
const MOST_KEPT = 60;
/** Languages of the address; a list of them, because any other first word may be a page of staff or volunteers. */
const KEPT_PATH = /^\/(?:(?:en|easy)\/)?(?:r\/\w+|list)?$/;
const CARDS = /^(?:\/(?:en|easy))?\/api\/v1\/cards$/;
/** Where one looks, which changes no list. */
const VIEW = ["ll", "z", "sel"];
const BANNER = /(<p class="offline"[^>]*data-message="([^"{]*)\{date\}([^"]*)") hidden><\/p>/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(SHELL)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => clients.claim()).then(keepOpen));
});

/** The page of the first visit came before there was anybody to keep it. */
async function keepOpen() {
  const urls = (await clients.matchAll()).map((client) => new URL(client.url)).filter((url) => KEPT_PATH.test(url.pathname));
  await Promise.all(urls.map(async (url) => keep(nameOf(url), await fetch(url))));
}

/** What an older site had kept: its pages name files that are gone. */
async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![PAGES, FILES].includes(name)).map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/") && url.searchParams.has("v")) event.respondWith(answerFile(request));
  else if (request.mode === "navigate" && KEPT_PATH.test(url.pathname)) event.respondWith(answer(event, url, recallPage));
  else if (CARDS.test(url.pathname)) event.respondWith(answer(event, url, recallCards));
});

/** A file with its hash in its address never changes. */
async function answerFile(request) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok) await cache.put(request, found.clone());
  return found;
}

/** The network first, always; what is kept only speaks when there is none. */
async function answer(event, url, recall) {
  try {
    // asked each time: an answer of half a minute ago would pass for one of now
    const found = await fetch(event.request, { cache: "no-cache" });
    event.waitUntil(keep(nameOf(url), found.clone()));
    return found;
  } catch (error) {
    const kept = await recall(url);
    if (kept) return kept;
    throw error;
  }
}

/** The language of an address: "/en", or nothing. */
const baseOf = ({ pathname }) => /^\/(?:en|easy)(?=\/)/.exec(pathname)?.[0] ?? "";

/** A place is one page, whoever links to it; a list is its question. */
function nameOf(url) {
  const name = new URL(url);
  name.hash = "";
  if (name.pathname.includes("/r/")) name.search = "";
  for (const each of VIEW) name.searchParams.delete(each);
  return name.href;
}

/** What is gone, or must not be kept, is dropped at once. */
async function keep(name, found) {
  const cache = await caches.open(PAGES);
  const isSecret = /no-store/.test(found.headers.get("cache-control") ?? "");
  if (isSecret || [404, 410].includes(found.status)) return cache.delete(name);
  if (found.status !== 200 || found.redirected) return false;
  const headers = new Headers(found.headers);
  headers.set("x-kept", String(Date.now()));
  for (const each of ["content-encoding", "content-length"]) headers.delete(each);
  // put anew, so that names stand in the order in which they were last seen
  await cache.delete(name);
  await cache.put(name, new Response(await found.blob(), { headers }));
  return tidy(cache);
}

async function tidy(cache) {
  const names = await cache.keys();
  const surplus = names.slice(0, Math.max(0, names.length - MOST_KEPT));
  await Promise.all(surplus.map((name) => cache.delete(name)));
  return Promise.all(names.map((name) => find(cache, name)));
}

/** The kept answer; one that is too old is dropped. */
async function find(cache, name) {
  const kept = await cache.match(name);
  if (!kept) return null;
  if (Date.now() - Number(kept.headers.get("x-kept")) < LONGEST_MS) return kept;
  await cache.delete(name);
  return null;
}

async function recallCards(url) {
  const kept = await find(await caches.open(PAGES), nameOf(url));
  if (!kept) return null;
  const headers = new Headers(kept.headers);
  headers.set("x-kept", encodeURIComponent(say(kept, url)));
  return new Response(kept.body, { headers });
}

/** The page itself; else a list that the script fills; else the last list; else what can be done without any. */
async function recallPage(url) {
  const cache = await caches.open(PAGES);
  const kept = await find(cache, nameOf(url));
  if (kept) return show(kept, url);
  const base = baseOf(url);
  const last = url.pathname === `${base}/` && await findList(cache, url.pathname);
  if (!last) return caches.match(`${base}/offline`);
  const asked = new URLSearchParams(url.searchParams);
  for (const name of [...VIEW, "view"]) asked.delete(name);
  const cards = new URL(`${base}/api/v1/cards?${asked}`, url);
  return await find(cache, nameOf(cards)) ? show(last.page, url, " data-refill") : Response.redirect(last.name, 302);
}

async function findList(cache, path) {
  const names = (await cache.keys()).map(({ url }) => url).filter((name) => new URL(name).pathname === path);
  for (const name of names.reverse()) {
    const page = await find(cache, name);
    if (page) return { name, page };
  }
  return null;
}

/** When the answer was fresh, as people say it. */
function say(kept, url) {
  const seen = new Date(Number(kept.headers.get("x-kept")));
  const language = baseOf(url) === "/en" ? "en-GB" : "ja-JP";
  return seen.toLocaleString(language, { month: "long", day: "numeric", hour: "numeric", minute: "2-digit" });
}

async function show(kept, url, mark = "") {
  const text = await kept.text();
  return new Response(text.replace(BANNER, `$1${mark}>$2${say(kept, url)}$3</p>`), { headers: kept.headers });
}
