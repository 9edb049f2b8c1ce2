"""Mixes the first hits of a question with a misspelt town, so that each town that may be meant has its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from rapidfuzz.distance import OSA

from directory.search.analysis import Bools, Ints, Rows
from directory.search.meanings import Meaning, deal_out
from directory.search.places import AlikePlace
from directory.search.query import Query

LOOKED_AT = 1_000
"""So many first hits may come forward: names that share letters with a misspelt town stand before what is there."""

FURTHER_SHARE = 0.2
"""Of a town that is alike, beside 1 of the nearest ones: those have three of the first hits before it has one."""


class KnownRows(Protocol):
    """What is asked about hits."""

    def belong(self, rows: Rows, concepts: Sequence[int]) -> Bools:
        """Which rows belong to one of some concepts."""

    def names(self, rows: Rows) -> list[str]:
        """Their canonical names."""

    def readings(self, rows: Rows) -> list[str]:
        """The reading keys of their names."""

    def stand_at(self, rows: Rows, place: str) -> Bools:
        """Which rows stand at a place."""


def mix_places(order: Ints, rows: Rows, query: Query, *, known: KnownRows) -> Ints:
    """The hits, best first, with the first ones dealt out to the towns that a misspelt word may mean.

    Without mixing, twenty listings of one town hide all others: nobody knows whether 無田町 is 田無町 or 伊無田町.
    Only towns that have what is asked for come forward; where a name answers best, nothing is mixed.

    Args:
        order: places of the hits among `rows`, best first.
        rows: of all hits.
        query: the question; one without a misspelt town keeps its order.
        known: where the rows stand and what they are.
    """
    places = [place for part in query.parts for place in part.alike]
    if not places or order.size < 2:
        return order
    head = order[:LOOKED_AT]
    found = rows[head]
    is_asked = np.ones(found.size, bool)
    for part in query.parts:
        if part.kind == "concept" and not part.is_guess:
            is_asked &= known.belong(found, part.concepts)
    meanings = _each_meaning(places, found, is_asked, known)
    if not any(meaning.answers[0] for meaning in meanings) and (not meanings or _is_named_so(found[:1], query, known)):
        return order
    first = min((int(np.argmax(meaning.answers)) for meaning in meanings if meaning.share == 1.0), default=0)
    turned = np.concatenate(([first], np.delete(np.arange(head.size), first)))
    dealt = deal_out([replace(meaning, answers=meaning.answers[turned]) for meaning in meanings])
    return np.concatenate((head[turned[dealt]], order[LOOKED_AT:]))


def _each_meaning(places: Sequence[AlikePlace], rows: Rows, is_asked: Bools, known: KnownRows) -> list[Meaning]:
    """What answers the question at each place, the place of the best hit first."""
    found = []
    for place in places:
        answers = known.stand_at(rows, place.name) & is_asked
        if answers.any():
            found.append(Meaning(share=1.0 if place.is_nearest else FURTHER_SHARE, answers=answers))
    return sorted(found, key=lambda meaning: int(np.argmax(meaning.answers)))


def _is_named_so(rows: Rows, query: Query, known: KnownRows) -> bool:
    """Whether the name of a row is nearer to the free text than the towns that it may misspell.

    Where both are as near, a word of its own with kanji is rather a town; kana are as often a name (かがも, かるがも).
    """
    name, reading = known.names(rows)[0], known.readings(rows)[0]
    for part in query.parts:
        if not part.alike:
            continue
        most = part.alike[0].edits - (part.text in query.words and not part.sound)
        if least_edits(part.text, name) <= most or (part.sound and least_edits(part.sound, reading) <= most):
            return True
    return False


def least_edits(text: str, name: str) -> int:
    """Letters wrong, missing, too many or swapped in the stretch of a name that is most like a text."""
    sizes = (len(text) - 1, len(text), len(text) + 1)
    stretches = (name[at : at + size] for size in sizes for at in range(max(1, len(name) - size + 1)))
    return min(OSA.distance(text, stretch) for stretch in stretches)
