"""A site of two workers, and a connection to each of them."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.e2e.conftest import PROGRAM, wait_until_ready
from tests.e2e.mailbox import Mailbox
from tests.e2e.patience import PATIENCE_S, wait_for

Listings = list[dict[str, object]]

WORKERS = 2
MOST_CONNECTIONS = 400


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    url: str
    port: int
    folder: Path
    environment: dict[str, str]
    process: int
    mails: Mailbox

    def run(self, *words: str) -> str:
        """What an operator's command says."""
        done = subprocess.run(
            [PROGRAM, *words], cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@contextmanager
def serve_with_two_workers(folder: Path, environment: dict[str, str], port: int, mails: Path) -> Iterator[Site]:
    """Started as an operator starts it."""
    url = f"http://127.0.0.1:{port}"
    command = [PROGRAM, "serve", "--port", str(port), "--workers", str(WORKERS)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(url, server)
            yield Site(url, port, folder, environment, server.pid, Mailbox(mails))
        finally:
            server.terminate()
            server.wait(timeout=30)


class Worker:
    """One worker, asked over a connection that stays open and so stays with it."""

    def __init__(self, process: int, connection: http.client.HTTPConnection) -> None:
        self.process = process
        self.name = f"worker {process}"
        self._connection = connection
        self.revisions: list[str] = []

    def get(self, path: str) -> bytes:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 200, path
        return content

    def find(self, name: str) -> Listings:
        """Listings of a name; the revision that answered is noted where it is another one."""
        found = json.loads(self.get(f"/api/v1/listings?q={quote(name)}"))
        if self.revisions[-1:] != [found["revision"]]:
            self.revisions.append(found["revision"])
        return [each for each in found["items"] if each["name"] == name]

    def wait_until(self, name: str, is_so: Callable[[Listings], bool]) -> float:
        """The moment at which this worker first says so."""
        wait_for(lambda: is_so(self.find(name)) or None, self.name)
        return time.monotonic()

    def close(self) -> None:
        self._connection.close()


@contextmanager
def ask_each_worker(site: Site) -> Iterator[tuple[Worker, ...]]:
    """One connection to each worker. Which one took a connection stands in the tables of the kernel."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("which worker answers can only be told where /proc is")
    found: dict[int, Worker] = {}
    try:
        for _ in range(MOST_CONNECTIONS):
            worker = _connect(site)
            if found.setdefault(worker.process, worker) is not worker:
                worker.close()
            if len(found) == WORKERS:
                break
        assert len(found) == WORKERS, f"only {list(found)} took one of {MOST_CONNECTIONS} connections"
        yield tuple(found.values())
    finally:
        for worker in found.values():
            worker.close()


def _connect(site: Site) -> Worker:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE_S)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    socket = f"socket:[{_find_inode(site.port, connection.sock.getsockname()[1])}]"
    children = Path(f"/proc/{site.process}/task/{site.process}/children").read_text().split()
    holders = (child for child in children if socket in _links_of(Path(f"/proc/{child}/fd")))
    return Worker(int(next(holders)), connection)


def _find_inode(port: int, client_port: int) -> str:
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        columns = line.split()
        ends = [int(columns[index].split(":")[1], 16) for index in (1, 2)]
        if ends == [port, client_port]:
            return columns[9]
    pytest.fail("the kernel knows nothing of an open connection")


def _links_of(folder: Path) -> set[str]:
    found = set()
    for each in folder.iterdir():
        try:
            found.add(str(each.readlink()))
        except OSError:  # closed meanwhile
            continue
    return found
