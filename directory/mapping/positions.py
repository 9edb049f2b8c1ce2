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
Rows = npt.NDArray[np.intp]
Shares = npt.NDArray[np.float64]


BLOCK_ROWS = 512
"""So many neighbours along the curve are looked at as one, where only some of the map is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Columns in the order of the snapshot's rows.

    Attributes:
        latitude, longitude: whole numbers of 1e-5 degree (WGS84); 0 without a public point.
        x, y: share of the world's width from the west and of its height from the north, 0 to 1.
        left, right, top, bottom: least and greatest x and y of each BLOCK_ROWS rows.
    """

    latitude: Steps
    longitude: Steps
    x: Shares
    y: Shares
    left: Shares
    right: Shares
    top: Shares
    bottom: Shares

    @classmethod
    def of(cls, latitude: Steps, longitude: Steps) -> Positions:
        """The columns of points in whole numbers of 1e-5 degree."""
        x, y = share_of_longitude(longitude / DEGREE_STEPS), share_of_latitude(latitude / DEGREE_STEPS)
        starts = np.arange(0, latitude.size, BLOCK_ROWS)
        return cls(
            latitude=latitude,
            longitude=longitude,
            x=x,
            y=y,
            left=np.minimum.reduceat(x, starts),
            right=np.maximum.reduceat(x, starts),
            top=np.minimum.reduceat(y, starts),
            bottom=np.maximum.reduceat(y, starts),
        )

    def rows_in(self, is_wanted: npt.NDArray[np.bool_], rows: Rows) -> Rows:
        """Those of the ascending rows that lie in some of the blocks, still ascending."""
        edges = np.flatnonzero(np.diff(is_wanted, prepend=False, append=False)) * BLOCK_ROWS
        ends = np.searchsorted(rows, edges).reshape(-1, 2).tolist()
        parts = [rows[start:end] for start, end in ends if start < end]
        return parts[0] if len(parts) == 1 else np.concatenate([rows[:0], *parts])

    def outer_rows(self, rows: Rows) -> Rows:
        """A few of the ascending rows, among them the outermost on every side."""
        ends = np.searchsorted(rows, np.arange(0, self.x.size + BLOCK_ROWS, BLOCK_ROWS))
        is_held = ends[1:] > ends[:-1]
        if not is_held.any():
            return rows[:0]
        # every block that is held has a row before its right edge, so whatever begins behind all of these is not first
        is_outer = (
            (self.left <= self.right[is_held].min())
            | (self.right >= self.left[is_held].max())
            | (self.top <= self.bottom[is_held].min())
            | (self.bottom >= self.top[is_held].max())
        )
        return self.rows_in(is_held & is_outer, rows)


def compute_positions(snapshot: Snapshot) -> Positions:
    """The columns of a snapshot. Listings whose points agree to a metre get the same numbers."""
    latitude, longitude = (
        np.rint(np.nan_to_num(column) * DEGREE_STEPS).astype(np.int64)
        for column in (snapshot.latitude, snapshot.longitude)
    )
    return Positions.of(latitude, longitude)


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
