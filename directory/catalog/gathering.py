"""Listings, one at a time and in row order -> the columns, days and names of a snapshot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from directory.catalog.code_table import CodeTable
from directory.catalog.columns import (
    CATEGORY_CODES,
    FLAG_APPROXIMATE,
    FLAG_STALE,
    CodeColumn,
    Columns,
    Indexes,
    Numbers,
    Patterns,
    category_bits,
    topic_bits,
)
from directory.catalog.coverage import Served
from directory.catalog.day_building import Schedules
from directory.catalog.days import DayTable
from directory.catalog.growing import GrowingCodes, GrowingNumbers
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
        self._latitude, self._longitude = GrowingNumbers("f8"), GrowingNumbers("f8")
        self._number, self._radius_m = GrowingNumbers("i8"), GrowingNumbers("i4")
        self._category, self._flags, self._is_default = GrowingNumbers("u1"), GrowingNumbers("u1"), GrowingNumbers("u1")
        self._bits = GrowingNumbers("u8")
        self._spoken: list[str] = []
        self._sounds = TextList()
        self._by_sound: Indexes = np.empty(0, np.int32)
        self._municipality = GrowingCodes()
        self._districts: dict[str, GrowingCodes] = {}
        self._first_refs: dict[str, District] = {}
        self._served = Served()
        self._topics = GrowingNumbers("u2")
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

        known = self._by_sound
        new = sorted(range(known.size, len(numbers)), key=key)
        if len(new) * _SORTED_SHARE < len(numbers):
            places = [bisect_left(known, key(row), key=key) for row in new]
            self._by_sound = np.insert(known, places, new) if new else known
        else:
            self._by_sound = np.array(sorted([*known.tolist(), *new], key=key), np.int32)

    def settle(self) -> None:
        """Puts the names in order and packs what has been gathered; more may still come."""
        self.sort_names()
        self._sounds.settle()
        self.codes.settle()
        self._schedules.settle()
        self._suits.settle()
        for numbers in self._each_numbers():
            numbers.settle()
        for codes in (self._municipality, *self._districts.values()):
            codes.settle(len(self._number))

    def _each_numbers(self) -> tuple[GrowingNumbers, ...]:
        places = (self._latitude, self._longitude, self._number, self._radius_m)
        return (*places, self._category, self._flags, self._is_default, self._bits, self._topics)

    def numbers(self) -> Numbers:
        """The number of the listing of each row."""
        return self._number.values()

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
            self._districts.setdefault(scheme, GrowingCodes()).put(row, code)

    def columns(self, districts: tuple[District, ...], *, known: Columns | None = None) -> Columns:
        """All columns; `districts` of the operators' schemes have codes even when no listing lies in them.

        `known` are those of the first of the rows.
        """
        count = len(self._number)
        coded = self._district_columns(districts)
        coverage = self._served.coverage(districts)
        if known is not None and known.number.size == count:
            return replace(known, districts=coded, coverage=coverage).frozen()
        latitude, bits = self._latitude.values(), self._bits.values()
        ranks = np.empty(count, np.int32)
        self.sort_names()
        ranks[self._by_sound] = np.arange(count, dtype=np.int32)
        return Columns(
            latitude=latitude,
            longitude=self._longitude.values(),
            number=self.numbers(),
            category=self._category.values(),
            category_bits=bits,
            patterns=Patterns.of(bits, known=known.patterns if known else None),
            flags=self._flags.values(),
            radius_m=self._radius_m.values(),
            is_default=self._is_default.values().view(np.bool_),
            is_placed=~np.isnan(latitude),
            municipality=CodeColumn(*self._municipality.column(count, ())),
            districts=coded,
            coverage=coverage,
            topics=self._topics.values(),
            name_rank=ranks,
            suits=self._suits.column(known.suits if known else None),
        ).frozen()

    def _district_columns(self, districts: tuple[District, ...]) -> dict[str, CodeColumn]:
        schemes = {district.scheme for district in districts} | set(self._districts) | {MUNICIPALITY_SCHEME}
        count = len(self._number)
        found = {scheme: self._districts.get(scheme, GrowingCodes()) for scheme in sorted(schemes)}
        return {
            scheme: CodeColumn(
                *codes.column(count, (district.code for district in districts if district.scheme == scheme))
            )
            for scheme, codes in found.items()
        }

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


def _flags(listing: Listing, today: date) -> int:
    approximate = FLAG_APPROXIMATE if listing.precision == "approximate" else 0
    return approximate | (FLAG_STALE if freshness_of(listing.assured_on, today=today) == "stale" else 0)


def _is_default(listing: Listing, today: date) -> bool:
    if listing.status == "ended" or listing.is_silent:
        return False
    return listing.assured_on is None or today - listing.assured_on <= timedelta(days=UNCONFIRMED_DAYS)
