"""Cookies of people who sign in: named, bound to this host, out of reach of scripts."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from urllib.parse import urlsplit

from fastapi import Request, Response

SESSION, BINDING = "session", "sign_in"
"""Session of a signed-in browser; the value that binds a mailed link to the browser that asked for it."""


def is_loopback_host(host: str) -> bool:
    """Whether a Host header names this machine (localhost, 127.0.0.1:8000, [::1])."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def read_cookie(request: Request, name: str) -> str:
    """The value of a cookie, or nothing."""
    return request.cookies.get(_full_name(request, name), "")


def set_cookie(request: Request, response: Response, name: str, value: str, *, lasts: timedelta | None = None) -> None:
    """Sets a cookie for this host alone; without `lasts` it ends with the browser."""
    response.set_cookie(
        _full_name(request, name),
        value,
        max_age=None if lasts is None else int(lasts.total_seconds()),
        path="/",
        secure=not _is_plain_loopback(request),
        httponly=True,
        samesite="lax",
    )


def clear_cookie(request: Request, response: Response, name: str) -> None:
    """Takes a cookie back."""
    set_cookie(request, response, name, "", lasts=timedelta(0))


def _full_name(request: Request, name: str) -> str:
    """`__Host-session`: browsers take it only over TLS, for the whole host and from nobody else; plain on loopback."""
    return name if _is_plain_loopback(request) else f"__Host-{name}"


def _is_plain_loopback(request: Request) -> bool:
    return request.url.scheme == "http" and is_loopback_host(request.headers.get("host", ""))
