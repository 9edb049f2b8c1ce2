"""Grams of texts as numbers, and all grams of a block of texts at once in numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

FIELD_BREAK = "\x01"
"""Between the fields of one text: no gram reaches over it."""
_TEXT_BREAK = "\x00"

POINT_BITS = 21
"""Bits of a letter in a gram: three of them fill 63, so a gram means the same in every segment."""

BLOCK = 4096
_BLOCK_BITS = 12
_LETTER_BITS = 16
"""Texts read at a time and the bits of their numbers and letters: with three letters they fill 60."""

_REMEMBERED = 65_536
"""Counts whose idf is kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Block:
    """Grams of a block, ascending, how many texts each has, and those texts one gram after the other."""

    grams: Ints
    counts: Ints
    texts: Rows


def grams_of(text: str, sizes: Sequence[int]) -> tuple[int, ...]:
    """Distinct grams of a text in the order in which they stand, the short ones first."""
    points = [ord(letter) for letter in text]
    grams, found = points, list(points) if 1 in sizes else []
    for size in range(2, max(sizes, default=0) + 1):
        grams = [gram << POINT_BITS | point for gram, point in zip(grams, points[size - 1 :], strict=False)]
        if size in sizes:
            found += grams
    return tuple(dict.fromkeys(found))


def is_single(gram: int) -> bool:
    """Whether a gram has one letter only."""
    return gram < 1 << POINT_BITS


def read_block(texts: Sequence[str], sizes: Sequence[int]) -> Block:
    """Grams of at most BLOCK texts; their numbers begin at 0."""
    codes = np.frombuffer(_TEXT_BREAK.join(texts).encode("utf-32-le", "replace"), np.uint32)
    letters = np.unique(np.append(codes[codes > ord(FIELD_BREAK)], np.uint32(0)))[: (1 << _LETTER_BITS) - 1]
    numbered = np.minimum(np.searchsorted(letters, codes), letters.size - 1).astype(np.int64)
    numbered[codes <= ord(FIELD_BREAK)] = 0
    documents = np.cumsum(codes == 0, dtype=np.int64)
    pairs = np.concatenate([_pairs(numbered, documents, size) for size in sizes])
    pairs.sort()
    if pairs.size:
        pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
    local = pairs >> _BLOCK_BITS
    starts = np.flatnonzero(np.concatenate(([True], local[1:] != local[:-1]))) if local.size else local
    return Block(
        grams=_with_points(local[starts], letters.astype(np.int64)),
        counts=np.diff(np.append(starts, local.size)),
        texts=(pairs & ((1 << _BLOCK_BITS) - 1)).astype(np.int32),
    )


@lru_cache(maxsize=_REMEMBERED)
def idf(count: int, total: int) -> float:
    """How telling a thing is that `count` of `total` listings have; never below 0.1."""
    return max(0.1, math.log((total + 1) / (count + 0.5)))


def _pairs(letters: Ints, documents: Ints, size: int) -> Ints:
    """(gram, text) of every gram of one size as one number each; none across a break."""
    length = letters.size - size + 1
    if length <= 0:
        return np.empty(0, np.int64)
    keys = np.zeros(length, np.int64)
    is_whole = np.ones(length, bool)
    for column in range(size):
        part = letters[column : column + length]
        keys = (keys << _LETTER_BITS) | part
        is_whole &= part > 0
    return (keys[is_whole] << _BLOCK_BITS) | documents[:length][is_whole]


def _with_points(local: Ints, letters: Ints) -> Ints:
    """Grams of numbered letters as grams of code points; their order stays."""
    grams = np.zeros(local.size, np.int64)
    for shift in (2, 1, 0):
        number = (local >> (shift * _LETTER_BITS)) & ((1 << _LETTER_BITS) - 1)
        grams = (grams << POINT_BITS) | letters[number]
    return grams
