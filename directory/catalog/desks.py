"""Advice desks for one topic, as they are of use from one place: who serves it, who answers now, who is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from directory.catalog.columns import Bools, Degrees, Indexes, topic_bits
from directory.catalog.filters import MET, NOT
from directory.catalog.order import distances_m
from directory.catalog.snapshot import Snapshot
from directory.domain.advice import ANYTHING, SENSITIVE_TOPICS
from directory.domain.coordinate import Coordinate
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.domain.listing import Listing
from directory.domain.schedule import Session

Reach = Literal["district", "municipality", "neighbour"]
"""district: it lies in or names the same district; neighbour: it lies in another municipality not far away."""

NEIGHBOUR_M = 20_000
"""So far away a desk of another municipality is still named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where help is wanted, from nothing but what is public. `point` is None for confidential places."""

    municipality: str
    districts: frozenset[str] = frozenset()
    point: Coordinate | None = None

    @classmethod
    def of(cls, listing: Listing) -> Origin:
        """Where a listing is."""
        own = (ref.code for ref in listing.districts if ref.scheme != MUNICIPALITY_SCHEME)
        return cls(municipality=listing.municipality, districts=frozenset(own), point=listing.coordinate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One desk.

    Attributes:
        listing: what is public of it.
        distance_m: straight line; None unless both have public points.
        next_session: that is not over.
        is_open: somebody answers now, for certain; also where the hours of last night go on.
    """

    listing: Listing
    reach: Reach
    distance_m: int | None
    next_session: Session | None
    is_open: bool


def find_desks(
    snapshot: Snapshot, topic: str, origin: Origin, *, today: date, minute: int, limit: int, neighbours: int
) -> tuple[Desk, ...]:
    """Desks of the municipality, whoever answers now first, then a few of others nearby.

    Desks that listen to anything stand in for those of a topic, never for a sensitive one: they may be the neighbours.

    Args:
        snapshot: the public directory.
        topic: a code of `domain.advice.TOPICS`.
        origin: where.
        today: day in Japan.
        minute: of that day; 0 = no time is known, so that nobody is said to be open.
        limit: most desks of the municipality.
        neighbours: most desks of others.
    """
    topics, wanted = snapshot.columns.topics, topic_bits((topic,))
    stand_in = 0 if topic in SENSITIVE_TOPICS else topic_bits((ANYTHING,))
    is_desk = snapshot.is_default & ((topics & np.uint16(wanted | stand_in)) != 0)
    is_home = _serves(snapshot, (origin.municipality,))
    distances = _distances(snapshot, origin)
    nearby = np.nan_to_num(distances, nan=np.inf) <= NEIGHBOUR_M
    is_special = (topics & np.uint16(wanted)) != 0
    order = _Order(snapshot, _serves(snapshot, tuple(origin.districts)), is_special, distances, today, minute)
    found = [
        *order.best(np.flatnonzero(is_desk & is_home), limit),
        *order.nearest(np.flatnonzero(is_desk & ~is_home & nearby & is_special), neighbours),
    ]
    return tuple(order.describe(row, origin, is_home=bool(is_home[row])) for row in found)


def _serves(snapshot: Snapshot, codes: tuple[str, ...]) -> Bools:
    """Rows that lie in one of the municipalities or districts, or serve it."""
    found = snapshot.columns.municipality.rows_with(codes)
    for column in snapshot.columns.districts.values():
        found |= column.rows_with(codes)
    found[snapshot.coverage.rows_with(codes)] = True
    return found


def _distances(snapshot: Snapshot, origin: Origin) -> Degrees:
    """From the point, else from the middle of what lies in the municipality."""
    if origin.point is not None:
        return distances_m(snapshot, origin.point)
    here = snapshot.columns.municipality.rows_with((origin.municipality,)) & snapshot.is_placed
    if not here.any():
        return np.full(snapshot.count, np.nan)
    latitude, longitude = float(snapshot.latitude[here].mean()), float(snapshot.longitude[here].mean())
    return distances_m(snapshot, Coordinate(latitude=latitude, longitude=longitude))


class _Order:
    """In which order desks are of use."""

    def __init__(
        self,
        snapshot: Snapshot,
        is_close: Bools,
        is_special: Bools,
        distances: Degrees,
        today: date,
        minute: int,
    ) -> None:
        self._snapshot, self._today, self._minute = snapshot, today, minute
        self._is_close, self._is_special, self._distances = is_close, is_special, distances
        states = snapshot.days.states_for("now", today=today, minute=minute) if minute else None
        self._waits = MET - states if states is not None else np.full(snapshot.count, MET - NOT, np.uint8)
        self._next_days = snapshot.days.next_days(minute=minute)

    def best(self, rows: NDArray[np.intp], limit: int) -> Indexes:
        """Who answers now, then who answers next; among these whoever is for the topic, and near."""
        keys = (
            self._snapshot.columns.name_rank[rows],
            self._distances[rows],
            ~self._is_close[rows],
            self._next_days[rows],
            ~self._is_special[rows],
            self._waits[rows],
        )
        return rows[np.lexsort(keys)][:limit].astype(np.int32)

    def nearest(self, rows: NDArray[np.intp], limit: int) -> Indexes:
        """The nearest of those who answer now, then of the others."""
        keys = (self._snapshot.columns.name_rank[rows], self._distances[rows], self._waits[rows])
        return rows[np.lexsort(keys)][:limit].astype(np.int32)

    def describe(self, row: int, origin: Origin, *, is_home: bool) -> Desk:
        """The desk of a row."""
        listing, distance = self._snapshot.listing(row), float(self._distances[row])
        is_close = not origin.districts.isdisjoint(ref.code for ref in listing.districts)
        return Desk(
            listing=listing,
            reach="neighbour" if not is_home else "district" if is_close else "municipality",
            distance_m=None if origin.point is None or np.isnan(distance) else round(distance),
            next_session=self._snapshot.days.next_session(row, today=self._today, minute=self._minute),
            is_open=bool(self._waits[row] == 0),
        )
