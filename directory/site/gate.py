"""Stands before all endpoints: counts requests of a network against its limit, and work that is done at once."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from directory.domain.errors import StoreUnavailable
from directory.site.limits import FOR_EVERYBODY, Limiter, What, network_key
from directory.site.proxies import DIRECT, read_address

UNCOUNTED = ("/static/", "/healthz", "/readyz")
"""Paths that cost nothing or that machines watch."""

POSTED: dict[str, What] = {
    "/login": "sign_in",
    "/login/code": "code",
    "/login/totp": "code",
    "/register/resume": "code",
    "/c/resend": "sign_in",
    "/api/v1/submissions": "submission",
    "/register/7": "submission",
    "/want": "want",
}
"""What a POST to a path is counted as; all others count as pages: the token of a link can not be guessed."""

SENT_ABOUT = ("/r/",)
"""Below the page of a listing: that it is wrong, or that somebody wants to change it."""

EXPORTS = ("/map.html", "/print", "/staff/export")

AT_ONCE: dict[What, int] = {"public": 256, "export": 2}
"""Requests that one process works on at the same time. Source of the exports' number: trust.md section 3.10."""


def classify(method: str, path: str) -> What | None:
    """What a request is counted as; None = not at all."""
    if path.startswith(UNCOUNTED):
        return None
    if method == "POST" and path.startswith(SENT_ABOUT):
        return "submission"
    if method == "POST":
        return POSTED.get(path, "public")
    return "export" if path.startswith(EXPORTS) else "public"


class Gate:
    """Pure ASGI middleware. Callers on this machine pass, except where somebody signs in."""

    def __init__(self, app: ASGIApp, *, limiter: Limiter) -> None:
        """Keeps what counts."""
        self._app = app
        self._limiter = limiter
        self._working: dict[What, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on.

        Raises:
            TooManyRequests: its network, or everybody together, asked too often.
            StoreUnavailable: too much of its kind is being worked on.
        """
        what = classify(scope["method"], scope["path"]) if scope["type"] == "http" else None
        if what is None or (_is_local(scope) and what not in FOR_EVERYBODY):
            await self._app(scope, receive, send)
            return
        self._limiter.spend(what, network=network_key((scope.get("client") or ("",))[0]), everybody=True)
        await self._work(what, scope, receive, send)

    async def _work(self, what: What, scope: Scope, receive: Receive, send: Send) -> None:
        working = self._working.get(what, 0)
        if working >= AT_ONCE.get(what, working + 1):
            raise StoreUnavailable("too_busy")
        self._working[what] = working + 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._working[what] -= 1


def _is_local(scope: Scope) -> bool:
    """Whether a program on this machine calls without any proxy between."""
    address = read_address((scope.get("client") or ("",))[0])
    return bool(scope.get(DIRECT)) and address is not None and address.is_loopback
