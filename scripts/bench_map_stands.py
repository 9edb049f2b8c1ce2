"""Pages of the benchmark of the map, each behind a server of its own, and what is read off them besides their times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bench_map_browser import read_heap
from bench_map_files import PAGE, running_files
from bench_map_site import open_site, running_site
from bench_map_stock import draw_clusters, draw_fast, draw_markers, localize
from bench_map_watch import COUNT_BYTES, COUNT_NODES, COUNT_STOPS, TOGGLE, TOGGLE_OURS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from directory.domain.listing import Listing

CATEGORIES = ("child_cafe", "parenting_salon", "support_center", "advice_desk", "meeting_space")
TOGGLES = 12
LOOP_TOGGLES = 4
SETTLE_MS = 300
"""After a filter, before the next one: what one filter still has to do is none of the next one's time."""

STOCK = {
    "loop": ("Marker loop", draw_markers),
    "cluster": ("MarkerCluster", draw_clusters),
    "fast": ("FastMarkerCluster", draw_fast),
}
"""Pages of Folium's own, by the word that asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a page holds once its marks are there: bytes over the line, filters in ms, megabytes, nodes, tab stops."""

    bytes_gz: int
    filter_ms: tuple[float, ...] = ()
    list_ms: tuple[float, ...] = ()
    heap_mb: float
    nodes: int = 0
    stops: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A page that can be opened. `has_loop`: its marks come after minutes, so it is looked at once and on its own."""

    name: str
    url: str
    render_ms: float
    inspect: Callable[[Page], Found]
    has_loop: bool = False


@contextmanager
def our_stand(listings: Sequence[Listing], name: str, *, today: date, limit: int) -> Iterator[Stand]:
    """The home page of a real site, as the browser gets it. `limit`: above so many points the server counts."""
    _, render_ms = open_site(listings, today=today, limit=limit)
    with running_site(len(listings), today=today, limit=limit) as site:
        yield Stand(name=name, url=site.url, render_ms=render_ms, inspect=_inspect_ours)


@contextmanager
def stock_stand(folder: Path, peer: str, listings: Sequence[Listing]) -> Iterator[Stand]:
    """A page of Folium's own in the same server, which reads the folder with everything that it asks for once."""
    name, draw = STOCK[peer]
    html, render_ms = draw(listings)
    (folder / PAGE).write_text(localize(html), "utf-8")
    has_loop = draw is draw_markers
    inspect = partial(_inspect_stock, toggles=LOOP_TOGGLES if has_loop else 0)
    with running_files(folder) as served:
        yield Stand(name=name, url=served.url, render_ms=render_ms, inspect=inspect, has_loop=has_loop)


def _inspect_ours(page: Page) -> Found:
    sent = page.evaluate(COUNT_BYTES)
    nodes, stops = page.evaluate(COUNT_NODES), page.evaluate(COUNT_STOPS)
    filtered = list(_toggle_ours(page))
    return Found(
        bytes_gz=sent,
        filter_ms=tuple(on_map for on_map, _ in filtered),
        list_ms=tuple(in_list for _, in_list in filtered),
        heap_mb=read_heap(page),
        nodes=nodes,
        stops=stops,
    )


def _toggle_ours(page: Page) -> Iterator[tuple[float, float]]:
    """Kinds on and off: milliseconds to the map's paint and to the list's."""
    page.wait_for_timeout(SETTLE_MS)
    is_far = page.evaluate("() => JSON.parse(document.getElementById('map-first').textContent).mode") == "server"
    for number in range(TOGGLES):
        category = CATEGORIES[number // 2 % len(CATEGORIES)]
        yield tuple(page.evaluate(TOGGLE_OURS, [f"input[name=cat][value={category}]", is_far]))
        page.wait_for_timeout(SETTLE_MS)


def _inspect_stock(page: Page, *, toggles: int) -> Found:
    page.wait_for_timeout(SETTLE_MS)
    filtered = tuple(page.evaluate(TOGGLE, ".leaflet-control-layers-selector") for _ in range(toggles))
    return Found(bytes_gz=page.evaluate(COUNT_BYTES), filter_ms=filtered, heap_mb=read_heap(page))
