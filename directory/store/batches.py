"""Long lists in pieces that every database takes as parameters of one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 1_000

_Item = TypeVar("_Item")


def in_batches(items: Sequence[_Item], *, size: int = BATCH) -> Iterator[Sequence[_Item]]:
    """The items in order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
