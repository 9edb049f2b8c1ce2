"""Answers that may be kept for a moment: one weak ETag per catalog revision and quarter of an hour."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep

MAX_AGE_S = 30
"""How long a public answer may be reused unasked. Limit: 60 s, so that a hidden place disappears within a minute."""

QUARTER_MINUTES = 15
"""After this many minutes an answer is another one: what has closed is no longer today's."""

PLAIN_REVISION = re.compile(r"[\w.-]{1,40}\Z", re.ASCII)


class NotModified(Exception):
    """The client already holds this answer."""

    def __init__(self, headers: dict[str, str]) -> None:
        """Keeps the headers that the 304 repeats."""
        super().__init__()
        self.headers = headers


def cache_headers(request: Request, runtime: RuntimeDep) -> dict[str, str]:
    """Headers of a public answer.

    Raises:
        NotModified: the request names the ETag of the present revision.
    """
    build = f"{request.app.state.build}-{runtime.words.language}"
    quarter = runtime.minute() // QUARTER_MINUTES
    etag = _etag_of(runtime.catalog.current().revision, runtime.today(), quarter, build)
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={MAX_AGE_S}"}
    if etag in _named_etags(request.headers.get("if-none-match", "")):
        raise NotModified(headers)
    return headers


async def keep_headers(request: Request, runtime: RuntimeDep) -> dict[str, str]:
    """The same for an endpoint; who asks before the first catalog is loaded waits in a thread, the others on the loop.

    Raises:
        NotModified: see `cache_headers`.
    """
    if _is_loaded(runtime):
        return cache_headers(request, runtime)
    return await run_in_threadpool(cache_headers, request, runtime)


CacheDep = Annotated[dict[str, str], Depends(keep_headers)]


@lru_cache(maxsize=16)
def _etag_of(revision: str, today: date, quarter: int, build: str) -> str:
    if not PLAIN_REVISION.match(revision):
        revision = hashlib.sha256(revision.encode()).hexdigest()[:16]
    # weak: the gzip variant of the same answer has other bytes
    return f'W/"{revision}-{today:%Y%m%d}.{quarter}-{build}"'


def send_json(body: bytes, headers: dict[str, str]) -> Response:
    """A JSON answer from bytes."""
    return Response(body, media_type="application/json", headers=headers)


def _is_loaded(runtime: Runtime) -> bool:
    """Whether the catalog answers at once; asking must not open it."""
    return "catalog" in vars(runtime) and runtime.catalog.is_loaded


def _named_etags(header: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in header.split(","))
