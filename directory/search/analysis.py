"""Texts -> posting lists of their n-grams, all at once in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

FIELD_BREAK = "\x01"
"""Between the fields of one text: no gram reaches over it."""
_TEXT_BREAK = "\x00"
_DOCUMENT_BITS = 22
_LETTER_BITS = 13
"""4,194,304 texts, 8,192 different letters and grams of three letters fill 61 bits."""


_BLOCK = 4096
"""Texts read at a time: what is needed in between grows with them, a hundred times as much as what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class _Block:
    """Grams of a block, ascending, how many rows each has, and those rows one gram after the other."""

    grams: Ints
    counts: Ints
    rows: Rows


class Postings:
    """Gram -> rows of the texts that hold it, sorted; immutable, so safe for any number of readers."""

    def __init__(self, texts: Sequence[str], *, sizes: tuple[int, ...]) -> None:
        """Indexes grams of the given sizes (1 … 3 letters) of every text."""
        self.sizes = sizes
        self.count = len(texts)
        blocks = [texts[start : start + _BLOCK] for start in range(0, len(texts), _BLOCK)]
        self._letters = _letters_of(blocks)
        if self._letters.size >= 1 << _LETTER_BITS:
            raise OverflowError("more different letters than the index can number")
        parts = [self._read_block(block, number * _BLOCK) for number, block in enumerate(blocks)]
        self._grams, self._starts, self._rows = _joined(parts)

    def _read_block(self, texts: Sequence[str], first: int) -> _Block:
        """Grams of some texts that follow each other; the first one is row `first`."""
        codes = _codes(_TEXT_BREAK.join(texts))
        letters = np.searchsorted(self._letters, codes).astype(np.int64) + 1
        letters[codes <= ord(FIELD_BREAK)] = 0
        documents = np.cumsum(codes == 0, dtype=np.int64) + first
        pairs = np.concatenate([_pairs(letters, documents, size) for size in self.sizes])
        pairs.sort()
        if pairs.size:
            pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
        grams = pairs >> _DOCUMENT_BITS
        starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1]))) if grams.size else grams
        return _Block(
            grams=grams[starts],
            counts=np.diff(np.append(starts, grams.size)),
            rows=(pairs & ((1 << _DOCUMENT_BITS) - 1)).astype(np.int32),
        )

    def grams_of(self, text: str) -> Ints:
        """Distinct grams of a text as numbers; -1 stands for each gram with a letter that no text has."""
        letters = self._numbered(text)
        found = [_keys(letters, size) for size in self.sizes if len(letters) >= size]
        grams = np.concatenate(found) if found else np.empty(0, np.int64)
        known = np.unique(grams[grams >= 0])
        return np.concatenate((known, grams[grams < 0]))

    def is_single(self, gram: int) -> bool:
        """Whether a gram has one letter only."""
        return 0 <= gram < 1 << _LETTER_BITS

    def rows_of(self, gram: int) -> Rows:
        """Rows of the texts with this gram, ascending."""
        at = int(np.searchsorted(self._grams, gram))
        if at == self._grams.size or self._grams[at] != gram:
            return self._rows[:0]
        return self._rows[self._starts[at] : self._starts[at + 1]]

    def rows_with(self, text: str) -> Rows:
        """Rows that hold every gram of `text` of the largest size that fits; a superset of those that contain it."""
        letters = self._numbered(text)
        size = max((size for size in self.sizes if size <= len(letters)), default=0)
        if not size:
            return self._rows[:0]
        lists = sorted((self.rows_of(int(gram)) for gram in np.unique(_keys(letters, size))), key=len)
        rows = lists[0]
        for other in lists[1:]:
            rows = rows[np.isin(rows, other, assume_unique=True)]
        return rows

    def _numbered(self, text: str) -> Ints:
        codes = _codes(text)
        at = np.minimum(np.searchsorted(self._letters, codes), max(self._letters.size - 1, 0))
        is_known = self._letters[at] == codes if self._letters.size else np.zeros(codes.size, bool)
        return np.where(is_known, at + 1, -1).astype(np.int64)


def _letters_of(blocks: Sequence[Sequence[str]]) -> NDArray[np.uint32]:
    """Code points of all letters, ascending; breaks only where there are several texts."""
    letters = set(_TEXT_BREAK if len(blocks) > 1 else "")
    for block in blocks:
        letters.update(_TEXT_BREAK.join(block))
    return np.unique(_codes("".join(letters)))


def _joined(blocks: Sequence[_Block]) -> tuple[Ints, Ints, Rows]:
    """Grams of all blocks, where the rows of each begin (and the last ends), and the rows."""
    given = np.concatenate([block.grams for block in blocks]) if blocks else np.empty(0, np.int64)
    grams = np.unique(given)
    places = [np.searchsorted(grams, block.grams) for block in blocks]
    counts = np.zeros(grams.size, np.int64)
    for block, place in zip(blocks, places, strict=True):
        counts[place] += block.counts
    starts = np.concatenate(([0], np.cumsum(counts)))
    rows = np.empty(int(starts[-1]), np.int32)
    cursor = starts[:-1].copy()
    for block, place in zip(blocks, places, strict=True):
        before = np.cumsum(block.counts) - block.counts
        rows[np.repeat(cursor[place] - before, block.counts) + np.arange(block.rows.size)] = block.rows
        cursor[place] += block.counts
    return grams, starts, rows


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)


def _keys(letters: Ints, size: int) -> Ints:
    """Grams of numbered letters; -1 where a letter is unknown."""
    windows = np.lib.stride_tricks.sliding_window_view(letters, size)
    keys = np.zeros(len(windows), np.int64)
    for column in range(size):
        keys = (keys << _LETTER_BITS) | np.maximum(windows[:, column], 0)
    return np.where((windows > 0).all(axis=1), keys, -1)


def _pairs(letters: Ints, documents: Ints, size: int) -> Ints:
    """(gram, row) of every gram of one size as one number each; none across a break."""
    length = letters.size - size + 1
    if length <= 0:
        return np.empty(0, np.int64)
    keys = np.zeros(length, np.int64)
    is_whole = np.ones(length, bool)
    for column in range(size):
        part = letters[column : column + length]
        keys = (keys << _LETTER_BITS) | part
        is_whole &= part > 0
    return (keys[is_whole] << _DOCUMENT_BITS) | documents[:length][is_whole]


def idf(count: int, total: int) -> float:
    """How telling a thing is that `count` of `total` listings have; never below 0.1."""
    return max(0.1, float(np.log((total + 1) / (count + 0.5))))
