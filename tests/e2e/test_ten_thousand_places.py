"""A whole prefecture's directory stays light: bytes, elements, memory and work of the page with 10,000 listings.

Bytes and ratios are judged here; scripts/bench_map.py, whose listings these are, prints the times.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, Route

from directory.assets import web_folder
from directory.settings import Settings
from tests.e2e.conftest import SiteInMemory

pytestmark = pytest.mark.browser

COUNT = 10_000
TODAY = date(2026, 6, 3)
KILOBYTE = 1_000
MOST_BYTES, MOST_HTML, MOST_SCRIPTS = 130 * KILOBYTE, 10 * KILOBYTE, 75 * KILOBYTE
MOST_SAVED = {1_000: 250 * KILOBYTE, 10_000: 600 * KILOBYTE}
MOST_NODES, MOST_STOPS, MOST_HEAP_MB = 900, 120, 5
STOCK_TIMES = 12
"""Bounds of the first map without tiles, compressed. Source: goals of the map's design."""

JQUERY_BYTES = 30_300
"""jQuery 3.7.1, compressed: every page of stock Folium loads it, and the loop of markers waits for it."""

MOST_WORK_MS = 60
"""Main thread of one filter, half of several: far above the usual 20, so that a busy machine does not fail it."""

READY, MARK = "#map[data-map-ready]", "#map .map-mark"


class Benchmark:
    """The listings of the benchmark, our site over them, and stock Folium's page of the same."""

    def __init__(self) -> None:
        from bench_listings import make_listings
        from bench_map_site import load_snapshot, memory_runtime
        from bench_map_stock import draw_markers

        self.listings = list(make_listings(COUNT, today=TODAY))
        self.draw_markers, self._load, self._runtime = draw_markers, load_snapshot, memory_runtime

    def open_site(self, count: int, limit: int) -> SiteInMemory:
        settings = Settings(tiles="none", fixed_today=TODAY.isoformat(), map_points=limit)
        load = partial(self._load, self.listings[:count], TODAY)
        return SiteInMemory(f"many{count}-{limit}.test", self._runtime(load, settings, TODAY))


@pytest.fixture(scope="module")
def benchmark(checkout: Path) -> Iterator[Benchmark]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(checkout / "scripts")
        yield Benchmark()


@pytest.fixture(scope="module", params=[20_000, 0], ids=["in the browser", "on the server"])
def site(request, benchmark) -> SiteInMemory:
    """Where the browser holds all points, and where the server counts each view."""
    return benchmark.open_site(COUNT, request.param)


def open_map(context, site: SiteInMemory) -> tuple[Page, dict[str, int]]:
    """The map, and the compressed bytes of everything that was asked for it."""
    sizes: dict[str, int] = {}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(site.url)
        sizes[path] = len(gzip.compress(site.get(path).content, 6))
        site.answer(route)

    context.route(f"{site.url}/**", answer)
    page = context.new_page()
    page.goto(f"{site.url}/?view=map", timeout=60_000)
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    page.wait_for_selector(MARK)
    page.wait_for_load_state("networkidle")
    return page, sizes


def test_the_first_map_stays_within_its_bytes_and_a_twelfth_of_stock_folium(make_context, site, benchmark):
    _, sizes = open_map(make_context(width=1366), site)
    pages = {path: size for path, size in sizes.items() if path.startswith("/?")}
    scripts = {path: size for path, size in sizes.items() if path.partition("?")[0].endswith(".js")}
    assert max(pages.values()) <= MOST_HTML, pages
    assert sum(scripts.values()) <= MOST_SCRIPTS, scripts
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    leaflet = (web_folder() / "static/vendor/leaflet@1.9.4/leaflet.js").read_bytes()
    stock = gzip.compress(benchmark.draw_markers(benchmark.listings)[0].encode(), 6)
    theirs = len(stock) + len(gzip.compress(leaflet, 6)) + JQUERY_BYTES
    assert sum(sizes.values()) * STOCK_TIMES <= theirs, (sum(sizes.values()), theirs)


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_few_elements_stops_and_megabytes_hold_them(make_context, site, width):
    page, _ = open_map(make_context(width=width), site)
    for _ in range(5):
        counted = page.evaluate(
            """() => [document.querySelectorAll("#map *").length,
                document.querySelectorAll('#map [tabindex="0"], #map a, #map button').length]"""
        )
        assert counted[0] <= MOST_NODES
        assert counted[1] <= MOST_STOPS
        before = page.url
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_url(lambda now, before=before: now != before)
        page.wait_for_load_state("networkidle")
    names = page.locator(MARK).evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label') || '')")
    assert all(names)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    assert session.send("Runtime.getHeapUsage")["usedSize"] / 1e6 <= MOST_HEAP_MB


def test_a_filter_is_little_work(make_context, site):
    page, _ = open_map(make_context(width=1366), site)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked_ms() -> float:
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return metrics["TaskDuration"] * 1000

    spent = []
    for _ in range(6):
        start = worked_ms()
        page.evaluate(
            """() => new Promise((done) => {
              document.querySelector("input[name=cat][value=child_cafe]").click();
              requestAnimationFrame(() => setTimeout(done));
            })"""
        )
        spent.append(worked_ms() - start)
        page.wait_for_load_state("networkidle")
    assert median(spent) <= MOST_WORK_MS, spent


@pytest.mark.parametrize("count", MOST_SAVED)
def test_the_saved_map_stays_within_its_bytes_and_filters_without_a_network(make_context, benchmark, tmp_path, count):
    text = benchmark.open_site(count, 20_000).get("/map.html").text
    assert len(text.encode()) <= MOST_SAVED[count]
    path = tmp_path / "map.html"
    path.write_text(text, encoding="utf-8")
    page = make_context(width=1366, offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    before = page.locator("#count").inner_text()
    page.locator("input[name=cat][value=child_cafe]").check()
    page.wait_for_function("(before) => document.getElementById('count').textContent.trim() !== before", arg=before)
    assert asked == [path.as_uri()]
