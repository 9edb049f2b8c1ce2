"""Mixes the first hits of a question with a misspelt town, so that each town that may be meant has its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from directory.search.analysis import Bools, Ints, Rows
from directory.search.meanings import LOOKED_AT, Meaning, deal_out
from directory.search.places import AlikePlace
from directory.search.query import Query

FURTHER_SHARE = 0.2
"""Of a town that is alike, beside 1 of the nearest ones: those have three of the first hits before it has one."""


class KnownRows(Protocol):
    """What is asked about hits."""

    def belong(self, rows: Rows, concepts: Sequence[int]) -> Bools:
        """Which rows belong to one of some concepts."""

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
    if len(places) < 2 or order.size < 2:
        return order
    head = order[:LOOKED_AT]
    found = rows[head]
    is_asked = np.ones(found.size, bool)
    for part in query.parts:
        if part.kind == "concept" and not part.is_guess:
            is_asked &= known.belong(found, part.concepts)
    meanings = _each_meaning(places, found, is_asked, known)
    if not any(meaning.answers[0] for meaning in meanings):
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
