"""What a text matches, and the order in which matching rows are shown."""

from __future__ import annotations

from dataclasses import dataclass

from directory.search.analysis import Floats, Rows
from directory.search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Matches:
    """What a text matches, whatever else is asked for.

    Attributes:
        rows: the hits, ascending. scores: of each.
        compared: hits whose names were compared already, ascending. bonus: what that adds to the score of each.
    """

    query: Query
    rows: Rows
    scores: Floats
    compared: Rows
    bonus: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Ranking:
    """Rows, best first, and the score of each (comparable within one answer)."""

    rows: Rows
    scores: Floats
