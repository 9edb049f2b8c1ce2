"""Places far apart from each other -> groups, so that a picture can show each group large enough."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

CELL_DEGREES = 0.3
"""Places in the same or in neighbouring cells of this size (about 30 km) belong together."""

MOST_GROUPS = 6
"""More groups than this are a whole country, which one picture shows better."""

Degrees = npt.NDArray[np.float64]
Cell = tuple[int, int]


def group_places(latitude: Degrees, longitude: Degrees, *, cell_degrees: float = CELL_DEGREES) -> npt.NDArray[np.int64]:
    """Number of the group of each place (degrees, WGS84), the largest group first; all 0 when there are too many."""
    rows = np.floor(latitude / cell_degrees).astype(int).tolist()
    columns = np.floor(longitude / cell_degrees).astype(int).tolist()
    cells: list[Cell] = list(zip(rows, columns, strict=True))
    group_of = _connect(set(cells))
    sizes = Counter(group_of[cell] for cell in cells)
    rank = {group: place for place, (group, _) in enumerate(sizes.most_common())}
    if len(rank) > MOST_GROUPS:
        return np.zeros(len(cells), dtype=np.int64)
    return np.array([rank[group_of[cell]] for cell in cells], dtype=np.int64)


def _connect(cells: set[Cell]) -> dict[Cell, Cell]:
    """Each cell with the southernmost cell of its group."""
    found: dict[Cell, Cell] = {}
    for start in sorted(cells):
        waiting = [] if start in found else [start]
        while waiting:
            cell = waiting.pop()
            found[cell] = start
            waiting.extend(near for near in _neighbours(cell) if near in cells and near not in found)
    return found


def _neighbours(cell: Cell) -> list[Cell]:
    row, column = cell
    return [(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
