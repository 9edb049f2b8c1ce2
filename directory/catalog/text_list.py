"""A growing list of texts, of which those that are settled are one block of bytes and cost no objects."""

from __future__ import annotations

import numpy as np


class TextList:
    """Texts by number."""

    def __init__(self) -> None:
        """Begins with none."""
        self._settled = np.empty(0, np.uint8)
        self._ends = np.zeros(1, np.int64)
        self._later: list[str] = []

    def append(self, text: str) -> None:
        """The next text."""
        self._later.append(text)

    def settle(self) -> None:
        """Packs all texts."""
        later = [text.encode("utf-8", "replace") for text in self._later]
        ends = np.cumsum([len(text) for text in later], dtype=np.int64) + self._ends[-1]
        self._settled = np.concatenate((self._settled, np.frombuffer(b"".join(later), np.uint8)))
        self._ends = np.concatenate((self._ends, ends))
        self._later = []

    def __getitem__(self, number: int) -> str:
        """The text of a number."""
        settled = self._ends.size - 1
        if number >= settled:
            return self._later[number - settled]
        return self._settled[self._ends[number] : self._ends[number + 1]].tobytes().decode()
