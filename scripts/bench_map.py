"""Measure our map beside stock Folium (Marker loop, MarkerCluster, FastMarkerCluster) in one run of one browser."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]

from bench_map_browser import Look, look, look_in_turn, start_browser  # noqa: E402 # the path stands above
from bench_map_table import HEAD, Line, describe, print_ratios  # noqa: E402 # the path stands above

if TYPE_CHECKING:
    from bench_map_stands import Found, Stand
    from playwright.sync_api import Browser

TODAY = date(2026, 6, 3)
MARKER_LIMIT = 10_000
"""A loop of more Markers takes minutes to render and to open."""

LOOKS = 7
"""At each page with an empty cache; one is noise. A loop of Markers gets one: its marks come after minutes."""


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
    """Ours first, then the stock pages of the same listings.

    Pages are looked at in turn, so that a slow minute of the machine slows all of them.
    """
    from bench_listings import make_listings
    from bench_map_stands import our_stand, stock_stand

    listings = list(make_listings(count, today=TODAY))
    with ExitStack() as stack:
        stands = [
            stack.enter_context(our_stand(listings, "ours, as set", today=TODAY, limit=20_000)),
            stack.enter_context(our_stand(listings, "ours, server mode", today=TODAY, limit=0)),
        ]
        wanted = [peer for peer in peers if peer == "fast" or count <= MARKER_LIMIT]
        stands += [stack.enter_context(stock_stand(folder, peer, listings)) for peer in wanted]
        seen = look_in_turn(browser, [each.url for each in stands if not each.has_loop], slow_down, LOOKS)
        for stand in stands:
            # the last look at a page is not timed if it was looked at before: what it holds is read off it
            page, last = look(browser, stand.url, slow_down)
            yield make_line(stand, count, seen.get(stand.url, [last]), stand.inspect(page))
            page.context.close()


def make_line(stand: Stand, count: int, looks: Sequence[Look], found: Found) -> Line:
    """Medians of the looks at a page, and what it holds."""
    return Line(
        name=stand.name,
        count=count,
        render_ms=stand.render_ms,
        drawn_ms=median(each.drawn_ms for each in looks),
        usable_ms=median(each.usable_ms for each in looks),
        busy_ms=median(each.busy_ms for each in looks),
        **{field.name: getattr(found, field.name) for field in fields(found)},
    )


if __name__ == "__main__":
    sys.exit(main())
