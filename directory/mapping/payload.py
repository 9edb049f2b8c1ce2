"""Bytes of an answer with their compressed twin and ETag, kept as long as their snapshot is current."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

GZIP_LEVEL = 9
"""Payloads are compressed once per revision and sent many times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One encoded answer. `etag` is a quoted strong entity tag of the plain bytes."""

    plain: bytes
    gzip: bytes
    etag: str


def wrap_payload(plain: bytes) -> Payload:
    """The bytes with their gzip twin (reproducible: no time stamp inside) and their entity tag."""
    digest = hashlib.sha256(plain).hexdigest()
    return Payload(plain=plain, gzip=gzip.compress(plain, GZIP_LEVEL, mtime=0), etag=f'"{digest[:24]}"')


class SteadyShelf:
    """Payloads by name, each encoded again only when what it was made of has changed."""

    def __init__(self) -> None:
        """Starts empty."""
        self._kept: dict[str, tuple[object, Payload]] = {}

    def get(self, name: str, source: object, encode: Callable[[], bytes]) -> Payload:
        """The payload called `name`; `source` is compared by value with what the kept one was made of."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != source:
            # two threads may both encode it: the pair is swapped whole, and both are right
            kept = self._kept[name] = (source, wrap_payload(encode()))
        return kept[1]


class PayloadShelf:
    """Payloads of the newest snapshot, by name; those of an older snapshot are dropped at the first question."""

    def __init__(self) -> None:
        """Starts empty."""
        self._owner: object = None
        self._kept: dict[str, Payload] = {}
        self._lock = threading.Lock()

    def get(self, owner: object, name: str, encode: Callable[[], bytes]) -> Payload:
        """The payload called `name` of the snapshot `owner`, encoded at the first question only."""
        with self._lock:
            if self._owner is not owner:
                self._owner, self._kept = owner, {}
            kept = self._kept.get(name)
        if kept is not None:
            return kept
        made = wrap_payload(encode())
        with self._lock:
            # another thread may have moved on to a newer snapshot meanwhile
            if self._owner is owner:
                self._kept[name] = made
        return made
