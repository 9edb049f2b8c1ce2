"""In which order matching rows are shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from directory.catalog.columns import FLAG_STALE, Degrees, Indexes
from directory.catalog.criteria import Sort
from directory.catalog.day_marks import CERTAIN, CLOSED, MAYBE, Marks
from directory.catalog.snapshot import Snapshot
from directory.domain.coordinate import EARTH_RADIUS_M, Coordinate

_ROUNDING_DEGREES = 1e-6
"""A tenth of a metre, by far more than what sums of degrees are wrong by."""

_WALKED_SHARE = 16
"""From this part of all rows on, one walk is quicker than sorting."""


def distances_m(snapshot: Snapshot, near: Coordinate) -> Degrees:
    """Great-circle distance of every row to a place in metres; NaN without a point."""
    return _distances_m(snapshot.latitude, snapshot.longitude, near)


def distances_within_m(snapshot: Snapshot, near: Coordinate, radius_m: float) -> Degrees:
    """The same within a radius; NaN also where a row surely lies farther, as its latitude tells at once."""
    most = np.degrees(radius_m / EARTH_RADIUS_M) + _ROUNDING_DEGREES
    rows = np.flatnonzero(np.abs(snapshot.latitude - near.latitude) <= most)
    distances = np.full(snapshot.latitude.size, np.nan)
    distances[rows] = _distances_m(snapshot.latitude[rows], snapshot.longitude[rows], near)
    return distances


def count_within(snapshot: Snapshot, near: Coordinate, radius_m: float) -> int:
    """How many rows have a point within a radius."""
    return int(np.count_nonzero(distances_within_m(snapshot, near, radius_m) <= radius_m))


def _distances_m(latitude: Degrees, longitude: Degrees, near: Coordinate) -> Degrees:
    phi = np.radians(latitude)
    origin = np.radians(near.latitude)
    half_phi, half_lambda = (phi - origin) / 2, np.radians(longitude - near.longitude) / 2
    chord = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(origin) * np.sin(half_lambda) ** 2
    distance: Degrees = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return distance


def order_rows(snapshot: Snapshot, rows: Indexes, *, sort: Sort, distances: Degrees | None, minute: int = 0) -> Indexes:
    """Rows in the order asked for; always the same for the same question.

    Args:
        snapshot: whose rows.
        rows: those to order.
        sort: near without a place falls back to recommended.
        distances: from the place asked for, of every row.
        minute: of today; what is over by then waits for its next day.
    """
    if sort == "any":
        return rows
    if distances is not None and sort in ("near", "recommended"):
        return _by_distance(snapshot, rows, distances, minute, is_first=sort == "near")
    if sort == "name":
        return _sorted_by(snapshot.columns.name_rank, rows)
    return _after_today(snapshot, _sorted_by(snapshot.recommended, rows), minute)


def usual_keys(snapshot: Snapshot, rows: Indexes, *, minute: int = 0) -> NDArray[np.int64]:
    """Of some rows what is lower the earlier they come in the usual order; all different."""
    keys = snapshot.recommended[rows].astype(np.int64)
    if not minute:
        return keys
    return keys + snapshot.days.next_days(minute=minute)[rows].astype(np.int64) * snapshot.count


def sure_first(rows: Indexes, sureness: Marks | None) -> NDArray[np.intp]:
    """Places of the rows, those that surely meet every condition before those to ask about, each in the given order."""
    if sureness is None:
        return np.arange(rows.size)
    of_rows = sureness[rows]
    return np.concatenate([np.flatnonzero(of_rows == state) for state in (CERTAIN, MAYBE, CLOSED)])


def _by_distance(snapshot: Snapshot, rows: Indexes, distances: Degrees, minute: int, *, is_first: bool) -> Indexes:
    """The nearest first, or the nearest of each day and freshness."""
    keys: list[NDArray[np.generic]] = [snapshot.recommended[rows], distances[rows]]
    if not is_first:
        next_days = snapshot.days.next_days(minute=minute) if minute else snapshot.next_days
        keys.extend((snapshot.flags[rows] & FLAG_STALE, next_days[rows]))
    return rows[np.lexsort(tuple(keys))]


def _after_today(snapshot: Snapshot, rows: Indexes, minute: int) -> Indexes:
    """Rows in the usual order, with those that are over for today moved to their next day."""
    if not minute or not snapshot.days.is_over(minute)[rows].any():
        return rows
    return rows[np.argsort(snapshot.days.next_days(minute=minute)[rows], kind="stable")]


def _sorted_by(places: Indexes, rows: Indexes) -> Indexes:
    """Rows by their places, which are all different: a part by sorting, most of them by walking through all places."""
    if rows.size < places.size // _WALKED_SHARE:
        return rows[np.argsort(places[rows])]
    at = np.full(places.size, -1, np.int32)
    at[places[rows]] = rows
    return at[at >= 0]
