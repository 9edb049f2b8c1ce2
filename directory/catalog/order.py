"""In which order matching rows are shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from directory.catalog.columns import FLAG_STALE, Degrees, Indexes
from directory.catalog.criteria import Sort
from directory.catalog.days import States
from directory.catalog.snapshot import Snapshot
from directory.domain.coordinate import EARTH_RADIUS_M, Coordinate


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
    keys: list[NDArray[np.generic]] = [snapshot.recommended[rows]]
    if sort == "name":
        keys.append(snapshot.columns.name_rank[rows])
    elif sort == "near" and distances is not None:
        keys.append(distances[rows])
    elif distances is not None and sort == "recommended":
        stale = snapshot.flags[rows] & FLAG_STALE
        keys.extend((distances[rows], stale, snapshot.next_days[rows]))
    else:
        keys.append(snapshot.next_days[rows])
    if states is not None and sort == "recommended":
        keys.append(-states[rows].astype(np.int8))
    return rows[np.lexsort(tuple(keys))]
