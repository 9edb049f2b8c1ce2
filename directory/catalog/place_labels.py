"""Canonical names of places -> how they are written, by a listing that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from directory.catalog.snapshot import Snapshot
from directory.domain.listing import Listing
from directory.search.places import names_of

PlaceKind = Literal["municipality", "district", "town"]

_LOOKED_AT = 5
"""Listings that are asked for the name; the first ones of a place nearly always have it."""

_CHOME = re.compile("[一二三四五六七八九十0-9０-９]+丁目?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLabel:
    """A place as people write it.

    Attributes:
        code: of the municipality or district; of a town that of its municipality.
        around: name of the municipality of a town or district.
    """

    kind: PlaceKind
    label: str
    code: str
    around: str = ""


def label_place(snapshot: Snapshot, canonical: str) -> PlaceLabel | None:
    """The place that a canonical name of the index stands for; None when no listing shows it."""
    index = snapshot.index
    matches = index.match(canonical, eligible=snapshot.is_default)
    for row in index.rank(matches, matches.rows, limit=_LOOKED_AT).rows.tolist():
        for place in _places_of(snapshot.listing(row), snapshot):
            names = {index.lexicon.unify(name) for name in names_of(place.label)}
            if canonical in names:
                return place
    return None


def _places_of(listing: Listing, snapshot: Snapshot) -> Iterator[PlaceLabel]:
    """The municipality first: 高知 is the city before it is a town of that name."""
    code = listing.municipality
    around = snapshot.municipality_names.get(code, listing.municipality_name)
    yield PlaceLabel(kind="municipality", label=around, code=code)
    for district in listing.districts:
        if district.code != code:
            yield PlaceLabel(kind="district", label=district.name, code=district.code, around=around)
    if listing.town:
        yield PlaceLabel(kind="town", label=_CHOME.sub("", listing.town), code=code, around=around)
