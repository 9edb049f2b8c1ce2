"""The whole public directory at one revision: immutable columns, text index, days; swapped whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from directory.catalog.arranging import Arranging
from directory.catalog.base import Base, Surroundings, keep_base
from directory.catalog.changes import Changes
from directory.catalog.code_table import CodeTable
from directory.catalog.columns import (
    CATEGORY_CODES,
    Bools,
    Columns,
    Degrees,
    Indexes,
    Numbers,
)
from directory.catalog.coverage import Coverage
from directory.catalog.days import DayTable
from directory.catalog.recent_matches import RecentMatches
from directory.catalog.shelf import ListingShelf
from directory.domain.district import District
from directory.domain.listing import Listing
from directory.domain.seasons import USUAL_SEASONS, Seasons
from directory.domain.sessions import Holidays
from directory.search.index import SearchIndex
from directory.search.matches import Matches
from directory.search.places import names_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Snapshot:
    """One revision of the directory. Row = place in every column; safe for any number of readers.

    Attributes:
        day: the day (Asia/Tokyo) for which days and freshness were worked out.
        category_codes: the first-level codes that `category` points into.
        district_names: code -> District, also of districts that no listing lies in.
        municipality_words: folded name as people write it (whole, city or ward alone) -> codes.
        recommended: place of each row in the usual order.
        codes: place of each public code. row_of_place: the row of each place, where they are not the same.
        series: rows by number of the series that hold more than the listing they are named after.
    """

    revision: str
    day: date
    count: int
    columns: Columns
    days: DayTable
    index: SearchIndex
    shelf: ListingShelf
    districts: Mapping[str, District]
    municipality_names: Mapping[str, str]
    municipality_words: Mapping[str, tuple[str, ...]]
    recommended: Indexes
    next_days: NDArray[np.int16]
    codes: CodeTable
    row_of_place: Indexes | None
    series: Mapping[str, tuple[int, ...]]
    category_codes: tuple[str, ...] = CATEGORY_CODES
    _recent: RecentMatches = field(default_factory=RecentMatches)

    @property
    def latitude(self) -> Degrees:
        """Degrees, WGS84; NaN = no public point."""
        return self.columns.latitude

    @property
    def longitude(self) -> Degrees:
        """Degrees, WGS84; NaN = no public point."""
        return self.columns.longitude

    @property
    def number(self) -> Numbers:
        """Small stable number of each listing, as the map uses it."""
        return self.columns.number

    @property
    def category(self) -> NDArray[np.uint8]:
        """Index into `category_codes` of the main category's first level."""
        return self.columns.category

    @property
    def category_bits(self) -> NDArray[np.uint64]:
        """One bit for every category code, in the order of the tree (domain.category.CATEGORIES)."""
        return self.columns.category_bits

    @property
    def flags(self) -> NDArray[np.uint8]:
        """1 = approximate place, 2 = stale."""
        return self.columns.flags

    @property
    def radius_m(self) -> Indexes:
        """Uncertainty of the point in metres; 0 without one."""
        return self.columns.radius_m

    @property
    def municipality(self) -> Indexes:
        """Index into `municipality_codes`."""
        return self.columns.municipality.indexes

    @property
    def municipality_codes(self) -> tuple[str, ...]:
        """Codes of the municipalities that have listings, sorted."""
        return self.columns.municipality.codes

    @property
    def coverage(self) -> Coverage:
        """What rows without a place serve beside the districts of their columns."""
        return self.columns.coverage

    @property
    def is_default(self) -> Bools:
        """Rows of default results: not ended, not unconfirmed for over a year."""
        return self.columns.is_default

    @property
    def is_placed(self) -> Bools:
        """Rows with a public point."""
        return self.columns.is_placed

    @property
    def district_columns(self) -> Mapping[str, Indexes]:
        """Scheme -> index into `district_codes[scheme]`, -1 = none."""
        return {scheme: column.indexes for scheme, column in self.columns.districts.items()}

    @property
    def district_codes(self) -> Mapping[str, tuple[str, ...]]:
        """Scheme -> sorted codes of its districts."""
        return {scheme: column.codes for scheme, column in self.columns.districts.items()}

    def listing(self, row: int) -> Listing:
        """The listing of a row, decoded when first asked for."""
        return self.shelf.listing(row)

    def match(self, text: str, *, unmeant: tuple[str, ...] = ()) -> Matches:
        """Which default results a text matches; concepts `unmeant` are not guessed."""
        return self._recent.match((text, unmeant), self.index, self.is_default)

    def row_of(self, code: str) -> int | None:
        """Row of a public code, also of listings outside the default results; None when there is none."""
        place = self.codes.get(code)
        return place if place is None or self.row_of_place is None else int(self.row_of_place[place])

    def rows_of_series(self, code: str) -> tuple[int, ...]:
        """Rows of all listings of the resource whose series code this is, by number."""
        if code in self.series:
            return self.series[code]
        row = self.row_of(code)
        return (row,) if row is not None and self.listing(row).series == code else ()


def build_snapshot(
    listings: Iterable[bytes],
    *,
    revision: str,
    districts: tuple[District, ...],
    holidays: Holidays,
    today: date,
    municipality_names: Callable[[str], str],
    seasons: Seasons = USUAL_SEASONS,
    town_kana: Callable[[str], Mapping[str, str]] | None = None,
) -> Snapshot:
    """A snapshot of encoded listings, in the memory of this process.

    Args:
        listings: JSON of `Listing`, ordered by number.
        revision: of the published table.
        districts: of all operators' schemes.
        holidays: public holidays, for schedules.
        today: day in Japan.
        municipality_names: JIS code -> name; a listing's own name is used where it is empty.
        seasons: when the closings that name one are.
        town_kana: JIS code -> kana of its towns by name; without it only published kana teach readings.
    """
    surroundings = Surroundings(
        holidays=holidays, seasons=seasons, municipality_names=municipality_names, town_kana=town_kana
    )
    base = keep_base(listings, revision=revision, today=today, surroundings=surroundings)
    return assemble_snapshot(base, Changes(), revision=revision, districts=districts, surroundings=surroundings)


def assemble_snapshot(
    base: Base, changes: Changes, *, revision: str, districts: tuple[District, ...], surroundings: Surroundings
) -> Snapshot:
    """A base and what has changed since, as one snapshot; its rows do not tell which listing was in which."""
    arranging = Arranging(base=base, changes=changes, districts=districts, surroundings=surroundings)
    arranged, segments = arranging.arrange()
    return Snapshot(
        revision=revision,
        day=base.day,
        count=len(arranged.columns.number),
        columns=arranged.columns,
        days=arranged.days,
        index=SearchIndex.over(segments, arranged.row_of_place),
        shelf=ListingShelf(base.payloads, changes.added, arranged.places),
        districts=arranged.districts,
        municipality_names=arranged.names,
        municipality_words=_municipality_words(arranged.names),
        recommended=arranged.recommended,
        next_days=arranged.next_days,
        codes=arranged.codes,
        row_of_place=arranged.row_of_place,
        series=arranged.series,
    )


def _municipality_words(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = {}
    for code, name in names.items():
        for word in names_of(name):
            words.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in words.items()}
