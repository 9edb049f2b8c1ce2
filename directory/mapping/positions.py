"""Where every listing of a snapshot stands on the square of Web Mercator, worked out once per snapshot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from directory.catalog.snapshot import Snapshot
from directory.mapping.points import DEGREE_STEPS

LAST_LATITUDE = 85.0511
"""Web Mercator ends here (degrees, north and south)."""

Steps = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Columns in the order of the snapshot's rows.

    Attributes:
        latitude, longitude: whole numbers of 1e-5 degree (WGS84); 0 without a public point.
        x, y: share of the world's width from the west and of its height from the north, 0 to 1.
        by_latitude, by_longitude: rows with a public point from south to north and from west to east.
    """

    latitude: Steps
    longitude: Steps
    x: Shares
    y: Shares
    by_latitude: Rows
    by_longitude: Rows


def compute_positions(snapshot: Snapshot) -> Positions:
    """The columns of a snapshot. Listings whose points agree to a metre get the same numbers."""
    latitude, longitude = (
        np.rint(np.nan_to_num(column) * DEGREE_STEPS).astype(np.int64)
        for column in (snapshot.latitude, snapshot.longitude)
    )
    placed = np.flatnonzero(np.isfinite(snapshot.latitude)).astype(np.int32)
    return Positions(
        latitude=latitude,
        longitude=longitude,
        x=share_of_longitude(longitude / DEGREE_STEPS),
        y=share_of_latitude(latitude / DEGREE_STEPS),
        by_latitude=placed[np.argsort(latitude[placed], kind="stable")],
        by_longitude=placed[np.argsort(longitude[placed], kind="stable")],
    )


def share_of_longitude(degrees: Shares) -> Shares:
    """Share of the world's width from the west."""
    return degrees / 360 + 0.5


def share_of_latitude(degrees: Shares) -> Shares:
    """Share of the world's height from the north, as Web Mercator draws it."""
    radians = np.radians(np.clip(degrees, -LAST_LATITUDE, LAST_LATITUDE))
    share: Shares = 0.5 - np.arctanh(np.sin(radians)) / (2 * np.pi)
    return share


class KeptPositions:
    """The columns of the newest snapshot, kept until a question comes for another one."""

    def __init__(self) -> None:
        """Starts empty."""
        self._kept: tuple[Snapshot, Positions] | None = None

    def of(self, snapshot: Snapshot) -> Positions:
        """The columns, worked out at the first question only."""
        kept = self._kept
        if kept is None or kept[0] is not snapshot:
            # two threads may both work them out: the pair is swapped whole, and both are right
            kept = self._kept = (snapshot, compute_positions(snapshot))
        return kept[1]
