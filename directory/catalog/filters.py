"""Each condition of a question as a mask over the rows of a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Literal

import numpy as np

from directory.catalog.columns import Bools, Degrees, Indexes, subtree_bits
from directory.catalog.criteria import BoundingBox, Criteria
from directory.catalog.days import CLOSED, States, days_of
from directory.catalog.order import distances_m
from directory.catalog.snapshot import Snapshot
from directory.search.index import Matches

Dimension = Literal["category", "district", "municipality", "when"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Filters:
    """Masks of one question; None where it does not ask.

    Attributes:
        base: default results that match the text. area: of near and bbox.
        distances: to the place asked for in metres, of every row. states: of the days asked for.
    """

    base: Bools
    matches: Matches | None
    area: Bools | None
    distances: Degrees | None
    states: States | None
    category: Bools | None
    district: Bools | None
    municipality: Bools | None
    when: Bools | None
    _known_rows: dict[Dimension | None, Indexes] = field(default_factory=dict)

    def rows(self, *, without: Dimension | None = None) -> Indexes:
        """Rows that meet all conditions but the one left out, ascending; worked out once."""
        left_out = without if without and getattr(self, without) is not None else None
        if left_out not in self._known_rows:
            self._known_rows[left_out] = np.flatnonzero(self.mask(without=left_out)).astype(np.int32)
        return self._known_rows[left_out]

    def mask(self, *, without: Dimension | None = None, with_area: bool = True) -> Bools:
        """Rows that meet all conditions but the one left out."""
        return reduce(np.logical_and, self._masks(without, with_area=with_area), self.base)

    def _masks(self, without: Dimension | None, *, with_area: bool) -> Iterator[Bools]:
        named = {
            "category": self.category,
            "district": self.district,
            "municipality": self.municipality,
            "when": self.when,
        }
        if with_area and self.area is not None:
            yield self.area
        yield from (mask for name, mask in named.items() if mask is not None and name != without)


def build_filters(snapshot: Snapshot, criteria: Criteria, *, today: date) -> Filters:
    """The masks of a question."""
    matches = snapshot.index.match(criteria.text, eligible=snapshot.is_default) if criteria.text.strip() else None
    distances = distances_m(snapshot, criteria.near) if criteria.near else None
    states = snapshot.days.states_on(days_of(criteria.when, today=today)) if criteria.when else None
    return Filters(
        base=snapshot.is_default & matches.is_hit if matches else snapshot.is_default,
        matches=matches,
        area=_area(snapshot, criteria, distances),
        distances=distances,
        states=states,
        category=category_mask(snapshot, criteria.categories) if criteria.categories else None,
        district=_district(snapshot, criteria.districts) if criteria.districts else None,
        municipality=(
            snapshot.columns.municipality.rows_with(criteria.municipalities) if criteria.municipalities else None
        ),
        when=states > CLOSED if states is not None else None,
    )


def category_mask(snapshot: Snapshot, codes: tuple[str, ...]) -> Bools:
    """Rows that are filed under one of the codes or below it."""
    return snapshot.columns.patterns.rows_with(subtree_bits(codes))


def _district(snapshot: Snapshot, codes: tuple[str, ...]) -> Bools:
    found = np.zeros(snapshot.count, bool)
    for column in snapshot.columns.districts.values():
        found |= column.rows_with(codes)
    return found


def _area(snapshot: Snapshot, criteria: Criteria, distances: Degrees | None) -> Bools | None:
    """Rows with a public point in the area; area_only listings have none, so they can not be trilaterated."""
    if criteria.bbox is None and distances is None:
        return None
    found = snapshot.is_placed.copy()
    if distances is not None:
        found &= np.nan_to_num(distances, nan=np.inf) <= criteria.radius_m
    return found & _inside(snapshot, criteria.bbox) if criteria.bbox else found


def _inside(snapshot: Snapshot, box: BoundingBox) -> Bools:
    latitude, longitude = snapshot.latitude, snapshot.longitude
    inside: Bools = (
        (latitude >= box.south) & (latitude <= box.north) & (longitude >= box.west) & (longitude <= box.east)
    )
    return inside
