"""Each condition of a question as a mask over the rows of a snapshot, and how sure each row meets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from directory.catalog.columns import Bools, Degrees, Indexes, subtree_bits
from directory.catalog.criteria import BoundingBox, Criteria
from directory.catalog.order import distances_within_m
from directory.catalog.snapshot import Snapshot
from directory.catalog.wishes import WISH_FIELDS, needs_all
from directory.search.matches import Matches

States = NDArray[np.uint8]
NOT, ASK, MET = 0, 1, 2
"""How a row meets a condition; one to be asked about is an answer of its own and stands behind the sure ones."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Filters:
    """Masks of one question.

    Attributes:
        base: default results. matches: of the text, which default results are. area: of near and bbox.
        distances: to the place asked for in metres, of the rows of the area and of some around it; NaN of others.
        masks: rows that may meet each condition asked for: category, district, municipality, when, age, fee …
        states: how they meet it, for conditions that may be open: when and the wishes.
    """

    base: Bools
    matches: Matches | None
    area: Bools | None
    distances: Degrees | None
    masks: Mapping[str, Bools]
    states: Mapping[str, States]
    _known_rows: dict[str, Indexes] = field(default_factory=dict)

    def rows(self, *, without: str = "") -> Indexes:
        """Rows that meet all conditions but the one left out, ascending; worked out once."""
        left_out = without if without in self.masks else ""
        if left_out not in self._known_rows:
            self._known_rows[left_out] = self._rows_that_meet(left_out)
        return self._known_rows[left_out]

    def anywhere(self) -> Indexes:
        """Rows that meet all conditions, wherever they lie."""
        return self._rows_that_meet("", with_area=False)

    def _rows_that_meet(self, without: str, *, with_area: bool = True) -> Indexes:
        masks = [mask for name, mask in self.masks.items() if name != without]
        if with_area and self.area is not None:
            masks.append(self.area)
        if self.matches is None:
            return np.flatnonzero(reduce(np.logical_and, masks, self.base)).astype(np.int32)
        # Few rows match a text: only their places in the masks are looked at.
        return reduce(lambda rows, mask: rows[mask[rows]], masks, self.matches.rows)

    def sureness(self) -> States | None:
        """Of every row, how the condition that it meets least surely is met; None when none is open."""
        return reduce(np.minimum, self.states.values()) if self.states else None

    def open_conditions(self, row: int) -> tuple[str, ...]:
        """The conditions that have to be asked about for one row."""
        return tuple(name for name, states in self.states.items() if states[row] == ASK)


def build_filters(snapshot: Snapshot, criteria: Criteria, *, today: date, minute: int = 0) -> Filters:
    """The masks of a question asked at a minute of today."""
    matches = snapshot.match(criteria.text, unmeant=criteria.unmeant) if criteria.text.strip() else None
    distances = distances_within_m(snapshot, criteria.near, criteria.radius_m) if criteria.near else None
    states = _states(snapshot, criteria, today, minute)
    return Filters(
        base=snapshot.is_default,
        matches=matches,
        area=_area(snapshot, criteria, distances),
        distances=distances,
        masks=_named_masks(snapshot, criteria) | {name: found > NOT for name, found in states.items()},
        states=states,
    )


def category_mask(snapshot: Snapshot, codes: tuple[str, ...]) -> Bools:
    """Rows that are filed under one of the codes or below it."""
    return snapshot.columns.patterns.rows_with(subtree_bits(codes))


def _named_masks(snapshot: Snapshot, criteria: Criteria) -> dict[str, Bools]:
    found: dict[str, Bools] = {}
    if criteria.categories:
        found["category"] = category_mask(snapshot, criteria.categories)
    if criteria.districts:
        found["district"] = _district(snapshot, criteria.districts)
    if criteria.municipalities:
        found["municipality"] = snapshot.columns.municipality.rows_with(criteria.municipalities)
        found["municipality"][snapshot.coverage.rows_with(criteria.municipalities)] = True
    return found


def _states(snapshot: Snapshot, criteria: Criteria, today: date, minute: int) -> dict[str, States]:
    """States of when and of every parameter of wishes; of several values the best one counts, or the worst."""
    found: dict[str, States] = {}
    if criteria.when:
        found["when"] = snapshot.days.states_for(criteria.when, today=today, minute=minute)
    for name in WISH_FIELDS:
        each = [snapshot.columns.suits.states_of(wish) for wish in criteria.wishes if wish.field == name]
        if each:
            found[name] = reduce(np.minimum if needs_all(name) else np.maximum, each)
    return found


def _district(snapshot: Snapshot, codes: tuple[str, ...]) -> Bools:
    found = np.zeros(snapshot.count, bool)
    for column in snapshot.columns.districts.values():
        found |= column.rows_with(codes)
    found[snapshot.coverage.rows_with(codes)] = True
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
