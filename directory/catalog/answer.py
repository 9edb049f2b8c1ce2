"""What the catalog answers: hits, counts per option, and how the words were understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from directory.domain.listing import Listing
from directory.domain.schedule import Session

UnderstoodKind = Literal[
    "category", "municipality", "district", "place", "when", "station", "postal_code", "text", "guess"
]

CONDITIONS: tuple[UnderstoodKind, ...] = ("municipality", "district", "place", "when", "station", "postal_code")
"""Kinds of parts that became a condition in place of their words."""


class Why(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why a hit matched: `field` name, kana, category, place, description, tag, organization; `how` the transformation.

    A struct, as a page has dozens of them. `how`: exact, reading, fuzzy, concept. `matched` is the word of the listing
    that did it.
    """

    field: str
    how: str
    matched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One part of the query that was taken as something.

    `words` stand in the query; `value` is a code and `label` its name; `radius_m` is set for places. A `guess` is a
    need that the words as a whole seem to mean. `not` takes it back by its code, and any of CONDITIONS by its kind.
    """

    words: str
    kind: UnderstoodKind
    value: str
    label: str
    radius_m: int | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One listing of an answer. `distance_m` from the place asked for; `next_session` from the moment asked for.

    `to_ask`: the conditions (when, age, fee …) of which nobody knows whether the listing meets them.
    """

    listing: Listing
    score: float = 0.0
    why: tuple[Why, ...] = ()
    distance_m: int | None = None
    next_session: Session | None = None
    to_ask: tuple[str, ...] = ()


class OptionCount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many listings an option would leave, all other filters kept; a struct, for an answer has hundreds of them."""

    code: str
    label: str
    count: int
    parent: str = ""


class WishCount(OptionCount, frozen=True, kw_only=True, gc=False):
    """The same of a wish. `sure`: how many of them surely meet it; of the others nobody knows."""

    sure: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """Counts for every option; `districts` holds all schemes (parent = municipality code).

    Attributes:
        wishes: code = value, parent = parameter (fee, access …).
    """

    categories: tuple[OptionCount, ...] = ()
    districts: tuple[OptionCount, ...] = ()
    municipalities: tuple[OptionCount, ...] = ()
    when: tuple[OptionCount, ...] = ()
    wishes: tuple[WishCount, ...] = ()
