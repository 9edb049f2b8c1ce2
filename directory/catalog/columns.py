"""Listings -> numpy columns in row order, and the lists of codes they point into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from directory.catalog.hilbert import hilbert_keys
from directory.domain.category import CATEGORIES, ROOTS, root_of
from directory.domain.district import MUNICIPALITY_SCHEME, District
from directory.domain.freshness import freshness_of
from directory.domain.listing import Listing

Bools = NDArray[np.bool_]
Indexes = NDArray[np.int32]
Numbers = NDArray[np.int64]
Degrees = NDArray[np.float64]

FLAG_APPROXIMATE, FLAG_STALE = 1, 2
UNCONFIRMED_DAYS = 365
"""Bits of `flags`, and the days after which an unconfirmed listing leaves the default results (interface.md D3)."""

CATEGORY_CODES = tuple(category.code for category in ROOTS)
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

    def counts(self, mask: Bools) -> Numbers:
        """How many of the masked rows have each code."""
        chosen = self.indexes[mask]
        counted: Numbers = np.bincount(chosen[chosen >= 0], minlength=len(self.codes))
        return counted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Columns:
    """All columns of a snapshot, read-only, in row order (Hilbert order of the points, unplaced last)."""

    latitude: Degrees
    longitude: Degrees
    number: Numbers
    category: NDArray[np.uint8]
    category_bits: NDArray[np.uint64]
    flags: NDArray[np.uint8]
    radius_m: Indexes
    is_default: Bools
    is_placed: Bools
    municipality: CodeColumn
    districts: Mapping[str, CodeColumn]
    name_rank: Indexes


def row_order(listings: Sequence[Listing]) -> NDArray[np.intp]:
    """The order of rows: along the Hilbert curve, unplaced last, equal places by number."""
    latitude, longitude = _points(listings)
    numbers = np.array([listing.number for listing in listings], np.int64)
    return np.lexsort((numbers, hilbert_keys(latitude, longitude)))


def build_columns(listings: Sequence[Listing], *, districts: tuple[District, ...], today: date) -> Columns:
    """The columns of listings that are in row order already."""
    latitude, longitude = _points(listings)
    names = sorted(range(len(listings)), key=lambda row: (listings[row].kana or listings[row].name, row))
    name_rank = np.empty(len(listings), np.int32)
    name_rank[names] = np.arange(len(listings), dtype=np.int32)
    columns = Columns(
        latitude=latitude,
        longitude=longitude,
        number=np.array([listing.number for listing in listings], np.int64),
        category=np.array([CATEGORY_CODES.index(root_of(listing.categories[0])) for listing in listings], np.uint8),
        category_bits=np.array([category_bits(listing.categories) for listing in listings], np.uint64),
        flags=np.array([_flags(listing, today) for listing in listings], np.uint8),
        radius_m=np.array([listing.radius_m for listing in listings], np.int32),
        is_default=np.array([_is_default(listing, today) for listing in listings], bool),
        is_placed=~np.isnan(latitude),
        municipality=_code_column([listing.municipality for listing in listings], ()),
        districts=_district_columns(listings, districts),
        name_rank=name_rank,
    )
    _freeze(columns)
    return columns


def category_bits(codes: Iterable[str]) -> int:
    """Bits of category codes, in the order of the tree; unknown codes have none."""
    return sum(1 << _ALL_CODES[code] for code in set(codes) if code in _ALL_CODES)


def subtree_bits(codes: Iterable[str]) -> int:
    """Bits of category codes and everything below them."""
    wanted = set(codes)
    return category_bits(code for code, category in CATEGORIES.items() if {code, category.parent} & wanted)


def _points(listings: Sequence[Listing]) -> tuple[Degrees, Degrees]:
    points = [listing.coordinate for listing in listings]
    latitude = np.array([point.latitude if point else np.nan for point in points], np.float64)
    longitude = np.array([point.longitude if point else np.nan for point in points], np.float64)
    return latitude, longitude


def _flags(listing: Listing, today: date) -> int:
    approximate = FLAG_APPROXIMATE if listing.precision == "approximate" else 0
    return approximate | (FLAG_STALE if freshness_of(listing.assured_on, today=today) == "stale" else 0)


def _is_default(listing: Listing, today: date) -> bool:
    if listing.status == "ended":
        return False
    return listing.assured_on is None or today - listing.assured_on <= timedelta(days=UNCONFIRMED_DAYS)


def _district_columns(listings: Sequence[Listing], districts: tuple[District, ...]) -> dict[str, CodeColumn]:
    schemes = {district.scheme for district in districts} | {
        ref.scheme for listing in listings for ref in listing.districts
    }
    found = {}
    for scheme in sorted(schemes | {MUNICIPALITY_SCHEME}):
        fallback = _municipality_of if scheme == MUNICIPALITY_SCHEME else _no_district
        codes = [_district_of(listing, scheme, fallback) for listing in listings]
        found[scheme] = _code_column(codes, (district.code for district in districts if district.scheme == scheme))
    return found


def _municipality_of(listing: Listing) -> str:
    return listing.municipality


def _no_district(_: Listing) -> str:
    return ""


def _district_of(listing: Listing, scheme: str, fallback: Callable[[Listing], str]) -> str:
    return next((ref.code for ref in listing.districts if ref.scheme == scheme), fallback(listing))


def _code_column(values: Sequence[str], more: Iterable[str]) -> CodeColumn:
    codes = tuple(sorted({*values, *more} - {""}))
    index = {code: number for number, code in enumerate(codes)} | {"": -1}
    return CodeColumn(codes, np.array([index[value] for value in values], np.int32))


def _freeze(columns: Columns) -> None:
    """Makes every array read-only, so that no reader can change what others see."""
    arrays = [getattr(columns, name) for name in Columns.__dataclass_fields__]
    coded = [columns.municipality, *columns.districts.values()]
    for array in (*arrays, *(column.indexes for column in coded)):
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
