"""Public code -> row: of a base as two arrays that are read in no time, of what came later as a dictionary."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class CodeTable:
    """Codes and their rows; those that are settled cost no objects."""

    def __init__(self) -> None:
        """Begins with no code."""
        self._settled: NDArray[np.bytes_] = np.empty(0, "S1")
        self._rows = np.empty(0, np.int32)
        self._later: dict[str, int | None] = {}

    def put(self, code: str, row: int) -> None:
        """The row of a code from now on."""
        self._later[code] = row

    def forget(self, code: str) -> None:
        """Leaves a code without a row."""
        self._later[code] = None

    def get(self, code: str) -> int | None:
        """The row of a code; None when it has none."""
        return self._later[code] if code in self._later else self._find(code)

    def settle(self) -> None:
        """Packs all codes."""
        found = {code.decode(): row for code, row in zip(self._settled.tolist(), self._rows.tolist(), strict=True)}
        known = {code: row for code, row in (found | self._later).items() if row is not None}
        codes = np.array([code.encode() for code in known] or [b""], np.bytes_)[: len(known)]
        order = np.argsort(codes)
        self._settled = codes[order]
        self._rows = np.fromiter(known.values(), np.int32, len(known))[order]
        self._later = {}

    def _find(self, code: str) -> int | None:
        asked = code.encode(errors="replace")
        # A longer one would make numpy widen all the others first.
        if len(asked) > self._settled.itemsize or not self._settled.size:
            return None
        at = min(int(self._settled.searchsorted(asked)), self._settled.size - 1)
        return int(self._rows[at]) if self._settled[at] == asked else None
