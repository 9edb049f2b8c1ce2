"""Folded addresses without the units between their numbers: 24軒2条2丁目 and 24-2-2 are one."""

from __future__ import annotations

import re

_UNITS = "軒|条|丁目|番町|線|号|地割|-"
_UNIT = re.compile(rf"(?<=[0-9])(?:{_UNITS})")
_NUMBER = re.compile(rf"[0-9]+({_UNITS})?")


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


def read_units(key: str) -> list[str]:
    """The unit behind each number of a key, empty where none stands: 24軒2-2 -> 軒, - and none."""
    return _NUMBER.findall(key)
