"""A folder of files in the product's server, texts compressed beforehand: how the benchmark serves stock pages."""

from __future__ import annotations

import gzip
import os
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from bench_server import RunningServer, running_server

FOLDER = "MAP_FILES_FOLDER"
"""Environment variable: the folder."""

PAGE = "index.html"
_KEEP = (b"cache-control", b"public, max-age=31536000")
"""As the hosts say of whose files these are."""

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".png": "image/png"}


def make_app() -> Callable[..., Awaitable[None]]:
    """Answers the last part of a path with the file of that name; the first page is index.html."""
    held = {path.name: _pack(path) for path in Path(os.environ[FOLDER]).iterdir() if path.suffix in _KINDS}

    async def answer(scope: MutableMapping[str, Any], _receive: object, send: Callable[..., Awaitable[None]]) -> None:
        if scope["type"] != "http":
            return
        body, headers = held.get(scope["path"].rpartition("/")[2] or PAGE, (b"", []))
        size = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200 if headers else 404, "headers": [*headers, size]})
        await send({"type": "http.response.body", "body": body})

    return answer


def running_files(folder: Path) -> AbstractContextManager[RunningServer]:
    """The folder in its server; it ends with the block."""
    return running_server(f"{Path(__file__).stem}:make_app", {FOLDER: str(folder)})


def _pack(path: Path) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    kind = (b"content-type", f"{_KINDS[path.suffix]}; charset=utf-8".encode())
    if path.suffix == ".png":
        return path.read_bytes(), [kind, _KEEP]
    packed = [kind, (b"content-encoding", b"gzip")]
    return gzip.compress(path.read_bytes(), 6), packed if path.name == PAGE else [*packed, _KEEP]
