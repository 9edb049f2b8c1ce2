"""Headers that keep browsers safe, and the guard that lets only our own pages change anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})

PERMISSIONS = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"
HSTS = "max-age=31536000"
SERVER = "directory"
"""The web server would name itself in an answer that names nobody."""

OPEN_PATHS = tuple(
    f"/api/v1/{name}"
    for name in ("listings", "facets", "cards", "suggest", "geocode", "reverse", "map/", "districts.geojson")
)
"""What programs on other sites may read. Named one by one, so that a route for staff is never opened by its place."""

PRIVATE = "is_private"
"""Key of the ASGI scope by which an endpoint says that its answer depends on who asks; no cache may keep it."""

BODY_LIMIT = 256 * 1024
"""Largest body of a request in bytes. Source: trust.md section 3.10."""


def build_policy(*, script_hashes: Iterable[str], tile_hosts: Iterable[str]) -> str:
    """The Content-Security-Policy of every page.

    `script_hashes` are base64 SHA-256 digests of inline scripts, `tile_hosts` origins of the base map.
    """
    hashes = "".join(f" 'sha256-{each.removeprefix('sha256-')}'" for each in script_hashes)
    hosts = "".join(f" {host}" for host in tile_hosts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self'{hashes}",
            "style-src 'self'",
            f"img-src 'self' data:{hosts}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


@lru_cache(maxsize=16)
def security_headers(policy: str, *, scheme: str) -> tuple[tuple[bytes, bytes], ...]:
    """Headers of every answer, as ASGI sends them; HSTS only behind TLS."""
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Server": SERVER,
    }
    if scheme == "https":
        headers["Strict-Transport-Security"] = HSTS
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())


def is_our_own_request(method: str, headers: Mapping[str, str], *, origin: str) -> bool:
    """Whether a request may change something: safe methods, our own pages, and programs that are no browser.

    `origin` is ours (https://example.jp). A browser that is too old for Sec-Fetch-Site still sends Origin.
    """
    if method in SAFE_METHODS:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    claimed = headers.get("origin")
    return claimed is None or claimed == origin
