"""Which texts hold some words, found while the grams of the texts are at hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from directory.search.analysis import Block, Rows, grams_of

_LONGEST_GRAM = 2
"""A word of so many letters is one gram, which proves itself; of longer ones all grams must be there."""


class WordRows:
    """Takes blocks of texts in order and keeps the documents of every word."""

    def __init__(self, words: Sequence[str]) -> None:
        """Takes the words, none of them empty; blocks must hold grams of one and two letters when there are any."""
        self._words = tuple(words)
        grams = [grams_of(word, (min(_LONGEST_GRAM, len(word)),)) for word in self._words]
        self._grams = np.array([gram for each in grams for gram in each], np.int64)
        self._starts = np.cumsum([0, *map(len, grams)])
        self._found: list[list[Rows]] = [[] for _ in self._words]

    def take(self, block: Block, texts: Sequence[str], *, first: int) -> None:
        """The next texts, whose documents are numbered from `first`."""
        if not self._words or not block.grams.size:
            return
        places = np.minimum(block.grams.searchsorted(self._grams), block.grams.size - 1)
        is_there = np.logical_and.reduceat(block.grams[places] == self._grams, self._starts[:-1])
        ends = np.cumsum(block.counts)
        for number in np.flatnonzero(is_there).tolist():
            own = places[self._starts[number] : self._starts[number + 1]]
            rarest = int(own[np.argmin(block.counts[own])])
            given = block.texts[int(ends[rarest] - block.counts[rarest]) : int(ends[rarest])]
            word = self._words[number]
            held = given if len(word) <= _LONGEST_GRAM else _holding(word, given, texts)
            if held.size:
                self._found[number].append(held.astype(np.int32) + np.int32(first))

    def found(self) -> dict[str, Rows]:
        """Word -> its documents, ascending."""
        nothing = np.empty(0, np.int32)
        rows = (np.concatenate(parts) if parts else nothing for parts in self._found)
        return dict(zip(self._words, rows, strict=True))


def _holding(word: str, given: Rows, texts: Sequence[str]) -> Rows:
    return np.array([row for row in given.tolist() if word in texts[row]], np.int32)
