"""The address under which people know the site: as the operator set it, else as the request named it."""

from __future__ import annotations

import re

from fastapi import Request

from directory.site.dependencies import read_runtime
from directory.site.language_path import language_of, prefix_of

HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}\Z")

PRIVATE = "private, max-age=30"
"""A page that repeats the caller's Host: no shared cache may hand it to anybody else."""


def public_origin(request: Request) -> str:
    """Scheme and host, such as https://example.jp; empty when the request names a host that can be none."""
    set_by_operator = read_runtime(request).settings.public_url
    if set_by_operator:
        return set_by_operator
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if HOST.match(host) else ""


def page_origin(request: Request) -> str:
    """What addresses of pages begin with in the language of the request, such as https://example.jp/en; else empty."""
    origin = public_origin(request)
    return f"{origin}{prefix_of(language_of(request))}" if origin else ""


def keep_private(request: Request, headers: dict[str, str]) -> dict[str, str]:
    """The headers of a page that names its own address: only where the operator set it may others keep the page."""
    if read_runtime(request).settings.public_url:
        return headers
    return {**headers, "Cache-Control": PRIVATE}
