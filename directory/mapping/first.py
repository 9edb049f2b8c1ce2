"""What the page itself tells the map: counts of the first answer, symbols of categories and the map's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from directory.catalog.find import Found
from directory.mapping.districts import DECIMALS
from directory.mapping.points import count_districts
from directory.mapping.symbols import SYMBOLS, Symbol
from directory.wording.words import Words

Mode = Literal["client", "server"]

POINT_LIMIT = 20_000
"""Most points that a browser is sent. Source: design of the map, two modes."""

WORD_IDS: tuple[str, ...] = (
    "and",
    "approximate",
    "approximate_outline",
    "close",
    "cluster",
    "count",
    "details",
    "district",
    "district_only",
    "districts",
    "empty",
    "failed",
    "more",
    "next",
    "no_district",
    "no_tiles",
    "phone",
    "pin",
    "place",
    "same",
    "shown",
    "shown_unplaced",
    "two_fingers",
)
"""Sentences of the map's script: message ids map.<id>, with {name}, {count} … left for the browser to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMap:
    """The JSON of the page's `map-first` element; the template escapes it.

    Attributes:
        by_district: counts in the order of `districts` of the points file, unplaced listings included.
        elsewhere: placed listings that lie in no district of the scheme.
        bounds: west, south, east and north of all placed listings in degrees (WGS84), null without any.
        mode: client = the browser holds all points; server = it asks for each view.
        words: sentences with {name}, {count} … left for the browser to fill in.
    """

    rev: str
    mode: Mode
    scheme: str
    total: int
    placed: int
    unplaced: int
    by_district: tuple[int, ...]
    elsewhere: int
    bounds: tuple[float, float, float, float] | None
    categories: tuple[Symbol, ...]
    words: dict[str, str]


def choose_mode(points: int, limit: int = POINT_LIMIT) -> Mode:
    """Who filters: the browser, unless the directory has more points than the limit."""
    return "server" if points > limit else "client"


def describe_first(found: Found, scheme: str, *, revision: str, words: Words, mode: Mode = "client") -> FirstMap:
    """What the page tells the map before it asks anything."""
    by_district, elsewhere = count_districts(found.snapshot, scheme, found.rows)
    return FirstMap(
        rev=revision,
        mode=mode,
        scheme=scheme,
        total=found.total,
        placed=found.placed,
        unplaced=found.unplaced,
        by_district=by_district,
        elsewhere=elsewhere,
        bounds=_bounds(found),
        categories=tuple(replace(each, label=words.say(f"category.{each.code}")) for each in SYMBOLS),
        words={word: words.say(f"map.{word}") for word in WORD_IDS},
    )


def _bounds(found: Found) -> tuple[float, float, float, float] | None:
    snapshot = found.snapshot
    placed = found.rows[snapshot.is_placed[found.rows]]
    if not placed.size:
        return None
    longitude, latitude = snapshot.longitude[placed], snapshot.latitude[placed]
    ends = (longitude.min(), latitude.min(), longitude.max(), latitude.max())
    west, south, east, north = (round(float(each), DECIMALS) for each in ends)
    return west, south, east, north
