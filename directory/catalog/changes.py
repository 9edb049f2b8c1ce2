"""What differs between a base and the published listings of now."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec
import numpy as np
from numpy.typing import NDArray

from directory.catalog.base import Base, Surroundings
from directory.catalog.base_building import read_documents
from directory.catalog.columns import Columns, Indexes
from directory.catalog.gathering import Gathering
from directory.catalog.hilbert import hilbert_keys
from directory.catalog.survey import survey_listings
from directory.domain.district import District
from directory.domain.public_changes import PublicChanges
from directory.search.array_file import Arrays, KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.indexing import index_documents


class _Label(msgspec.Struct):
    """What a listing is called."""

    number: int
    code: str


_COMPARED = 512
"""Listings that are compared at once: nearly all are the same as before."""

_SORTED_SHARE = 32
"""From this part of what is known on, sorting all of it again is quicker than looking for the place of each new one."""

_LABELS = msgspec.json.Decoder(_Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Documents of a base that are gone or were replaced, and the listings that are new or replace them.

    Attributes:
        added: JSON of `Listing`, by number.
    """

    gone: tuple[int, ...] = ()
    added: tuple[bytes, ...] = ()

    @property
    def count(self) -> int:
        """How much there is to do."""
        return max(len(self.gone), len(self.added))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Added:
    """The listings that a base does not have: their text index, and the names of their municipalities."""

    arrays: Arrays
    names: Mapping[str, str]


def add_changes(base: Base, changes: Changes, gathering: Gathering, surroundings: Surroundings) -> Added:
    """Brings the gathered columns of a base up to date and indexes what is new; what is gone only loses its code."""
    for document in changes.gone:
        gathering.forget(_LABELS.decode(base.payloads.encoded(document)).code)
    survey = survey_listings(changes.added)
    names = surroundings.name_municipalities(survey)
    sink = KeptArrays()
    documents = read_documents(changes.added, gathering, names)
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana=surroundings.read_towns(survey))
    return Added(arrays=sink.finish(), names=names)


def rows_in_order(columns: Columns, gone: Iterable[int], *, known: int) -> Indexes:
    """The places of all that is not gone, along the Hilbert curve and by number: the rows of a snapshot.

    The first `known` places are in this order already, so that few others only have to find theirs among them.
    """
    new = np.arange(known, columns.number.size, dtype=np.int32)
    if new.size * _SORTED_SHARE > known:
        order = _sorted_places(columns, np.arange(columns.number.size, dtype=np.int32))
    else:
        new = _sorted_places(columns, new)
        order = np.insert(np.arange(known, dtype=np.int32), _search_places(columns, new, known), new)
    is_there = np.ones(columns.number.size, bool)
    is_there[list(gone)] = False
    return order[is_there[order]]


def _sorted_places(columns: Columns, places: Indexes) -> Indexes:
    return places[np.lexsort((columns.number[places], _curve_places(columns, places)))]


def _search_places(columns: Columns, new: Indexes, known: int) -> NDArray[np.int64]:
    """Before which of the known ones each new one stands: all are looked for at once, by halves."""
    keys, numbers = _curve_places(columns, new), columns.number[new]
    low, high = np.zeros(new.size, np.int64), np.full(new.size, known, np.int64)
    while (is_open := low < high).any():
        middle = np.where(is_open, (low + high) // 2, 0)
        found = _curve_places(columns, middle)
        is_before = (found < keys) | ((found == keys) & (columns.number[middle] < numbers))
        low = np.where(is_open & is_before, middle + 1, low)
        high = np.where(is_open & ~is_before, middle, high)
    return low


def _curve_places(columns: Columns, places: NDArray[np.integer]) -> NDArray[np.int64]:
    return hilbert_keys(columns.latitude[places], columns.longitude[places])


def inverse_of(places: Indexes, count: int) -> Indexes:
    """The row of each of `count` places; -1 where it has none."""
    rows = np.full(count, -1, np.int32)
    rows[places] = np.arange(places.size, dtype=np.int32)
    return rows


def codes_by_scheme(districts: Iterable[District]) -> dict[str, list[str]]:
    """Codes of districts by their scheme."""
    codes: dict[str, list[str]] = {}
    for district in districts:
        codes.setdefault(district.scheme, []).append(district.code)
    return codes


def known_changes(base: Base, told: PublicChanges) -> Changes | None:
    """The changes since a base as they were told; None when they do not add up to what there is."""
    documents = base.payloads.documents
    numbers = base.numbers[documents]
    asked = np.unique(np.array(told.numbers, np.int64))
    places = np.minimum(np.searchsorted(numbers, asked), max(numbers.size - 1, 0))
    gone = documents[places[numbers[places] == asked]] if numbers.size else documents
    is_whole = numbers.size - gone.size + len(told.listings) == told.count
    return Changes(gone=tuple(gone.tolist()), added=told.listings) if is_whole else None


def merge_changes(base: Base, changes: Changes) -> Iterator[bytes]:
    """JSON of all listings of now, by number."""
    gone = set(changes.gone)
    documents, numbers = base.payloads.documents.tolist(), base.numbers
    kept = (
        (int(numbers[document]), base.payloads.texts.encoded(place))
        for place, document in enumerate(documents)
        if document not in gone
    )
    added = ((_LABELS.decode(payload).number, payload) for payload in changes.added)
    return (payload for _, payload in heapq.merge(kept, added))


def find_changes(base: Base, listings: Iterable[bytes]) -> Changes:
    """The changes since a base; `listings` are ordered by number. Of what is the same only the bytes are compared."""
    comparison = _Comparison(base)
    given = iter(listings)
    while block := tuple(islice(given, _COMPARED)):
        if not comparison.skips(block):
            for payload in block:
                comparison.take(payload)
    return comparison.finish()


class _Comparison:
    """Walks through the documents of a base in the order of their numbers while listings of now come by."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._documents = base.payloads.documents
        self._at = 0
        self._gone: list[int] = []
        self._added: list[bytes] = []

    def skips(self, block: Sequence[bytes]) -> bool:
        """Whether the next documents are just these, which is asked of all at once."""
        end = self._at + len(block)
        if end > self._documents.size or self._base.payloads.texts.joined(self._at, end) != b"".join(block):
            return False
        self._at = end
        return True

    def take(self, payload: bytes) -> None:
        """The next listing of now."""
        number = _LABELS.decode(payload).number
        while self._has_one_before(number):
            self._pass(is_gone=True)
        if not self._has_one_before(number + 1):
            self._added.append(payload)
            return
        is_new = self._base.payloads.texts.encoded(self._at) != payload
        self._pass(is_gone=is_new)
        if is_new:
            self._added.append(payload)

    def finish(self) -> Changes:
        """What is left of the base is gone."""
        self._gone.extend(self._documents[self._at :].tolist())
        return Changes(gone=tuple(self._gone), added=tuple(self._added))

    def _pass(self, *, is_gone: bool) -> None:
        if is_gone:
            self._gone.append(int(self._documents[self._at]))
        self._at += 1

    def _has_one_before(self, number: int) -> bool:
        is_there = self._at < self._documents.size
        return is_there and int(self._base.numbers[self._documents[self._at]]) < number
