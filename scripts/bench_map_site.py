"""Our own site over listings in memory, with a server and without a socket, for the benchmark of the map."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

import httpx
import msgspec
from bench_server import RunningServer, running_server

from directory.catalog.holder import CatalogHolder
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.app import create_app

if TYPE_CHECKING:
    from fastapi import FastAPI

    from directory.domain.listing import Listing

OUR_URL = "http://127.0.0.1/"
COUNT, LIMIT, TODAY = "MAP_SITE_COUNT", "MAP_SITE_LIMIT", "MAP_SITE_TODAY"
"""Environment variables: so many listings, above how many points the server counts, and the day."""


def running_site(count: int, *, today: date, limit: int) -> AbstractContextManager[RunningServer]:
    """The site in its server; it ends with the block."""
    variables = {COUNT: str(count), LIMIT: str(limit), TODAY: today.isoformat()}
    return running_server("bench_map_site:make_app", variables)


def make_app() -> FastAPI:
    """The site as its server makes it, over listings of this benchmark."""
    from bench_listings import make_listings

    from directory.site.worker import make_ready

    today = date.fromisoformat(os.environ[TODAY])
    app = _make_site(list(make_listings(int(os.environ[COUNT]), today=today)), today, int(os.environ[LIMIT]))
    make_ready(app)
    return app


def open_site(listings: Sequence[Listing], *, today: date, limit: int) -> tuple[Site, float]:
    """The site over these listings without a socket, and how long skeleton, points and outlines took (ms, once)."""
    app = _make_site(listings, today, limit)
    started = time.perf_counter()
    site = Site(app)
    for path in ("map/points?lean=1", "map/areas", "districts.geojson?detail=overview"):
        site.ask(f"{OUR_URL}api/v1/{path}")
    return site, (time.perf_counter() - started) * 1000


class Site:
    """Answers requests from an application in this process."""

    def __init__(self, app: FastAPI) -> None:
        """Nothing sent yet."""
        # one loop and one client for all requests, as a server has them
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app=app)
        self._client = httpx.AsyncClient(transport=transport, headers={"accept-encoding": "gzip"})
        # the browser's driver runs an event loop of its own in the main thread
        self._worker = ThreadPoolExecutor(1)

    def ask(self, url: str) -> httpx.Response:
        """The answer to one address."""
        return self._worker.submit(self._runner.run, self._client.get(url)).result()


def _make_site(listings: Sequence[Listing], today: date, limit: int) -> FastAPI:
    settings = Settings(tiles="none", fixed_today=today.isoformat(), map_points=limit)
    runtime = memory_runtime(partial(load_snapshot, listings, today), settings, today)
    runtime.catalog.current()
    return create_app(settings, runtime)


def load_snapshot(listings: Sequence[Listing], today: date) -> Snapshot:
    """The listings as a directory of one revision."""
    encode = msgspec.json.Encoder().encode
    return build_snapshot(
        [encode(replace(each, number=number)) for number, each in enumerate(listings, 1)],
        revision="r1",
        districts=(),
        holidays=JapaneseHolidays(),
        today=today,
        municipality_names=lambda _: "",
    )


def memory_runtime(load: Callable[[], Snapshot], settings: Settings, today: date) -> Runtime:
    """A runtime whose catalog is one snapshot and no database."""

    class MemoryRuntime(Runtime):
        """Builds its catalog in memory."""

        @cached_property
        def catalog(self) -> CatalogHolder:
            return CatalogHolder(load, lambda: "r1", lambda: _noon(today))

    return MemoryRuntime(settings, clock=lambda: _noon(today))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
