"""Our page and stock Folium on one slow phone: paint, shift, block, react and bytes over a real socket."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench_listings import make_listings
from bench_map_server import answer_stock, serve
from bench_map_site import open_site
from bench_map_stock import CDN, draw_fast, draw_markers, read_assets
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

TODAY = date(2026, 6, 3)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PHONE: ViewportSize = {"width": 412, "height": 823}
SLOW_DOWN = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Four times slower than this machine, 1.6 Mbps, 150 ms. Source: conditions of the interface design."""

WATCH = """
window.seen = { lcp: 0, cls: 0, tbt: 0, inp: 0 };
const watch = (type, act, options = {}) => new PerformanceObserver((list) => list.getEntries().forEach(act))
  .observe({ type, buffered: true, ...options });
watch("largest-contentful-paint", (each) => { seen.lcp = each.startTime; });
watch("layout-shift", (each) => { if (!each.hadRecentInput) seen.cls += each.value; });
watch("longtask", (each) => { seen.tbt += Math.max(0, each.duration - 50); });
const react = (each) => { if (each.interactionId) seen.inp = Math.max(seen.inp, each.duration); };
watch("event", react, { durationThreshold: 16 });
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """What one page cost; times in ms."""

    name: str
    lcp_ms: float
    cls: float
    tbt_ms: float
    inp_ms: float
    kilobytes: float
    requests: int


def compare_throttled(chromium: str, counts: Sequence[int]) -> int:
    """Prints one Markdown table a size."""
    print("| page | n | LCP ms | CLS | TBT ms | INP ms | KB over the line | requests |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assets = read_assets(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for count in counts:
            for line in measure(browser, assets, count):
                print(
                    f"| {line.name} | {count:,} | {line.lcp_ms:,.0f} | {line.cls:.3f} | {line.tbt_ms:,.0f} | "
                    f"{line.inp_ms:,.0f} | {line.kilobytes:,.1f} | {line.requests} |",
                    flush=True,
                )
        browser.close()
    return 0


def measure(browser: Browser, assets: dict[str, str], count: int) -> Iterator[Slow]:
    """Our list, our list with the map, and stock pages of the same listings."""
    listings = list(make_listings(count, today=TODAY))
    site, _ = open_site(listings, today=TODAY, limit=20_000)

    chip = "label.chip:has([value=child_cafe])"
    with serve(site.reply) as served:
        yield look(browser, "ours, list", served.url, "#cards .card", chip)
        yield look(browser, "ours, map", f"{served.url}?view=map", "#map[data-map-ready]", chip)
    for name, draw in (("Marker loop", draw_markers), ("FastMarkerCluster", draw_fast)):
        with serve(answer_stock(CDN.sub(r"/\1", draw(listings)[0]), assets)) as served:
            field = ".leaflet-control-layers-selector" if draw is draw_markers else ".leaflet-marker-icon"
            yield look(browser, name, served.url, ".leaflet-marker-icon", field)


def look(browser: Browser, name: str, url: str, ready: str, press: str) -> Slow:
    """Opens a page with nothing in the cache, waits until it is ready, presses once."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    page.add_init_script(WATCH)
    page.goto(url, timeout=300_000)
    page.wait_for_selector(ready, state="attached", timeout=300_000)
    page.wait_for_load_state("networkidle")
    first = page.evaluate("() => ({ ...seen })")
    kilobytes, requests = sum(sizes) / 1000, len(sizes)
    page.locator(press).first.click(force=True, timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    inp = page.evaluate("() => seen.inp")
    context.close()
    return Slow(
        name=name,
        lcp_ms=first["lcp"],
        cls=first["cls"],
        tbt_ms=first["tbt"],
        inp_ms=inp,
        kilobytes=kilobytes,
        requests=requests,
    )
