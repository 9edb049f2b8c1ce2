"""Listings, one at a time and in row order -> the columns, days and names of a snapshot."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np

from directory.catalog.code_table import CodeTable
from directory.catalog.columns import (
    CATEGORY_CODES,
    FLAG_APPROXIMATE,
    FLAG_STALE,
    CodeColumn,
    Columns,
    Numbers,
    Patterns,
    category_bits,
    topic_bits,
)
from directory.catalog.coverage import Served
from directory.catalog.day_building import Schedules
from directory.catalog.days import DayTable
from directory.catalog.suits import SuitGathering
from directory.catalog.text_list import TextList
from directory.domain.category import root_of
from directory.domain.district import MUNICIPALITY_SCHEME, District, served_municipalities
from directory.domain.freshness import freshness_of
from directory.domain.listing import Listing
from directory.domain.seasons import Seasons
from directory.domain.sessions import Holidays
from directory.search.analysis import BLOCK
from directory.search.block_folding import fold_each

UNCONFIRMED_DAYS = 365
"""Days after which an unconfirmed listing leaves the default results (interface.md D3)."""

_SORTED_SHARE = 64
"""From this part of all names on, sorting them again is quicker than looking for the place of each new one."""


class Gathering:
    """Takes each listing once and keeps only what the columns need, so that no two are in memory together."""

    def __init__(self, *, today: date) -> None:
        """Begins with no listing; `today` is the day in Japan."""
        self._today = today
        self._latitude, self._longitude = array("d"), array("d")
        self._number, self._radius_m = array("q"), array("i")
        self._category, self._flags, self._is_default = array("B"), array("B"), array("B")
        self._bits = array("Q")
        self._spoken: list[str] = []
        self._sounds = TextList()
        self._by_sound = array("i")
        self._municipality = _Codes()
        self._districts: dict[str, _Codes] = {}
        self._first_refs: dict[str, District] = {}
        self._served = Served()
        self._topics = array("H")
        self._schedules = Schedules()
        self._suits = SuitGathering(today=today)
        self.codes = CodeTable()
        self._later: dict[str, str] = {}

    def add(self, listing: Listing) -> None:
        """The listing of the next row."""
        row = len(self._number)
        point = listing.coordinate
        self._latitude.append(point.latitude if point else np.nan)
        self._longitude.append(point.longitude if point else np.nan)
        self._number.append(listing.number)
        self._radius_m.append(listing.radius_m)
        self._category.append(CATEGORY_CODES.index(root_of(listing.categories[0])))
        self._bits.append(category_bits(listing.categories))
        self._flags.append(_flags(listing, self._today))
        self._is_default.append(_is_default(listing, self._today))
        self._spoken.append(listing.kana or listing.name)
        if len(self._spoken) == BLOCK:
            self._fold_spoken()
        self._municipality.put(row, listing.municipality)
        self._add_districts(row, listing)
        self._schedules.add(listing.schedule)
        self._suits.add(listing)
        self._topics.append(topic_bits(listing.advice.topics))
        self.codes.put(listing.code, row)
        if listing.series != listing.code:
            self._later[listing.code] = listing.series

    def forget(self, code: str) -> None:
        """Takes a listing away from `codes` and `series`; its row stays in the columns."""
        self.codes.forget(code)
        self._later.pop(code, None)

    def sort_names(self) -> None:
        """Puts the rows in the order of their names; few that were added find their places among the others."""
        self._fold_spoken()
        sounds, numbers = self._sounds, self._number

        def key(row: int) -> tuple[str, int]:
            return sounds[row], numbers[row]

        new = range(len(self._by_sound), len(numbers))
        if len(new) * _SORTED_SHARE < len(numbers):
            for row in new:
                insort(self._by_sound, row, key=key)
        else:
            self._by_sound = array("i", sorted([*self._by_sound, *new], key=key))

    def settle(self) -> None:
        """Puts the names in order and packs what has been gathered; more may still come."""
        self.sort_names()
        self._sounds.settle()
        self.codes.settle()

    def numbers(self) -> Numbers:
        """The number of the listing of each row."""
        return np.array(self._number, np.int64)

    def _fold_spoken(self) -> None:
        # folded: some lists give hiragana, others katakana, full or half as wide
        for sound in fold_each(self._spoken):
            self._sounds.append(sound)
        self._spoken = []

    def _add_districts(self, row: int, listing: Listing) -> None:
        codes: dict[str, str] = {}
        wholes = set(served_municipalities(listing.districts))
        for ref in listing.districts:
            if ref.code in wholes:
                self._served.add_municipality(row, ref.code, is_own=ref.code == listing.municipality)
                continue
            if codes.setdefault(ref.scheme, ref.code) != ref.code:
                self._served.add_district(row, ref.code)
            if ref.code not in self._first_refs:
                self._first_refs[ref.code] = District(
                    code=ref.code, scheme=ref.scheme, name=ref.name, municipality=listing.municipality
                )
        codes.setdefault(MUNICIPALITY_SCHEME, listing.municipality)
        for scheme, code in codes.items():
            self._districts.setdefault(scheme, _Codes()).put(row, code)

    def columns(self, districts: tuple[District, ...]) -> Columns:
        """All columns; `districts` of the operators' schemes have codes even when no listing lies in them."""
        count = len(self._number)
        latitude = np.array(self._latitude, np.float64)
        ranks = np.empty(count, np.int32)
        self.sort_names()
        ranks[self._by_sound] = np.arange(count, dtype=np.int32)
        schemes = {district.scheme for district in districts} | set(self._districts) | {MUNICIPALITY_SCHEME}
        return Columns(
            latitude=latitude,
            longitude=np.array(self._longitude, np.float64),
            number=self.numbers(),
            category=np.array(self._category, np.uint8),
            category_bits=np.array(self._bits, np.uint64),
            patterns=Patterns.of(np.array(self._bits, np.uint64)),
            flags=np.array(self._flags, np.uint8),
            radius_m=np.array(self._radius_m, np.int32),
            is_default=np.array(self._is_default, bool),
            is_placed=~np.isnan(latitude),
            municipality=self._municipality.column(count, ()),
            districts={
                scheme: self._districts.get(scheme, _Codes()).column(
                    count, (district.code for district in districts if district.scheme == scheme)
                )
                for scheme in sorted(schemes)
            },
            coverage=self._served.coverage(districts),
            topics=np.array(self._topics, np.uint16),
            name_rank=ranks,
            suits=self._suits.column(),
        ).frozen()

    def days(self, holidays: Holidays, seasons: Seasons, *, known: DayTable | None = None) -> DayTable:
        """The table of the days from today on; `known` is one of the same day over the first of the schedules."""
        return self._schedules.table(first=self._today, holidays=holidays, seasons=seasons, known=known)

    def districts(self, known: tuple[District, ...], names: Mapping[str, str]) -> dict[str, District]:
        """Operators' districts, those that only listings name, and every municipality with listings."""
        found = {
            code: District(code=code, scheme=MUNICIPALITY_SCHEME, name=name, municipality=code, approximate=False)
            for code, name in names.items()
        }
        named = {code: district for code, district in self._first_refs.items() if code not in found}
        return found | named | {district.code: district for district in known}

    def series(self) -> dict[str, tuple[int, ...]]:
        """Series code -> rows by number, of every series that holds a listing of another code than its own."""
        rows_of: dict[str, list[int]] = {}
        for code, series in self._later.items():
            rows_of.setdefault(series, []).append(self._row_of(code))
        for series, rows in rows_of.items():
            if series not in self._later and self.codes.get(series) is not None:
                rows.append(self._row_of(series))
        return {series: tuple(sorted(rows, key=self._number.__getitem__)) for series, rows in rows_of.items()}

    def _row_of(self, code: str) -> int:
        row = self.codes.get(code)
        if row is None:
            raise KeyError(code)
        return row


class _Codes:
    """Rows and their codes, put in any order; the last code of a row counts."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._rows, self._values = array("i"), array("i")

    def put(self, row: int, code: str) -> None:
        if code:
            self._rows.append(row)
            self._values.append(self._numbers.setdefault(code, len(self._numbers)))

    def column(self, count: int, more: Iterable[str]) -> CodeColumn:
        codes = tuple(sorted({*self._numbers, *more} - {""}))
        place = {code: number for number, code in enumerate(codes)}
        renumbered = np.array([place[code] for code in self._numbers] or [0], np.int32)
        indexes = np.full(count, -1, np.int32)
        indexes[np.array(self._rows, np.int32)] = renumbered[np.array(self._values, np.int32)]
        return CodeColumn(codes, indexes)


def _flags(listing: Listing, today: date) -> int:
    approximate = FLAG_APPROXIMATE if listing.precision == "approximate" else 0
    return approximate | (FLAG_STALE if freshness_of(listing.assured_on, today=today) == "stale" else 0)


def _is_default(listing: Listing, today: date) -> bool:
    if listing.status == "ended" or listing.is_silent:
        return False
    return listing.assured_on is None or today - listing.assured_on <= timedelta(days=UNCONFIRMED_DAYS)
