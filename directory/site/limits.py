"""How often one network, one person and everybody together may do something; moving windows in this process."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import structlog
from fastapi import Request
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, Storage
from limits.strategies import MovingWindowRateLimiter

from directory.domain.errors import TooManyRequests
from directory.site.proxies import read_address

What = Literal["public", "export", "submission", "sign_in", "code", "feedback", "want"]

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How many requests within how many seconds, for each list of windows that must all have room."""

    network: tuple[tuple[int, int], ...] = ()
    person: tuple[tuple[int, int], ...] = ()
    everybody: tuple[tuple[int, int], ...] = ()


ALLOWANCES: Mapping[What, Allowance] = MappingProxyType(
    {
        "public": Allowance(network=((300, 5 * MINUTE),)),
        "export": Allowance(network=((20, 5 * MINUTE),)),
        "submission": Allowance(network=((10, HOUR),), person=((20, DAY),), everybody=((300, HOUR),)),
        "sign_in": Allowance(
            network=((10, 5 * MINUTE),), person=((3, 15 * MINUTE), (10, DAY)), everybody=((1000, 5 * MINUTE),)
        ),
        "code": Allowance(network=((10, 5 * MINUTE),), person=((5, 5 * MINUTE), (20, HOUR), (50, DAY))),
        "feedback": Allowance(person=((30, HOUR), (100, DAY))),
        "want": Allowance(network=((10, HOUR),), everybody=((300, HOUR),)),
    }
)
"""Source: trust.md section 3.10. A person is an account or a mail address.

Links that sign in, codes of an account's app and readings of confidential places are counted in the database instead
(`usecases.attempts`), by all processes together; other mailed links and codes have their person counted here.
"""

FOR_EVERYBODY = frozenset({"sign_in", "code"})
"""Limits that hold for callers on this machine, too."""

IPV6_BITS = 64


class Limiter:
    """Counts what was done. A broken storage lets everybody pass: a limit must never be the reason for an outage."""

    def __init__(self, *, log: structlog.typing.WrappedLogger, storage: Storage | None = None) -> None:
        """Keeps its windows in `storage` (memory)."""
        self._log = log
        self._windows = MovingWindowRateLimiter(storage or MemoryStorage())
        self.failures = 0

    def spend(self, what: What, *, network: str = "", person: str = "", everybody: bool = False) -> None:
        """One request of a network, of a person (account id or mail address) or of all; what is empty is not counted.

        Raises:
            TooManyRequests: a window is full; `retry_after_s` says when it has room again.
        """
        allowance = ALLOWANCES[what]
        if network:
            self._spend(what, "network", network, allowance.network)
        if person:
            self._spend(what, "person", person, allowance.person)
        if everybody:
            self._spend(what, "everybody", "", allowance.everybody)

    def _spend(self, what: What, kind: str, key: str, windows: Iterable[tuple[int, int]]) -> None:
        for amount, seconds in windows:
            item = RateLimitItemPerSecond(amount, seconds)
            try:
                has_room = self._windows.hit(item, what, kind, key)
                reset_at = 0.0 if has_room else self._windows.get_window_stats(item, what, kind, key).reset_time
            except Exception:  # noqa: BLE001 (whatever a storage may raise: fail open, count it)
                self.failures += 1
                self._log.warning("limit_storage", what=what, failures=self.failures)
                continue
            if not has_room:
                wait_s = min(seconds, max(1, math.ceil(reset_at - time.time())))
                raise TooManyRequests("too_many_requests", {"retry_after_s": wait_s, "minutes": math.ceil(wait_s / 60)})


def network_key(host: str) -> str:
    """The network that one caller holds: the IPv4 address, or the /64 of an IPv6 address."""
    address = read_address(host)
    if address is None or address.version == 4:
        return str(address or host)
    return str(ipaddress.ip_network((address, IPV6_BITS), strict=False))


def read_limiter(request: Request) -> Limiter:
    """The limiter of this process."""
    limiter: Limiter = request.app.state.limiter
    return limiter


def spend_person(request: Request, what: What, person: str) -> None:
    """Counts one act of an account or a mail address.

    Raises:
        TooManyRequests: that was one too many.
    """
    read_limiter(request).spend(what, person=person)
