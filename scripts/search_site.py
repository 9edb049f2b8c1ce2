"""The real site and its server over listings in a file, on a loopback port, for the benchmark of the search."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

SCRIPTS = Path(__file__).resolve().parent
LISTINGS, SHARED = "SEARCH_SITE_LISTINGS", "SEARCH_SITE_SHARED"
"""Environment variables: the file of listings and the folder of bases."""

PATIENCE_S = 600
_SHOWN = 2_000
"""Bytes of the site's last words."""


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


def serve(port: int) -> None:
    """Serves on a port until the process is ended."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "search_site:make_app", factory=True, address="127.0.0.1", port=port, workers=1, interface=Interfaces.ASGI
    ).serve()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSite:
    """A site that answers on a connection, and the processes that do."""

    connection: http.client.HTTPConnection
    processes: tuple[int, ...]

    def ask(self, path: str) -> None:
        """Reads one answer whole."""
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise SystemExit(f"{answer.status} for {path}")

    def used_s(self) -> float:
        """Processor time of the site until now."""
        files = [file for process in self.processes for file in Path(f"/proc/{process}/task").glob("*/schedstat")]
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9


@contextmanager
def running_site(listings: Path, shared: Path) -> Iterator[RunningSite]:
    """A site that answers; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join((str(SCRIPTS), str(SCRIPTS.parent), os.environ.get("PYTHONPATH", "")))
    environment = os.environ | {LISTINGS: str(listings), SHARED: str(shared), "PYTHONPATH": path}
    command = [sys.executable, __file__, str(port)]
    with tempfile.TemporaryFile() as log:
        site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        try:
            yield RunningSite(connection=_connect(port, site, log), processes=tuple(_family_of(site.pid)))
        finally:
            site.terminate()
            site.wait(30)


def _connect(port: int, site: subprocess.Popen[bytes], log: IO[bytes]) -> http.client.HTTPConnection:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and site.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.5)
        else:
            return connection
    log.seek(max(0, log.tell() - _SHOWN))
    raise SystemExit("the site did not start: " + log.read().decode(errors="replace"))


def _family_of(process: int) -> Iterator[int]:
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for child in file.read_text().split():
            yield from _family_of(int(child))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
