"""An application in the product's server, in a process of its own on a loopback port, for the benchmarks."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

SCRIPTS = Path(__file__).resolve().parent
PATIENCE_S = 600
_SHOWN = 2_000
"""Bytes of the server's last words."""


def serve(factory: str, port: int) -> None:
    """Serves what `module:function` makes on a port until the process is ended."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(factory, factory=True, address="127.0.0.1", port=port, workers=1, interface=Interfaces.ASGI).serve()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """A server that answers on a connection, and the processes that do."""

    port: int
    connection: http.client.HTTPConnection
    processes: tuple[int, ...]

    @property
    def url(self) -> str:
        """Its first page."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str) -> None:
        """Reads one answer whole."""
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise SystemExit(f"{answer.status} for {path}")

    def used_s(self) -> float:
        """Processor time of the server until now."""
        files = [file for process in self.processes for file in Path(f"/proc/{process}/task").glob("*/schedstat")]
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9


@contextmanager
def running_server(factory: str, variables: Mapping[str, str]) -> Iterator[RunningServer]:
    """A server that answers, with these environment variables; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join((str(SCRIPTS), str(SCRIPTS.parent), os.environ.get("PYTHONPATH", "")))
    environment = os.environ | {"PYTHONPATH": path} | dict(variables)
    command = [sys.executable, __file__, factory, str(port)]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        try:
            connection = _connect(port, server, log)
            yield RunningServer(port=port, connection=connection, processes=tuple(_family_of(server.pid)))
        finally:
            server.terminate()
            server.wait(30)


def _connect(port: int, server: subprocess.Popen[bytes], log: IO[bytes]) -> http.client.HTTPConnection:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.5)
        else:
            return connection
    log.seek(max(0, log.tell() - _SHOWN))
    raise SystemExit("the server did not start: " + log.read().decode(errors="replace"))


def _family_of(process: int) -> Iterator[int]:
    yield process
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        for child in file.read_text().split():
            yield from _family_of(int(child))


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
