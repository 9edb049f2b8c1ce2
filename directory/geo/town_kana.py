"""Towns written in kana: にしはら町4 is 西原町, to be asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from directory.geo.town_index import TownIndex
from directory.geo.town_match import TownHit, complete_town
from directory.text.address_text import FoldedText, fold_names

_KANA = re.compile("[ァ-ヺ]{2}")
_TOWN_TAIL = re.compile("(?:チヨウ|マチ)$")
_LONGEST = 20
_MOST = 5

Readings = Mapping[str, tuple[str, ...]]
"""Folded reading -> keys of the towns of one municipality that are read so."""


def collect_readings(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Lines `town, kana` -> keys by reading; a 町 at the end may stay in kanji."""
    pairs = [line.partition("\t")[::2] for line in lines]
    found: dict[str, dict[str, None]] = {}
    keys, readings = fold_names(name for name, _ in pairs), fold_names(kana for _, kana in pairs)
    for key, reading in zip(keys, readings, strict=True):
        forms = {reading, _TOWN_TAIL.sub("町", reading)} if key.endswith("町") else {reading}
        for form in forms:
            found.setdefault(form, {})[key] = None
    return {form: tuple(named) for form, named in found.items()}


def match_readings(index: TownIndex, readings: Readings, folded: FoldedText, start: int) -> list[TownHit]:
    """The towns with the longest reading at `start`; none where the text does not go on in kana."""
    key = folded.key
    if not _KANA.match(key, start):
        return []
    for end in range(min(len(key), start + _LONGEST), start + 1, -1):
        names = [name for name in readings.get(key[start:end], ()) if index.find(name)]
        hits = [complete_town(index, index.find(name) or name, folded, start, end) for name in names]
        clean = [replace(hit, is_chosen=True) for hit in hits if hit.is_clean]
        if clean:
            return clean[:_MOST]
    return []
