"""Ways to look for a town behind a municipality: exact, clean, below a former municipality, by a common beginning."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from directory.geo.town_guess import match_common_beginning, match_numbers
from directory.geo.town_index import TownIndex
from directory.geo.town_match import TownHit, complete_town, match_below, match_town
from directory.geo.town_typo import match_similar
from directory.text.address_text import FoldedText

FindTowns = Callable[[TownIndex, FoldedText, int], list[TownHit]]
"""Towns of one municipality in a text, from a position of its key on."""

_BODY = re.compile(r"([^都道府県郡]+)([市町村])$")
_SAYS_CHOME = re.compile(r"[0-9]+丁目")
_LETTER_LOST = 1.0
"""Corrections above this put a letter back or swap two; below it they replace one, and 竹町 never became 京町."""
_MOST = 5


def find_exactly(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """The town by its exact key; 本郷通7-1 by its thin key when that explains more."""
    hit = match_town(index, folded, start)
    if hit is None:
        return []
    if hit.chome is None and folded.key[hit.end : hit.end + 1].isdigit() and index.thin:
        thin = match_numbers(index, folded, start)
        if thin and thin[0].end > hit.end:
            return thin
    if hit.chome is None and _SAYS_CHOME.match(folded.key, hit.end):
        return _with_fitting_chome(index, folded, start, hit)
    return _with_rivals(index, folded, start, hit) if hit.shortened else [hit]


def find_cleanly(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """Exact towns behind which nothing looks like more of a name."""
    return [hit for hit in find_exactly(index, folded, start) if hit.is_clean]


def find_below_former(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """A town of the successor; often the old name became its front (鏡村今井 -> 鏡今井, 春野町西分)."""
    hits = find_cleanly(index, folded, start)
    if hits:
        return hits
    body = _BODY.search(folded.key[:start])
    hit = match_below(index, folded, start, (body[1] + body[2], body[1])) if body else None
    return [hit] if hit else []


def find_commonly(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    """The middle of the towns that begin like the text."""
    hit = match_common_beginning(index, folded, start)
    return [hit] if hit is not None else []


def _with_fitting_chome(index: TownIndex, folded: FoldedText, start: int, hit: TownHit) -> list[TownHit]:
    """竹町1丁目 where 竹町 has no 丁目: a new one or, when 竹生町 has them, a lost letter; to be asked about."""
    similar = match_similar(index, folded, start)
    fitting = [one for one in similar if one.chome is not None and one.bonus > _LETTER_LOST]
    if not fitting:
        return [hit]
    return [replace(hit, is_chosen=True, bonus=max(one.bonus for one in fitting)), *fitting]


def _with_rivals(index: TownIndex, folded: FoldedText, start: int, hit: TownHit) -> list[TownHit]:
    """石神井2-18 may be 石神井町 without its 町, but also 石神井台 with a letter lost: both, to be asked about."""
    piece = folded.key[start : hit.shortened]
    names = [name for name in index.by_first[piece[0]] if name.startswith(piece) and len(name) == len(piece) + 1]
    others = (complete_town(index, name, folded, start, hit.shortened) for name in names if name not in index.aliases)
    rivals = [one for one in others if one.end == hit.end and one.point != hit.point]
    if not rivals:
        return [hit]
    return [replace(one, is_chosen=True, bonus=0.0) for one in (hit, *rivals[: _MOST - 1])]
