"""The municipality that nearly all rows of a file share, for the few that do not say theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from directory.formats.row_cells import RowCells
from directory.formats.row_identity import find_municipality
from directory.formats.source_file import ReadOptions

FEWEST_ROWS = 3
"""Two rows that agree do not speak for a third."""

SHARE = 0.9
"""A list of one town may name a neighbour now and then; a list of a prefecture never reaches this."""

SAMPLE = 500
"""Rows looked at."""


@dataclass(kw_only=True)
class SharedMunicipality:
    """Looked for only when a row asks, in a pass of its own."""

    rows: Callable[[], Iterable[RowCells]]
    options: ReadOptions

    @cached_property
    def jis(self) -> str:
        """5-digit code (of a designated city whose wards differ the city's); empty when the rows do not agree."""
        counts = Counter(jis for row in self._sample() if (jis := find_municipality(row, self.options, [])))
        cities = Counter(dict.fromkeys(map(self.options.city_of, counts), 0))
        for jis, count in counts.items():
            cities[self.options.city_of(jis)] += count
        total = sum(counts.values())
        for shares in (counts, cities):
            jis, count = next(iter(shares.most_common(1)), ("", 0))
            if total >= FEWEST_ROWS and count >= SHARE * total:
                return jis
        return ""

    def _sample(self) -> Iterable[RowCells]:
        for number, row in enumerate(self.rows()):
            if number >= SAMPLE:
                return
            if not row.is_blank:
                yield row
