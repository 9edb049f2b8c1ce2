"""Which rows without a place serve districts beside the one in their column: pairs of rows and codes of districts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.domain.district import MUNICIPALITY_SCHEME, District

_Pairs = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Coverage:
    """Pairs of a row and an index into `codes`; no pair repeats what the columns of the row say already."""

    codes: tuple[str, ...]
    rows: _Pairs
    indexes: _Pairs

    def rows_with(self, wanted: Iterable[str]) -> _Pairs:
        """Rows that serve one of the codes."""
        places = [self.codes.index(code) for code in wanted if code in self.codes]
        return self.rows[np.isin(self.indexes, places)] if places else self.rows[:0]

    def counts(self, chosen: NDArray[np.integer], *, count: int) -> Mapping[str, int]:
        """How many of the chosen rows serve each code. `count`: of all rows."""
        if not self.codes:
            return {}
        is_chosen = np.zeros(count, bool)
        is_chosen[chosen] = True
        counted = np.bincount(self.indexes[is_chosen[self.rows]], minlength=len(self.codes))
        return dict(zip(self.codes, counted.tolist(), strict=True))

    def taken(self, rows: NDArray[np.int32]) -> Coverage:
        """The pairs of some rows, which have new numbers by their order."""
        if not self.rows.size:
            return self
        new = np.full(max(int(self.rows.max()), int(rows.max(initial=0))) + 1, -1, np.int32)
        new[rows] = np.arange(rows.size, dtype=np.int32)
        moved = new[self.rows]
        stays = moved >= 0
        return Coverage(self.codes, moved[stays], self.indexes[stays])

    def arrays(self) -> tuple[_Pairs, ...]:
        """All of its arrays."""
        return self.rows, self.indexes


class Served:
    """What listings without a place say that they serve, gathered row by row."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._districts: list[tuple[int, str]] = []
        self._municipalities: list[tuple[int, str]] = []

    def add_district(self, row: int, code: str) -> None:
        """A further district of a scheme that has another one in its column."""
        self._districts.append((row, code))

    def add_municipality(self, row: int, code: str, *, is_own: bool) -> None:
        """A municipality that is served as a whole. is_own: the columns of the row name it already."""
        self._municipalities.append((row, code))
        if not is_own:
            self._districts.append((row, code))

    def coverage(self, districts: Iterable[District]) -> Coverage:
        """The pairs; a whole municipality stands for all its districts of the operators' schemes."""
        below: dict[str, list[str]] = {}
        for district in districts:
            if district.scheme != MUNICIPALITY_SCHEME:
                below.setdefault(district.municipality, []).append(district.code)
        wholes = ((row, code) for row, whole in self._municipalities for code in below.get(whole, ()))
        pairs = sorted({*self._districts, *wholes})
        codes = tuple(sorted({code for _, code in pairs}))
        place = {code: number for number, code in enumerate(codes)}
        return Coverage(
            codes,
            np.array([row for row, _ in pairs], np.int32),
            np.array([place[code] for _, code in pairs], np.int32),
        )
