"""Towns for a text that no exact key explains: numbers without units, common beginnings."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.geo.town_index import TownIndex, TownPoint
from directory.geo.town_match import TownHit, complete_town, is_clean_end
from directory.text.address_numbers import read_units, thin_numbers
from directory.text.address_text import FoldedText, fold_name

_STEM = re.compile(r"(?:[0-9]+地割)?[^0-9-]*")
_SETTLEMENT = re.compile(r".*[町村]")
_MOST = 5
_LONGEST_NUMBERS = 40


def match_numbers(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """Towns whose 条, 軒, 丁目 were written as dashes or left out (24-2-2-3-3, 北11西13-1, 本通8)."""
    text, positions = thin_numbers(folded.key[start : start + _LONGEST_NUMBERS])
    for end in range(len(text), 1, -1):
        rows = index.thin.get(text[:end])
        if rows is None or (text[end - 1].isdigit() and text[end : end + 1].isdigit()):
            continue
        after = start + positions[end]
        said = read_units(folded.key[start:after])
        points = (index.point(row) for row in rows)
        hits = [_plain_hit(one, folded, start, after) for one in points if _fits(said, read_units(fold_name(one.name)))]
        if hits:
            return hits[:_MOST]
    return []


def _fits(said: list[str], named: list[str]) -> bool:
    """Whether every unit that the text writes is the name's: 東7線北 is not 東七号北."""
    return all(unit in {"", "-", other} for unit, other in zip(said, named, strict=False))


def match_common_beginning(index: TownIndex, folded: FoldedText, start: int) -> TownHit | None:
    """The town, or the middle of all towns, that begin like the text; it must be asked about.

    `is_chosen` when at least four towns share a beginning that ends in 町 or 村: 香南町617 -> the towns 香南町….
    """
    stem = _STEM.match(folded.key, start)
    if not stem:
        return None
    settlement = _SETTLEMENT.match(stem[0])
    for piece in dict.fromkeys((stem[0], settlement[0] if settlement else "")):
        names = _names_with_beginning(index, piece) if len(piece) > 1 else []
        if not names:
            continue
        end = start + len(piece)
        if len(names) == 1:
            return replace(complete_town(index, names[0], folded, start, end), length=len(piece), wrong=(start, end))
        rows = tuple(dict.fromkeys(row for name in names for row in index.rows_of(name)))
        hit = replace(_plain_hit(_group(index, rows, piece), folded, start, end), wrong=(start, end), bonus=1.5)
        return replace(hit, is_chosen=len(names) > 3 and piece[-1] in "町村")
    return None


def _names_with_beginning(index: TownIndex, piece: str) -> list[str]:
    same = (name for name in index.by_first.get(piece[0], ()) if name not in index.aliases)
    return [name for name in same if name.startswith(piece)]


def _group(index: TownIndex, rows: tuple[int, ...], piece: str) -> TownPoint:
    middle = index.middle(rows)
    if len(rows) == 1:
        return middle
    names = [index.point(row).name for row in rows]
    length = next((i for i, letters in enumerate(zip(*names, strict=False)) if len(set(letters)) > 1), len(piece))
    return replace(middle, name=names[0][:length] or piece)


def _plain_hit(point: TownPoint, folded: FoldedText, start: int, end: int) -> TownHit:
    return TownHit(point=point, end=end, length=end - start, is_clean=is_clean_end(folded, end))
