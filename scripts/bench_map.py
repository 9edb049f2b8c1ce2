"""Measure our map beside stock Folium (Marker loop, MarkerCluster, FastMarkerCluster) in one run of one browser."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]

from bench_map_browser import look_often, read_heap, start_browser  # noqa: E402 # the path stands above
from bench_map_table import HEAD, Line, describe, print_ratios  # noqa: E402 # the path stands above
from bench_map_watch import COUNT_BYTES, COUNT_NODES, COUNT_STOPS, TOGGLE, TOGGLE_OURS  # noqa: E402 # the path stands above

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from directory.domain.listing import Listing

TODAY = date(2026, 6, 3)
MARKER_LIMIT = 10_000
"""A loop of more Markers takes minutes to render and to open."""

CATEGORIES = ("child_cafe", "parenting_salon", "support_center", "advice_desk", "meeting_space")
LOOKS = 5
"""At each page with an empty cache; one is noise. A loop of Markers gets one: its marks come after minutes."""

TOGGLES = 12
SETTLE_MS = 300
"""After a filter, before the next one: what one filter still has to do is none of the next one's time."""


def main() -> int:
    """Prints one Markdown table."""
    parser = argparse.ArgumentParser(description="benchmark of the map")
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--chromium", default=shutil.which("chromium") or "/usr/bin/chromium")
    parser.add_argument("--slow-down", type=float, default=1.0, help="how many times slower the browser's CPU shall be")
    parser.add_argument("--peers", nargs="*", default=["loop", "cluster", "fast"], help="stock pages to measure beside")
    parser.add_argument("--parity", action="store_true", help="list = map = SVG = GeoJSON for 30 questions, then stop")
    parser.add_argument("--throttled", action="store_true", help="on a slow phone beside stock Folium, then stop")
    parser.add_argument("--clusters", action="store_true", help="server CPU of views never asked for, then stop")
    options = parser.parse_args()
    if options.clusters:
        from bench_map_clusters import measure_clusters

        return measure_clusters(options.counts)
    if options.parity:
        from bench_map_parity import compare

        return compare(options.counts)
    if options.throttled:
        from bench_map_throttled import compare_throttled

        return compare_throttled(options.chromium, options.counts)
    from bench_map_stock import write_assets
    from playwright.sync_api import sync_playwright

    print(f"CPU slow-down of the browser: {options.slow_down:g} x\n")
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_assets(Path(folder))
        browser = start_browser(playwright, options.chromium)
        for count in options.counts:
            lines = []
            for line in measure(browser, Path(folder), count, options.slow_down, options.peers):
                lines.append(line)
                print(describe(line), flush=True)
            print_ratios(lines)
        browser.close()
    return 0


def measure(browser: Browser, folder: Path, count: int, slow_down: float, peers: Sequence[str]) -> Iterator[Line]:
    """Ours first, then the stock pages of the same listings."""
    from bench_listings import make_listings
    from bench_map_stock import draw_clusters, draw_fast, draw_markers

    listings = list(make_listings(count, today=TODAY))
    yield measure_ours(browser, listings, "ours, as set", slow_down, limit=20_000)
    yield measure_ours(browser, listings, "ours, server mode", slow_down, limit=0)
    for peer, name, draw in (
        ("loop", "Marker loop", draw_markers),
        ("cluster", "MarkerCluster", draw_clusters),
        ("fast", "FastMarkerCluster", draw_fast),
    ):
        if peer in peers and (draw is draw_fast or count <= MARKER_LIMIT):
            yield measure_stock(browser, folder, name, draw(listings), slow_down, count)


def measure_ours(browser: Browser, listings: Sequence[Listing], name: str, slow_down: float, *, limit: int) -> Line:
    """The home page of a real site in its own server, as the browser gets it."""
    from bench_map_site import open_site, running_site

    _, render_ms = open_site(listings, today=TODAY, limit=limit)
    with running_site(len(listings), today=TODAY, limit=limit) as site:
        page, looks = look_often(browser, site.url, slow_down, LOOKS)
        sent = page.evaluate(COUNT_BYTES)
        nodes, stops = page.evaluate(COUNT_NODES), page.evaluate(COUNT_STOPS)
        filtered = list(toggle_ours(page))
        heap = read_heap(page)
        page.context.close()
    return Line(
        name=name,
        count=len(listings),
        render_ms=render_ms,
        bytes_gz=sent,
        drawn_ms=median(each.drawn_ms for each in looks),
        usable_ms=median(each.usable_ms for each in looks),
        busy_ms=median(each.busy_ms for each in looks),
        filter_ms=tuple(on_map for on_map, _ in filtered),
        list_ms=tuple(in_list for _, in_list in filtered),
        heap_mb=heap,
        nodes=nodes,
        stops=stops,
    )


def toggle_ours(page: Page) -> Iterator[tuple[float, float]]:
    """Kinds on and off: milliseconds to the map's paint and to the list's."""
    page.wait_for_timeout(SETTLE_MS)
    is_far = first_mode(page) == "server"
    for number in range(TOGGLES):
        category = CATEGORIES[number // 2 % len(CATEGORIES)]
        yield tuple(page.evaluate(TOGGLE_OURS, [f"input[name=cat][value={category}]", is_far]))
        page.wait_for_timeout(SETTLE_MS)


def first_mode(page: Page) -> str:
    """Who filters, as the page was told."""
    return str(page.evaluate("() => JSON.parse(document.getElementById('map-first').textContent).mode"))


def measure_stock(
    browser: Browser, folder: Path, name: str, drawn: tuple[str, float], slow_down: float, count: int
) -> Line:
    """A page of Folium's own, in the same server, with everything that it asks for."""
    from bench_map_files import PAGE, running_files
    from bench_map_stock import localize

    html, render_ms = drawn
    has_loop = name == "Marker loop"
    (folder / PAGE).write_text(localize(html), "utf-8")
    with running_files(folder) as served:
        page, looks = look_often(browser, served.url, slow_down, 1 if has_loop else LOOKS)
        page.wait_for_timeout(SETTLE_MS)
        toggles = 4 if has_loop else 0
        filtered = tuple(page.evaluate(TOGGLE, ".leaflet-control-layers-selector") for _ in range(toggles))
        sent = page.evaluate(COUNT_BYTES)
        heap = read_heap(page)
        page.context.close()
    return Line(
        name=name,
        count=count,
        render_ms=render_ms,
        bytes_gz=sent,
        drawn_ms=median(each.drawn_ms for each in looks),
        usable_ms=median(each.usable_ms for each in looks),
        busy_ms=median(each.busy_ms for each in looks),
        filter_ms=filtered,
        heap_mb=heap,
    )


if __name__ == "__main__":
    sys.exit(main())
