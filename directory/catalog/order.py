"""In which order matching rows are shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from directory.catalog.columns import FLAG_STALE, Degrees, Indexes
from directory.catalog.criteria import Sort
from directory.catalog.days import CERTAIN, CLOSED, MAYBE, States
from directory.catalog.snapshot import Snapshot
from directory.domain.coordinate import EARTH_RADIUS_M, Coordinate

_WALKED_SHARE = 16
"""From this part of all rows on, one walk is quicker than sorting."""


def distances_m(snapshot: Snapshot, near: Coordinate) -> Degrees:
    """Great-circle distance of every row to a place in metres; NaN without a point."""
    phi = np.radians(snapshot.latitude)
    origin = np.radians(near.latitude)
    half_phi, half_lambda = (phi - origin) / 2, np.radians(snapshot.longitude - near.longitude) / 2
    chord = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(origin) * np.sin(half_lambda) ** 2
    distance: Degrees = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
    return distance


def order_rows(
    snapshot: Snapshot, rows: Indexes, *, sort: Sort, distances: Degrees | None, states: States | None
) -> Indexes:
    """Rows in the order asked for; always the same for the same question.

    Args:
        snapshot: whose rows.
        rows: those to order.
        sort: near without a place falls back to recommended.
        distances: from the place asked for, of every row.
        states: of the days asked for, of every row; certain comes before maybe.
    """
    if distances is not None and sort in ("near", "recommended"):
        return _by_distance(snapshot, rows, distances, states, is_first=sort == "near")
    ordered = _sorted_by(snapshot.columns.name_rank if sort == "name" else snapshot.recommended, rows)
    return _certain_first(ordered, states) if states is not None and sort == "recommended" else ordered


def _by_distance(
    snapshot: Snapshot, rows: Indexes, distances: Degrees, states: States | None, *, is_first: bool
) -> Indexes:
    """The nearest first, or the nearest of each day and freshness."""
    keys: list[NDArray[np.generic]] = [snapshot.recommended[rows], distances[rows]]
    if not is_first:
        keys.extend((snapshot.flags[rows] & FLAG_STALE, snapshot.next_days[rows]))
        keys.extend(() if states is None else (-states[rows].astype(np.int8),))
    return rows[np.lexsort(tuple(keys))]


def _certain_first(rows: Indexes, states: States) -> Indexes:
    """Certain days before those to ask about, each in the given order."""
    of_rows = states[rows]
    return np.concatenate([rows[of_rows == state] for state in (CERTAIN, MAYBE, CLOSED)])


def _sorted_by(places: Indexes, rows: Indexes) -> Indexes:
    """Rows by their places, which are all different: a part by sorting, most of them by walking through all places."""
    if rows.size < places.size // _WALKED_SHARE:
        return rows[np.argsort(places[rows])]
    at = np.full(places.size, -1, np.int32)
    at[places[rows]] = rows
    return at[at >= 0]
