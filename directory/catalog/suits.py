"""For every listing and every wish whether it is met: yes, no or to be asked; a column of a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.catalog.growing import GrowingNumbers
from directory.catalog.patterns import find_patterns
from directory.catalog.tallies import count_chosen
from directory.catalog.wishes import AGE_BANDS, LISTED_WISHES, Wish
from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts, YesNo, fact
from directory.domain.fees import Fees
from directory.domain.listing import Listing
from directory.domain.suitability import (
    costs_at_most,
    either,
    is_for_everybody,
    is_free,
    is_free_for_children,
    opposite,
    suits_adults,
    suits_ages,
)

NOT, ASK, MET = 0, 1, 2
"""States of a wish; the same numbers as those of a day."""

FRESH_DAYS = 180

_REMEMBERED = 4_096
"""Answers that are kept while listings are gathered."""

States = NDArray[np.uint8]
Indexes = NDArray[np.int32]
Places = NDArray[np.intp]
_STATES: dict[YesNo, int] = {"no": NOT, "unknown": ASK, "yes": MET}

_FACTS: Mapping[Wish, str] = {
    Wish("indoor", "1"): "indoor",
    Wish("access", "wheelchair"): "wheelchair",
    Wish("access", "toilet"): "accessible_toilet",
    Wish("access", "nursing"): "nursing",
    Wish("access", "diaper"): "diaper",
    Wish("access", "stroller"): "stroller",
    Wish("access", "parking"): "parking",
    Wish("meal", "allergy"): "allergy",
    Wish("meal", "weaning"): "weaning",
    Wish("lang", "interpreter"): "interpreter",
    Wish("for", "referral"): "referral_needed",
    Wish("for", "residents"): "residents_only",
    Wish("lend", "1"): "lendable",
}
"""Wishes that one fact answers."""


class _Said(NamedTuple):
    """All that is said of whom a listing suits; many listings say the same."""

    eligibility: Eligibility
    fees: Fees
    facts: Facts


_JUDGES: Mapping[Wish, Callable[[_Said], YesNo]] = {
    **{
        Wish("age", code): partial(lambda said, low, high: suits_ages(said.eligibility, low, high), low=low, high=high)
        for code, (low, high) in AGE_BANDS.items()
    },
    Wish("age", "adult"): lambda said: suits_adults(said.eligibility),
    Wish("fee", "free"): lambda said: is_free(said.fees, said.facts),
    Wish("fee", "child_free"): lambda said: is_free_for_children(said.fees, said.facts),
    Wish("fee", "max300"): lambda said: costs_at_most(said.fees, said.facts, 300),
    Wish("nobook", "1"): lambda said: opposite(fact(said.facts, "booking_needed")),
    Wish("meal", "takeaway"): lambda said: either(fact(said.facts, code) for code in ("takeaway", "food_pantry")),
    Wish("for", "anyone"): lambda said: is_for_everybody(said.eligibility, said.facts),
}
"""Wishes that need more than one fact."""

_FRESH = Wish("fresh", "1")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Suits:
    """States of all wishes, two bits each, as the few combinations that occur; and what exact numbers are asked of.

    Attributes:
        patterns: the combinations. pattern_of: which of them each row has.
        ages: the distinct ages and stages. ages_of: which of them each row has.
        capacity: people each row holds; -1 = unknown.
    """

    patterns: NDArray[np.uint64]
    pattern_of: Places
    ages: tuple[Eligibility, ...]
    ages_of: Places
    capacity: Indexes

    def states_of(self, wish: Wish) -> States:
        """The state of a wish for every row."""
        if wish in LISTED_WISHES:
            found: States = self._listed(wish)[self.pattern_of]
            return found
        if wish.field == "capacity":
            fits = np.where(self.capacity >= int(wish.value), MET, NOT)
            return np.where(self.capacity < 0, ASK, fits).astype(np.uint8)
        months = int(wish.value)
        states = [_STATES[suits_ages(one, months, months)] for one in self.ages]
        return np.array(states or [NOT], np.uint8)[self.ages_of]

    def taken(self, rows: Indexes) -> Suits:
        """The states of some rows, in their order."""
        return replace(self, pattern_of=self.pattern_of[rows], ages_of=self.ages_of[rows], capacity=self.capacity[rows])

    def is_ever_met(self, wish: Wish) -> bool:
        """Whether any listing at all surely meets a wish; pages offer no others."""
        return bool((self._listed(wish) == MET).any())

    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        """All arrays, to be made read-only."""
        return self.patterns, self.pattern_of, self.ages_of, self.capacity

    def counts(self, chosen: NDArray[np.bool_] | Indexes | Places) -> tuple[tuple[int, int], ...]:
        """How many of the chosen rows (a mask, or their numbers) may meet each listed wish, and how many surely do."""
        rows = count_chosen(self.pattern_of, chosen, self.patterns.size)
        # few rows have few of the combinations
        used = np.flatnonzero(rows)
        states = (self.patterns[used, np.newaxis] >> _SHIFTS) & np.uint64(3)
        may, surely = rows[used] @ (states > NOT), rows[used] @ (states == MET)
        return tuple(zip(may.tolist(), surely.tolist(), strict=True))

    def _listed(self, wish: Wish) -> States:
        shift = _SHIFTS[LISTED_WISHES.index(wish)]
        states: States = ((self.patterns >> shift) & np.uint64(3)).astype(np.uint8)
        return states


class SuitGathering:
    """Collects the answers of listings in row order."""

    def __init__(self, *, today: date) -> None:
        """Begins with no listing; `today` is the day in Japan."""
        self._today = today
        self._bits, self._ages_of, self._capacity = GrowingNumbers("u8"), GrowingNumbers("i8"), GrowingNumbers("i4")
        self._ages: dict[Eligibility, int] = {}

    def add(self, listing: Listing) -> None:
        """The listing of the next row."""
        ages = _read_ages(listing.eligibility)
        fresh = MET << _FRESH_SHIFT if _is_fresh(listing, self._today) else 0
        self._bits.append(_pack(_said_by(listing)) | fresh)
        self._ages_of.append(self._ages.setdefault(ages, len(self._ages)))
        self._capacity.append(-1 if listing.capacity is None else listing.capacity)

    def settle(self) -> None:
        """Packs what has been gathered; more may still come."""
        for numbers in (self._bits, self._ages_of, self._capacity):
            numbers.settle()

    def column(self, known: Suits | None = None) -> Suits:
        """All rows; `known` is the column of the first of them."""
        before = (known.patterns, known.pattern_of) if known else None
        patterns, pattern_of = find_patterns(self._bits.values(), before)
        return Suits(
            patterns=patterns,
            pattern_of=pattern_of,
            ages=tuple(self._ages),
            ages_of=self._ages_of.values(),
            capacity=self._capacity.values(),
        )


def answer_wishes(listing: Listing, *, today: date) -> dict[Wish, YesNo]:
    """Whether a listing meets each of the wishes that pages offer."""
    facts = dict(listing.facts)
    found: dict[Wish, YesNo] = {wish: facts.get(code, "unknown") for wish, code in _FACTS.items()}
    said = _said_by(listing)
    found |= {wish: judge(said) for wish, judge in _JUDGES.items()}
    return found | {_FRESH: "yes" if _is_fresh(listing, today) else "no"}


def _said_by(listing: Listing) -> _Said:
    return _Said(listing.eligibility, listing.fees, listing.facts)


@lru_cache(maxsize=_REMEMBERED)
def _pack(said: _Said) -> int:
    """States of all wishes in order, two bits each; by place instead of by wish, because hashing wishes is slow."""
    facts = dict(said.facts)
    bits = 0
    for shift, code, judge in _ORDERED:
        answer: YesNo = judge(said) if judge else facts.get(code, "unknown")
        bits |= _STATES[answer] << shift
    return bits


@lru_cache(maxsize=_REMEMBERED)
def _read_ages(eligibility: Eligibility) -> Eligibility:
    """What is clear of it, without the words."""
    return replace(eligibility, raw="", leftover="")


def _is_fresh(listing: Listing, today: date) -> bool:
    return listing.assured_on is not None and today - listing.assured_on <= timedelta(days=FRESH_DAYS)


_SHIFTS = np.arange(0, 2 * len(LISTED_WISHES), 2, dtype=np.uint64)
_FRESH_SHIFT = 2 * LISTED_WISHES.index(_FRESH)
_ORDERED = tuple(
    (2 * place, _FACTS.get(wish, ""), _JUDGES.get(wish)) for place, wish in enumerate(LISTED_WISHES) if wish != _FRESH
)
