"""The numpy columns of a snapshot, in row order, and the lists of codes they point into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from directory.catalog.coverage import Coverage
from directory.catalog.patterns import find_patterns
from directory.catalog.suits import Suits
from directory.catalog.tallies import count_chosen
from directory.domain.advice import TOPIC_CODES
from directory.domain.category import CATEGORIES, ROOTS

Bools = NDArray[np.bool_]
Indexes = NDArray[np.int32]
Numbers = NDArray[np.int64]
Places = NDArray[np.intp]
"""What every row looks up in a short table: numpy takes three times as long with numbers of any other size."""

Degrees = NDArray[np.float64]

FLAG_APPROXIMATE, FLAG_STALE = 1, 2
"""Bits of `flags`."""

CATEGORY_CODES = tuple(category.code for category in ROOTS)
_RUN_SHARE = 4
"""Shorter runs than this many rows are not worth looking for."""

_ALL_CODES = {code: bit for bit, code in enumerate(CATEGORIES)}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CodeColumn:
    """One column of indexes into a sorted list of codes; -1 = none."""

    codes: tuple[str, ...]
    indexes: Indexes

    def rows_with(self, wanted: Iterable[str]) -> Bools:
        """Which rows have one of the codes."""
        is_wanted = np.zeros(len(self.codes) + 1, bool)
        for code in wanted:
            if code in self.codes:
                is_wanted[self.codes.index(code)] = True
        found: Bools = is_wanted[self.indexes]
        return found

    def taken(self, rows: Indexes, *, also: Iterable[str] = ()) -> CodeColumn:
        """The column of some rows, in their order, with the codes that occur in them and those given."""
        indexes = self.indexes[rows]
        found = np.unique(indexes[indexes >= 0]).tolist()
        codes = tuple(sorted({*(self.codes[number] for number in found), *also}))
        place = {code: number for number, code in enumerate(codes)}
        renumbered = np.array([place.get(code, -1) for code in (*self.codes, "")], np.int32)
        return CodeColumn(codes, renumbered[indexes])

    def counts(self, chosen: Bools | Indexes | Places) -> Numbers:
        """How many of the chosen rows (a mask, or their numbers) have each code."""
        return count_runs(self.indexes[chosen], len(self.codes))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Patterns:
    """The few combinations of categories that occur, and which of them each row has.

    Attributes:
        are_under: 1 where a combination (column) is filed under a code of the tree (line) or below it.
    """

    masks: NDArray[np.uint64]
    pattern_of: Places
    are_under: NDArray[np.float64]

    @classmethod
    def of(cls, bits: NDArray[np.uint64], *, known: Patterns | None = None) -> Patterns:
        """Of a column of category bits; `known` are those of its first rows."""
        masks, pattern_of = find_patterns(bits, (known.masks, known.pattern_of) if known else None)
        are_under = ((masks & _subtrees()[:, np.newaxis]) != 0).astype(np.float64)
        return cls(masks, pattern_of, are_under)

    def taken(self, rows: Indexes) -> Patterns:
        """Of some rows, in their order; combinations that none of them has any more count nothing."""
        return replace(self, pattern_of=self.pattern_of[rows])

    def rows_with(self, bits: int) -> Bools:
        """Which rows have one of the categories."""
        found: Bools = ((self.masks & np.uint64(bits)) != 0)[self.pattern_of]
        return found

    def counts(self, chosen: Bools | Indexes | Places) -> dict[str, int]:
        """How many of the chosen rows are filed under each code or below it."""
        counted = count_chosen(self.pattern_of, chosen, self.masks.size)
        under = (self.are_under @ counted).astype(np.int64)
        return dict(zip(CATEGORIES, under.tolist(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Columns:
    """All columns of a snapshot, read-only, in row order (Hilbert order of the points, unplaced last)."""

    latitude: Degrees
    longitude: Degrees
    number: Numbers
    category: NDArray[np.uint8]
    category_bits: NDArray[np.uint64]
    patterns: Patterns
    flags: NDArray[np.uint8]
    radius_m: Indexes
    is_default: Bools
    is_placed: Bools
    municipality: CodeColumn
    districts: Mapping[str, CodeColumn]
    coverage: Coverage
    topics: NDArray[np.uint16]
    name_rank: Indexes
    suits: Suits

    def taken(self, rows: Indexes, *, districts: Mapping[str, Iterable[str]]) -> Columns:
        """The columns of some rows, in their order; `districts` have codes even when none of the rows lies in them."""
        plain = {
            name: array[rows]
            for name in Columns.__dataclass_fields__
            if isinstance(array := getattr(self, name), np.ndarray)
        }
        return replace(
            self,
            **plain | {"name_rank": _closed_up(plain["name_rank"], self.name_rank.size)},
            patterns=self.patterns.taken(rows),
            municipality=self.municipality.taken(rows),
            districts={
                scheme: column.taken(rows, also=districts.get(scheme, ())) for scheme, column in self.districts.items()
            },
            coverage=self.coverage.taken(rows),
            suits=self.suits.taken(rows),
        ).frozen()

    def frozen(self) -> Columns:
        """Itself, with every array read-only, so that no reader can change what others see."""
        arrays = [getattr(self, name) for name in Columns.__dataclass_fields__]
        coded = [self.municipality, *self.districts.values()]
        patterns = (self.patterns.masks, self.patterns.pattern_of, self.patterns.are_under)
        others = (*patterns, *self.coverage.arrays(), *self.suits.arrays())
        for array in (*arrays, *(column.indexes for column in coded), *others):
            if isinstance(array, np.ndarray):
                array.flags.writeable = False
        return self


def count_runs(indexes: Indexes, size: int) -> Numbers:
    """How often each number below `size` stands among the indexes; -1 is left out.

    Neighbours along the curve mostly lie in the same district: then runs are counted, in a fifth of the time.
    """
    # one place more in front takes those without a code
    starts = run_starts(indexes)
    if starts.size * _RUN_SHARE >= indexes.size:
        plain: Numbers = np.bincount(indexes + np.int32(1), minlength=size + 1)[1:]
        return plain
    lengths = run_lengths(starts, indexes.size)
    return np.bincount(indexes[starts] + 1, weights=lengths, minlength=size + 1)[1:].astype(np.int64)


def run_starts(values: NDArray[np.integer]) -> Places:
    """Where a value stands that its neighbour before does not have; the first always does."""
    is_start = np.ones(values.size, bool)
    np.not_equal(values[1:], values[:-1], out=is_start[1:])
    return np.flatnonzero(is_start)


def run_lengths(starts: Places, size: int) -> Places:
    """How many values there are from each start to the next; `size`: of all."""
    lengths = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = size - starts[-1:]
    return lengths


def category_bits(codes: Iterable[str]) -> int:
    """Bits of category codes, in the order of the tree; unknown codes have none."""
    return sum(1 << _ALL_CODES[code] for code in set(codes) if code in _ALL_CODES)


def topic_bits(codes: Iterable[str]) -> int:
    """Bits of topics of advice, in the order of their table; unknown codes have none."""
    return sum(1 << TOPIC_CODES.index(code) for code in set(codes) if code in TOPIC_CODES)


def subtree_bits(codes: Iterable[str]) -> int:
    """Bits of category codes and everything below them."""
    wanted = set(codes)
    return category_bits(code for code, category in CATEGORIES.items() if {code, category.parent} & wanted)


def _closed_up(ranks: Indexes, size: int) -> Indexes:
    """Ranks without gaps, in the same order; all are different and below `size`."""
    is_taken = np.zeros(size, bool)
    is_taken[ranks] = True
    closed: Indexes = (np.cumsum(is_taken, dtype=np.int32) - np.int32(1))[ranks]
    return closed


@cache
def _subtrees() -> NDArray[np.uint64]:
    """Bits of every code and what is below it, in the order of the tree."""
    return np.array([subtree_bits((code,)) for code in CATEGORIES], np.uint64)
