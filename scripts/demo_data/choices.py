"""Choices that look random and are the same on every machine and every run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def draw(limit: int, *key: object) -> int:
    """A number from 0 to `limit` - 1 that depends on the key alone."""
    digest = hashlib.sha256("\x1f".join(map(str, key)).encode()).digest()
    return int.from_bytes(digest[:8], "big") % limit


def pick(options: Sequence[T], *key: object) -> T:
    """One of the options."""
    return options[draw(len(options), *key)]


def deal(options: Sequence[T], number: int, *key: object) -> T:
    """The `number`-th option after a start that depends on the key: neighbours get different ones."""
    return options[(draw(len(options), *key) + number) % len(options)]
