"""Our page and stock Folium on one slow phone: paint, shift, block, react and bytes over a real socket."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench_listings import make_listings
from bench_map_browser import PATIENCE_MS, WINDOW_MS, start_browser
from bench_map_files import PAGE, running_files
from bench_map_site import running_site
from bench_map_stock import draw_fast, draw_markers, localize, write_assets
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

TODAY = date(2026, 6, 3)
ROUNDS = 5
"""Looks at each page of ours; one is noise. Stock pages get one look: a loop of Markers blocks for half a minute."""

STOCK = (
    ("Marker loop", draw_markers, ".leaflet-control-layers-selector", 1_000),
    ("FastMarkerCluster", draw_fast, ".leaflet-marker-icon", 10_000),
)
"""Name, how it is drawn, what is pressed, and up to how many listings: a loop of more Markers takes a slow phone more
than ten minutes until it paints."""

QUIET_MS = 2_000
"""So long nothing comes over the line before a page is taken to have everything."""

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """What one look at a page cost; times in ms.

    Attributes:
        lcp_ms: 0 where nothing of a size was painted.
        busy_ms: CPU time of the slowed main thread until the line is quiet; other programs lengthen it less than what
            the clock says.
    """

    lcp_ms: float
    cls: float
    tbt_ms: float
    busy_ms: float
    inp_ms: float
    kilobytes: float
    requests: int


def compare_throttled(chromium: str, counts: Sequence[int]) -> int:
    """Prints one Markdown table: medians, and of what varies most the lowest and the highest, too."""
    print("| page | n | looks | LCP ms | CLS | TBT ms | main thread CPU ms | INP ms | KB over the line | requests |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_assets(Path(folder))
        browser = start_browser(playwright, chromium)
        for count in counts:
            for name, looks in measure(browser, Path(folder), count):
                print(describe(name, count, looks), flush=True)
        browser.close()
    return 0


def measure(browser: Browser, folder: Path, count: int) -> Iterator[tuple[str, list[Slow]]]:
    """Our list, our list with the map, and stock pages of the same listings."""
    yield from measure_ours(browser, count)
    for name, draw, field, most in STOCK:
        if count <= most:
            (folder / PAGE).write_text(localize(draw(list(make_listings(count, today=TODAY)))[0]), "utf-8")
            with running_files(folder) as served:
                yield name, [look(browser, served.url, ".leaflet-marker-icon", field)]


def measure_ours(browser: Browser, count: int) -> Iterable[tuple[str, list[Slow]]]:
    """Both of our pages in turn, so that a slow minute of the machine slows both; first looks are not counted."""
    seen: dict[str, list[Slow]] = {"ours, list": [], "ours, map": []}
    with running_site(count, today=TODAY, limit=20_000) as served:
        pages = (("", "#cards .card"), ("?view=map", "#map[data-map-ready]"))
        for _ in range(1 + ROUNDS):
            for looks, (query, ready) in zip(seen.values(), pages, strict=True):
                looks.append(look(browser, served.url + query, ready, "label.chip:has([value=child_cafe])"))
    return ((name, looks[1:]) for name, looks in seen.items())


def describe(name: str, count: int, looks: Sequence[Slow]) -> str:
    """The looks at one page as a row of a Markdown table."""
    lcp, cls, tbt, busy, inp, kilobytes, requests = (
        [getattr(each, field.name) for each in looks] for field in dataclasses.fields(Slow)
    )
    painted = spread(lcp) if any(lcp) else "none"
    return (
        f"| {name} | {count:,} | {len(looks)} | {painted} | {median(cls):.3f} | {spread(tbt)} | {spread(busy)} | "
        f"{median(inp):,.0f} | {median(kilobytes):,.1f} | {median(requests):.0f} |"
    )


def spread(values: Sequence[float]) -> str:
    """The median, and between which two values the others lie."""
    if len(values) == 1:
        return f"{values[0]:,.0f}"
    return f"{median(values):,.0f} ({min(values):,.0f}–{max(values):,.0f})"


def rest(page: Page, sizes: Sequence[float]) -> None:
    """Waits until nothing more has come over the line for a while."""
    before = -1
    while before < len(sizes):
        before = len(sizes)
        page.wait_for_timeout(QUIET_MS)


def look(browser: Browser, url: str, ready: str, press: str) -> Slow:
    """Opens a page with nothing in the cache, waits until it is ready, presses once."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    page.wait_for_timeout(WINDOW_MS)
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    page.add_init_script(WATCH)
    page.goto(url, timeout=PATIENCE_MS)
    page.wait_for_selector(ready, state="attached", timeout=PATIENCE_MS)
    rest(page, sizes)
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    first = page.evaluate("() => ({ ...seen })")
    kilobytes, requests = sum(sizes) / 1000, len(sizes)
    page.locator(press).first.click(force=True, timeout=PATIENCE_MS)
    rest(page, sizes)
    inp = page.evaluate("() => seen.inp")
    context.close()
    return Slow(
        lcp_ms=first["lcp"],
        cls=first["cls"],
        tbt_ms=first["tbt"],
        busy_ms=metrics["TaskDuration"] * 1000,
        inp_ms=inp,
        kilobytes=kilobytes,
        requests=requests,
    )
