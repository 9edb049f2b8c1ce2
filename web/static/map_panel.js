/**
 * What a tap on the map opens: one place, a list of places at one point, and the way back.
 * map.js hands over its parts with the first tap. Text reaches the page through textContent and setAttribute only.
 */
globalThis["openOnMap"] = (parts) => {
  const { ask, make, makeButton, say, drawSign, symbolOf, nameOf, approximately, placeOf, loadLabels, shown, labels } = parts;
  const box = document.getElementById("map");
  const panel = document.getElementById("map-panel");
  /** What stands before the paths of the page's language. */
  const { base = "" } = document.documentElement.dataset;
  /** How exactly positions of listings and of the points file agree, in degrees. */
  const SAME_PLACE = 0.00001;
  let ring;

  function askListing(code) {
    return ask(`${base}/api/v1/listings/${encodeURIComponent(code)}`).catch(parts.fail);
  }

  async function row(asked) {
    await loadLabels([asked]);
    const [named] = labels.get(parts.points().id[asked]) ?? [];
    if (named) openListing(await askListing(named), asked);
  }

  async function rows(asked) {
    await loadLabels(asked);
    const items = asked.map((each) => make("li", {}, [makeButton(nameOf(each), () => row(each))]));
    openPanel(say("same", { count: asked.length }), [make("ul", {}, items)]);
  }

  /** A listing of which only the code is known: the map goes there first. */
  async function code(asked) {
    const listing = await askListing(asked);
    // a saved file says where in its points a listing stands
    if (listing?.row !== undefined) [listing.latitude, listing.longitude] = placeOf(listing.row);
    if (listing?.latitude === undefined) return;
    parts.show([listing.latitude, listing.longitude], 18);
    await parts.source.settle();
    const { lat, lng, id } = parts.points();
    const isThere = (degrees, wanted) => Math.abs(degrees - wanted) < SAME_PLACE;
    const there = [...lat.keys()].filter((each) => isThere(lat[each], listing.latitude) && isThere(lng[each], listing.longitude));
    await loadLabels(there);
    const found = there.find((each) => labels.get(id[each])?.[0] === asked) ?? there[0];
    parts.choose([...shown.keys()].find((key) => shown.get(key).mark.rows.includes(found)));
    openListing(listing, found);
  }

  /** The same in a list of the server's, which names no rows. */
  async function listed(asked) {
    openListing(await askListing(asked));
  }

  function openListing(listing, shownRow) {
    if (!listing) return;
    const { name, root, address, district_name: district, phone, sessions, url } = listing;
    const facts = make("dl");
    const add = (word, inside) => inside?.length && facts.append(make("dt", {}, say(word)), make("dd", {}, inside));
    add("next", sessions[0]?.text);
    add("place", [address || district, approximately(shownRow), distanceTo(listing)].filter(Boolean).join(say("and")));
    if (phone) add("phone", [link(`tel:${phone.replace(/[^0-9+]/g, "")}`, phone)]);
    const { code: kind, label } = symbolOf(root);
    openPanel(name, [make("p", { class: "map-kind" }, [drawSign(kind), make("span", {}, label)]), facts, link(inLanguage(url), say("details"))]);
    drawRing(shownRow);
  }

  /** In words, when near.js knows where somebody stands and tells nobody. */
  function distanceTo({ latitude, longitude }) {
    const detail = { latitude, longitude, text: "" };
    document.dispatchEvent(new CustomEvent("directory:distance", { detail }));
    return detail.text;
  }

  /** The circle in which an approximate place lies. */
  function drawRing(around) {
    ring?.remove();
    const { flags, radius } = parts.points();
    if (!(flags[around] & 1)) return;
    const look = { color: "#1a1a1a", weight: 2, dashArray: "6 5", fillOpacity: 0.06, interactive: false };
    ring = globalThis["L"].circle(placeOf(around), { radius: radius[around], ...look }).addTo(parts.map());
  }

  function inLanguage(url) {
    return url[0] === "/" && !url.startsWith(`${base}/`) ? base + url : url;
  }

  function link(url, text) {
    const { protocol, href } = new URL(url, location.href);
    const isSafe = url[0] === "#" || ["http:", "https:", "tel:", "mailto:"].includes(protocol);
    return make("a", isSafe ? { href } : {}, text);
  }

  function openPanel(title, inside) {
    const heading = make("h2", { tabindex: "-1", id: "map-panel-title" }, title);
    const close = makeButton("×", closePanel, { class: "map-close", "aria-label": say("close") });
    panel.replaceChildren(heading, close, ...inside);
    panel.setAttribute("aria-labelledby", heading.id);
    panel.hidden = false;
    heading.focus({ preventScroll: true });
    reveal();
  }

  function openedElement() {
    return shown.get(parts.openedKey())?.marker.getElement();
  }

  /** Moves the map when the panel covers the marker that it speaks of. */
  function reveal() {
    const marker = openedElement()?.getBoundingClientRect();
    const sheet = panel.getBoundingClientRect();
    if (!marker || marker.top > sheet.bottom || marker.bottom < sheet.top || marker.left > sheet.right) return;
    const isAbove = sheet.top < box.getBoundingClientRect().top + marker.height;
    parts.moveBy([0, isAbove ? marker.top - sheet.bottom - 8 : marker.bottom - sheet.top + 8]);
  }

  function closePanel() {
    panel.hidden = true;
    ring?.remove();
    const there = openedElement() ?? parts.map().getContainer();
    there.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", ({ key }) => key === "Escape" && !panel.hidden && closePanel());

  return { row, rows, code, listed, panel: openPanel };
};
