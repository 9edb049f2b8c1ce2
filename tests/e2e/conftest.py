"""A real server over a real database of 2,000 fictional listings, and a real Chromium."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from directory.domain.errors import StoreUnavailable
from directory.settings import Settings
from directory.site.app import create_app
from tests.e2e.town_hall_file import write_listings
from tests.integration.site.client import Client
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

CHROMIUM = os.environ.get("DIRECTORY_TEST_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SPECIAL_SETTINGS = Settings(area_name="架空市", help_phone="03-3555-0000", is_demo=True, tiles="none")
START_S = 120
PROGRAM = str(Path(sys.executable).with_name("directory"))


def fail_or_skip(reason: str) -> None:
    """CI must not go green without a browser; elsewhere the reason is printed."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    program = shutil.which(CHROMIUM)
    if program is None:
        fail_or_skip(f"no Chromium at {CHROMIUM} (set DIRECTORY_TEST_CHROMIUM)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/api/v1/facets", timeout=10) as answer:  # noqa: S310 - our own server
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the server was not ready after {START_S} s")


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A folder with a filled database, and the environment of everything that runs on it."""

    folder: Path
    environment: dict[str, str]

    @contextmanager
    def serve(self, **changes: str) -> Iterator[str]:
        """Address of a running site; `changes` are further environment variables."""
        port = free_port()
        with (self.folder / f"server-{port}.log").open("wb") as log:
            server = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(port)],
                cwd=self.folder,
                env=self.environment | changes,
                stdout=log,
                stderr=log,
            )
            try:
                wait_until_ready(f"http://127.0.0.1:{port}", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()
                server.wait(timeout=30)


def usual_environment(folder: Path) -> dict[str, str]:
    """The sixth of June 2026, a first Saturday, without tiles."""
    return {
        **os.environ,
        "DIRECTORY_DATABASE_URL": f"sqlite:///{folder / 'directory.db'}",
        "DIRECTORY_TODAY": "2026-06-06",
        "DIRECTORY_TILES": "none",
        "DIRECTORY_DEMO": "1",
        "DIRECTORY_AREA_NAME": "架空市",
        "DIRECTORY_HELP_PHONE": "03-3555-0000",
    }


def fill(folder: Path) -> None:
    """2,000 listings, imported as an operator imports them."""
    write_listings(folder / "listings.csv")
    for arguments in (("init",), ("import", "listings.csv")):
        done = subprocess.run(
            [PROGRAM, *arguments], cwd=folder, env=usual_environment(folder), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,000 listings to copy, and never to serve: all processes that share the tests have this one folder."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "filled"
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            # whoever fails on the way leaves nothing that looks finished
            making = tmp_path_factory.mktemp("filling")
            fill(making)
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, filled_folder: Path) -> SiteFolder:
    """2,000 listings of this process's own."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(filled_folder, folder, dirs_exist_ok=True)
    return SiteFolder(folder, usual_environment(folder))


@pytest.fixture(scope="session")
def server_url(site_folder: SiteFolder) -> Iterator[str]:
    """Address of the usual site."""
    with site_folder.serve() as url:
        yield url


class SiteInMemory:
    """A site without a socket, for what an imported file can not bring about; windows ask it through a route."""

    def __init__(self, host: str, runtime: RuntimeInMemory) -> None:
        self.url = f"http://{host}"
        self._client = Client(create_app(runtime.settings, runtime), runtime)
        # the browser's driver runs an event loop of its own in the main thread
        self._worker = ThreadPoolExecutor(1)

    def get(self, path: str) -> httpx.Response:
        """The answer to a path."""
        return self._worker.submit(self._client.get, path).result()

    def answer(self, route: Route) -> None:
        """One request of a window."""
        answer = self.get(route.request.url.removeprefix(self.url))
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)


@pytest.fixture(scope="session")
def special() -> SiteInMemory:
    """A site with one listing of every special kind: ended, kept to its district, sensitive, knowing nothing."""
    return SiteInMemory("special.test", RuntimeInMemory(SPECIAL_SETTINGS, usual_listings()))


@pytest.fixture(scope="session")
def failing() -> SiteInMemory:
    """A site whose every page fails."""
    runtime = RuntimeInMemory(SPECIAL_SETTINGS, ())
    runtime.__dict__["catalog"] = None
    return SiteInMemory("failing.test", runtime)


@pytest.fixture(scope="session")
def away() -> SiteInMemory:
    """A site whose database is away for a while."""

    class Away:
        def current(self) -> None:
            raise StoreUnavailable("database_unavailable")

    runtime = RuntimeInMemory(SPECIAL_SETTINGS, ())
    runtime.__dict__["catalog"] = Away()
    return SiteInMemory("away.test", runtime)


ContextMaker = Callable[..., BrowserContext]


@pytest.fixture
def make_context(
    browser: Browser, special: SiteInMemory, failing: SiteInMemory, away: SiteInMemory
) -> Iterator[ContextMaker]:
    """Opens windows of a size, with or without JavaScript; sites in memory answer in all of them."""
    opened: list[BrowserContext] = []

    def make(*, width: int = 390, height: int = 844, has_script: bool = True, **options: object) -> BrowserContext:
        viewport = {"width": width, "height": height}
        # a service worker would answer before the routes that tests lay; the tests without a network allow it
        options = {"service_workers": "block", **options}
        context = browser.new_context(viewport=viewport, java_script_enabled=has_script, **options)
        for site in (special, failing, away):
            context.route(f"{site.url}/**", site.answer)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(make_context: ContextMaker) -> Page:
    """A phone-sized window."""
    return make_context().new_page()
