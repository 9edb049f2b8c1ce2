"""The real site over listings in a file and bases in a folder, for the benchmark of the search."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench_server import RunningServer, running_server

if TYPE_CHECKING:
    from fastapi import FastAPI

LISTINGS, SHARED = "SEARCH_SITE_LISTINGS", "SEARCH_SITE_SHARED"
"""Environment variables: the file of listings and the folder of bases."""


def make_app() -> FastAPI:
    """The site without a database: its catalog follows the listings of the file."""
    from search_corpus import TODAY
    from search_writes import Published, open_keeper

    from directory.catalog.holder import CatalogHolder
    from directory.runtime import Runtime
    from directory.settings import Settings
    from directory.site.app import create_app
    from directory.site.worker import make_ready

    published = Published(Path(os.environ[LISTINGS]))

    class FileRuntime(Runtime):
        """Takes its catalog from the file."""

        @cached_property
        def catalog(self) -> CatalogHolder:
            keeper = open_keeper(published, folder=Path(os.environ[SHARED]), today=self.today)
            return CatalogHolder(keeper.load, published.revision, self.now)

    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC)
    settings = Settings(tiles="none", fixed_today=TODAY.isoformat())
    runtime = FileRuntime(settings, clock=lambda: noon)
    app = create_app(settings, runtime)
    make_ready(app)
    return app


def running_site(listings: Path, shared: Path) -> AbstractContextManager[RunningServer]:
    """The site in its server; it ends with the block."""
    return running_server("search_site:make_app", {LISTINGS: str(listings), SHARED: str(shared)})
