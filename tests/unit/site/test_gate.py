from __future__ import annotations

import asyncio

import pytest
import structlog

from directory.domain.errors import StoreUnavailable, TooManyRequests
from directory.site.gate import AT_ONCE, Gate, classify
from directory.site.limits import Limiter
from directory.site.proxies import DIRECT


class Site:
    """A gate before an application that notes what reaches it, and waits where it is told to."""

    def __init__(self) -> None:
        self.reached = 0
        self.opened = asyncio.Event()
        self.opened.set()
        self.gate = Gate(self._answer, limiter=Limiter(log=structlog.wrap_logger(structlog.testing.LogCapture())))

    async def _answer(self, _scope, _receive, _send) -> None:
        self.reached += 1
        await self.opened.wait()

    async def call(self, method: str, path: str, *, host: str = "203.0.113.7", is_direct: bool = True) -> None:
        scope = {"type": "http", "method": method, "path": path, "client": (host, 1), DIRECT: is_direct}
        await self.gate(scope, None, None)


def how_many(method: str, path: str, times: int, **caller: object) -> int:
    """How many of so many requests were let through."""

    async def call_all() -> int:
        site = Site()
        for _ in range(times):
            try:
                await site.call(method, path, **caller)
            except TooManyRequests:
                break
        return site.reached

    return asyncio.run(call_all())


@pytest.mark.parametrize(
    ("method", "path", "what"),
    [
        ("GET", "/", "public"),
        ("GET", "/api/v1/listings.csv", "public"),
        ("GET", "/api/v1/listings.geojson", "public"),
        ("GET", "/map.html", "export"),
        ("GET", "/print", "export"),
        ("POST", "/login", "sign_in"),
        ("GET", "/login", "public"),
        ("POST", "/login/code", "code"),
        ("POST", "/login/totp", "code"),
        ("POST", "/login/link", "public"),
        ("POST", "/register/resume", "code"),
        ("POST", "/c/resend", "sign_in"),
        ("POST", "/api/v1/submissions", "submission"),
        ("GET", "/static/app.css", None),
        ("GET", "/healthz", None),
        ("GET", "/readyz", None),
    ],
)
def test_every_request_is_counted_as_what_it_is(method: str, path: str, what: str | None):
    assert classify(method, path) == what


@pytest.mark.parametrize(
    ("method", "path", "most"), [("GET", "/", 300), ("POST", "/login", 10), ("POST", "/api/v1/submissions", 10)]
)
def test_a_caller_from_outside_is_limited(method: str, path: str, most: int):
    assert how_many(method, path, most + 1) == most


def test_a_program_on_this_machine_is_free_except_where_somebody_signs_in():
    assert how_many("POST", "/api/v1/submissions", 30, host="127.0.0.1") == 30
    assert how_many("GET", "/", 400, host="::1") == 400
    assert how_many("POST", "/login", 11, host="127.0.0.1") == 10
    assert how_many("POST", "/login/totp", 11, host="127.0.0.1") == 10


def test_what_came_through_a_proxy_is_not_of_this_machine():
    assert how_many("GET", "/", 301, host="127.0.0.1", is_direct=False) == 300


def test_two_exports_are_worked_on_at_once_and_then_there_is_room_again():
    async def talk() -> None:
        site = Site()
        site.opened.clear()
        running = [asyncio.create_task(site.call("GET", "/map.html")) for _ in range(AT_ONCE["export"])]
        await asyncio.sleep(0)
        with pytest.raises(StoreUnavailable) as refused:
            await site.call("GET", "/map.html")
        assert refused.value.code == "too_busy"
        site.opened.set()
        await asyncio.gather(*running)
        await site.call("GET", "/map.html")
        assert site.reached == 3

    asyncio.run(talk())
