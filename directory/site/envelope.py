"""The outermost layer of every request: its id, safe headers, one log line, and no naked failure."""

from __future__ import annotations

import asyncio
import ipaddress
import time
import uuid
from contextlib import suppress
from functools import lru_cache
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from directory.domain.errors import DirectoryError
from directory.site.errors import BodyTooLarge, ForeignOrigin, answer_error, status_of
from directory.site.security import BODY_LIMIT, OPEN_PATHS, PRIVATE, is_our_own_request, security_headers

UNREAD_BODY_S = 2
"""How long an answer waits for a body that nobody wants."""


class Envelope:
    """Pure ASGI middleware; everything that leaves the site passes it, also failures."""

    def __init__(self, app: ASGIApp, *, policy: str, log: structlog.typing.WrappedLogger) -> None:
        """Keeps the Content-Security-Policy and where to log."""
        self._app = app
        self._policy = policy
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive, Headers(scope=scope))
        exchange = _Exchange(scope, body, send, self._policy)
        try:
            await self._answer(exchange, body.receive)
        finally:
            self._log.info("request", **exchange.facts())

    async def _answer(self, exchange: _Exchange, receive: Receive) -> None:
        """Refuses, or passes the request on and turns an unknown failure into a plain answer."""
        try:
            _refuse_unsafe(exchange.scope)
            await self._app(exchange.scope, receive, exchange.send)
        except Exception as failure:
            if exchange.status:
                raise
            known = isinstance(failure, DirectoryError)
            error = failure if isinstance(failure, DirectoryError) else DirectoryError("http_500")
            if not known:
                self._log.exception("failure", request_id=exchange.request_id, route=exchange.route)
            response = answer_error(Request(exchange.scope), error, status_of(error))
            await response(exchange.scope, receive, exchange.send)


class _Body:
    """The body of a request, while it comes."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self._is_coming = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
        self._left = BODY_LIMIT

    async def receive(self) -> Message:
        """Passes the next part on."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        self._is_coming = message["type"] == "http.request" and message.get("more_body", False)
        return message

    async def read_away(self) -> None:
        """Reads what the application left unread: a server that closes early cuts off senders before they see why."""
        with suppress(TimeoutError):
            async with asyncio.timeout(UNREAD_BODY_S):
                while self._is_coming and self._left > 0:
                    await self.receive()


class _Exchange:
    """One request and what was answered so far."""

    def __init__(self, scope: Scope, body: _Body, send: Send, policy: str) -> None:
        self.request_id = uuid.uuid4().hex[:16]
        self.is_head = scope["method"] == "HEAD"
        # FastAPI routes know GET only; a HEAD is the same answer without its body
        self.scope = {**scope, "method": "GET"} if self.is_head else scope
        self.scope["request_id"] = self.request_id
        self.status = 0
        self._method = scope["method"]
        self._started = time.perf_counter()
        self._body = body
        self._send = send
        self._policy = policy

    @property
    def route(self) -> str:
        """Template of the route (`/r/{code}`), never the path that was typed."""
        return str(getattr(self.scope.get("route"), "path", "-"))

    async def send(self, message: Message) -> None:
        """Passes a message on with our headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._dress(MutableHeaders(scope=message))
            if self.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                await self._body.read_away()
        elif self.is_head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)

    def _dress(self, headers: MutableHeaders) -> None:
        given = {name.lower() for name, _ in headers.raw}
        safe = security_headers(self._policy, scheme=self.scope["scheme"])
        headers.raw.extend(pair for pair in safe if pair[0] not in given)
        headers["X-Request-Id"] = self.request_id
        if self.scope.get(PRIVATE):
            headers["Cache-Control"] = "no-store"
            headers.add_vary_header("Cookie")
        if self.scope["path"].startswith(OPEN_PATHS) and self.scope["method"] == "GET":
            headers.setdefault("Access-Control-Allow-Origin", "*")

    def facts(self) -> dict[str, str | int | float]:
        """What the log may know: no query, no body, no full address."""
        return {
            "request_id": self.request_id,
            "method": self._method,
            "route": self.route,
            "status": self.status,
            "ms": round((time.perf_counter() - self._started) * 1000, 1),
            "network": _network_of(self.scope.get("client")),
        }


def _refuse_unsafe(scope: Scope) -> None:
    """Lets the request pass.

    Raises:
        ForeignOrigin: another site wants to change something here.
        BodyTooLarge: the announced body is over the limit; unannounced ones are counted while they come.
    """
    headers = Headers(scope=scope)
    origin = f"{scope['scheme']}://{headers.get('host', '')}"
    if not is_our_own_request(scope["method"], headers, origin=origin):
        raise ForeignOrigin("foreign_origin")
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > BODY_LIMIT:
        raise BodyTooLarge(f"http_{int(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)}")


def _network_of(client: tuple[str, int] | None) -> str:
    """The caller's network, /24 or /64."""
    return _network_of_host(client[0]) if client else "-"


@lru_cache(maxsize=256)
def _network_of_host(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "-"
    bits = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network((address, bits), strict=False))
