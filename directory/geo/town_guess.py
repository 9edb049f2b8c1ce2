"""Towns for a text that no exact key explains: shortened numbers, common beginnings, one typing error."""

from __future__ import annotations

import os.path
import re
from dataclasses import replace

from directory.geo.town_index import TownIndex, TownPoint
from directory.geo.town_match import TownHit, complete_town, is_clean_end
from directory.text.address_numbers import thin_numbers
from directory.text.address_text import FoldedText

_STEM = re.compile(r"[^0-9-]+")
_SETTLEMENT = re.compile(r".*[町村]")
_MOST = 5


def match_numbers(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """Towns whose 条, 軒, 丁目 were written as dashes or left out (24-2-2-3-3, 北11西13-1, 本通8)."""
    text, positions = thin_numbers(folded.key[start:])
    for end in range(len(text), 1, -1):
        if text[end - 1].isdigit() and text[end : end + 1].isdigit():
            continue
        rows = index.thin.get(text[:end], ())
        if rows:
            after = start + positions[end]
            return [_plain_hit(index.point(row), folded, start, after) for row in rows[:_MOST]]
    return []


def match_common_beginning(index: TownIndex, folded: FoldedText, start: int) -> TownHit | None:
    """The middle of all towns that begin like the text: 香南町617 -> the towns 香南町…; it must be asked about."""
    stem = _STEM.match(folded.key, start)
    if stem is None:
        return None
    settlement = _SETTLEMENT.match(stem[0])
    for piece in dict.fromkeys((stem[0], settlement[0] if settlement else "")):
        rows = _rows_with_beginning(index, piece) if len(piece) > 1 else ()
        if rows:
            end = start + len(piece)
            return replace(_plain_hit(_group(index, rows, piece), folded, start, end), is_chosen=True)
    return None


def match_similar(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """Towns that differ in one typed character, most probable first; nothing when two short names are equally near."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 loaded only when an address has a typing error

    key, hits = folded.key, []
    for name in _similar_names(index, key[start : start + 2]):
        for end in range(start + len(name) + 1, start + len(name) - 2, -1):
            piece = key[start:end]
            if end > len(key) or len(piece) < 2 or OSA.distance(piece, name, score_cutoff=1) != 1:
                continue
            if _digits(piece) != _digits(name) or not is_clean_end(folded, end):
                continue
            hit = complete_town(index, index.find(name) or name, folded, start, end)
            hits.append(replace(hit, wrong=(start, end)))
            break
    hits.sort(key=lambda hit: (-_weight(hit, key), hit.point.name))
    if len(hits) > 1 and hits[0].length == hits[1].length <= 2:
        return []
    return hits[:_MOST]


def _similar_names(index: TownIndex, beginning: str) -> list[str]:
    """Names whose first or second character agrees, also shifted by one."""
    first, second = beginning[:1], beginning[1:2]
    groups = (
        index.by_first.get(first, ()),
        index.by_second.get(second, ()),
        index.by_first.get(second, ()),
        index.by_second.get(first, ()),
    )
    return [name for name in dict.fromkeys(name for group in groups for name in group) if len(name) > 1]


def _weight(hit: TownHit, key: str) -> float:
    """Longer is better; a 丁目 that exists is worth a character, one that does not costs one."""
    says_chome = re.match(r"[0-9]+丁目", key[hit.end :]) is not None
    return hit.length + (0.5 if hit.chome is not None else 0) - (1 if says_chome else 0)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _rows_with_beginning(index: TownIndex, piece: str) -> tuple[int, ...]:
    names = [name for name in (*index.keys, *index.bases) if name.startswith(piece)]
    return tuple(dict.fromkeys(row for name in names for row in index.rows_of(name)))


def _group(index: TownIndex, rows: tuple[int, ...], piece: str) -> TownPoint:
    middle = index.middle(rows)
    if len(rows) == 1:
        return middle
    name = os.path.commonprefix([index.point(row).name for row in rows])
    return replace(middle, name=name or piece)


def _plain_hit(point: TownPoint, folded: FoldedText, start: int, end: int) -> TownHit:
    return TownHit(point=point, end=end, length=end - start, is_clean=is_clean_end(folded, end))
