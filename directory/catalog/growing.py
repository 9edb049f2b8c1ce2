"""Columns that grow at their end; what is settled is one array that may be mapped and costs nothing to read back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class GrowingNumbers:
    """Numbers of one type, row by row."""

    def __init__(self, dtype: str) -> None:
        """Begins with none; `dtype` is what numpy calls their type, as "f8" or "i4"."""
        self._settled: NDArray[Any] = np.empty(0, dtype)
        self._later = _empty_like(self._settled)

    def __len__(self) -> int:
        """How many there are."""
        return self._settled.size + len(self._later)

    def __getitem__(self, row: int) -> Any:  # noqa: ANN401 - whatever numbers these are
        """The number of a row."""
        settled = self._settled.size
        return self._settled[row].item() if row < settled else self._later[row - settled]

    def append(self, number: float) -> None:
        """The number of the next row."""
        self._later.append(number)

    def settle(self) -> None:
        """Packs all numbers."""
        self._settled = self.values()
        self._later = _empty_like(self._settled)

    def values(self) -> NDArray[Any]:
        """All numbers, read-only; those that are settled are not copied unless more came later."""
        found = self._settled
        if self._later:
            found = np.concatenate((found, np.array(self._later, found.dtype)))
        found.flags.writeable = False
        return found


class GrowingCodes:
    """At most one code for each row, put in any order; the last code of a row counts."""

    def __init__(self) -> None:
        """Begins with none."""
        self._numbers: dict[str, int] = {}
        self._settled = np.empty(0, np.int32)
        self._rows, self._values = array("i"), array("i")

    def put(self, row: int, code: str) -> None:
        """The code of a row; "" = none."""
        if code:
            self._rows.append(row)
            self._values.append(self._numbers.setdefault(code, len(self._numbers)))

    def settle(self, count: int) -> None:
        """Packs the codes of the first `count` rows, which are all that there are."""
        codes, self._settled = self.column(count, ())
        self._numbers = {code: number for number, code in enumerate(codes)}
        self._rows, self._values = array("i"), array("i")

    def column(self, count: int, more: Iterable[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
        """All codes and those given, sorted, and which of them each of `count` rows has, -1 = none; read-only."""
        known = tuple(self._numbers)
        codes = tuple(sorted({*known, *more} - {""}))
        if codes == known and not self._rows and self._settled.size == count:
            return codes, self._settled
        indexes = np.full(count, -1, np.int32)
        indexes[: self._settled.size] = self._settled
        indexes[np.array(self._rows, np.int32)] = np.array(self._values, np.int32)
        if codes != known:
            place = {code: number for number, code in enumerate(codes)}
            # one place more, the last, stands for those without a code
            indexes = np.array([*(place[code] for code in known), -1], np.int32)[indexes]
        indexes.flags.writeable = False
        return codes, indexes


def _empty_like(numbers: NDArray[Any]) -> array[Any]:
    return array(numbers.dtype.char)
