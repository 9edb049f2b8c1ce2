"""Folded addresses without the units between their numbers: 24軒2条2丁目 and 24-2-2 are one."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?<=[0-9])(?:軒|条|丁目|番町|線|号|地割|-)")


def thin_numbers(key: str) -> tuple[str, list[int]]:
    """The key with a dash for every unit between numbers and none before other characters; positions lead back."""
    pieces: list[str] = []
    positions: list[int] = []
    done = 0
    for found in _UNIT.finditer(key):
        pieces.append(key[done : found.start()])
        positions.extend(range(done, found.start()))
        if key[found.end() : found.end() + 1].isdigit():
            pieces.append("-")
            positions.append(found.start())
        done = found.end()
    pieces.append(key[done:])
    positions.extend(range(done, len(key) + 1))
    return "".join(pieces), positions
