"""What differs between a base and the published listings of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np

from directory.catalog.base import Base, Surroundings, read_documents
from directory.catalog.columns import Columns, Indexes
from directory.catalog.gathering import Gathering
from directory.catalog.hilbert import hilbert_keys
from directory.catalog.shelf import DECODER
from directory.catalog.survey import survey_listings
from directory.domain.district import District
from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.indexing import index_documents
from directory.search.segment import Segment


class _Numbered(msgspec.Struct):
    number: int


_NUMBERS = msgspec.json.Decoder(_Numbered)


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
    """The listings that a base does not have: indexed, and the names of their municipalities."""

    segment: Segment
    names: Mapping[str, str]


def add_changes(base: Base, changes: Changes, gathering: Gathering, surroundings: Surroundings) -> Added:
    """Brings the gathered columns of a base up to date and indexes what is new; what is gone only loses its code."""
    for document in changes.gone:
        gathering.forget(DECODER.decode(base.payloads.encoded(document)).code)
    survey = survey_listings(changes.added)
    names = surroundings.name_municipalities(survey)
    sink = KeptArrays()
    documents = read_documents(changes.added, gathering, names)
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana=surroundings.read_towns(survey))
    return Added(segment=Segment(sink.finish()), names=names)


def rows_in_order(columns: Columns, gone: Iterable[int]) -> Indexes:
    """The places of all that is not gone, along the Hilbert curve and by number: the rows of a snapshot."""
    is_there = np.ones(columns.number.size, bool)
    is_there[list(gone)] = False
    places = np.flatnonzero(is_there)
    keys = hilbert_keys(columns.latitude[places], columns.longitude[places])
    return places[np.lexsort((columns.number[places], keys))].astype(np.int32)


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


def find_changes(base: Base, listings: Iterable[bytes]) -> Changes:
    """The changes since a base; `listings` are ordered by number. Of what is the same only the bytes are compared."""
    documents = base.by_number.tolist()
    gone: list[int] = []
    added: list[bytes] = []
    at = 0
    for payload in listings:
        if at < len(documents) and base.payloads.encoded(documents[at]) == payload:
            at += 1
            continue
        number = _NUMBERS.decode(payload).number
        while at < len(documents) and base.numbers[documents[at]] < number:
            gone.append(documents[at])
            at += 1
        if at < len(documents) and base.numbers[documents[at]] == number:
            if base.payloads.encoded(documents[at]) != payload:
                gone.append(documents[at])
                added.append(payload)
            at += 1
        else:
            added.append(payload)
    gone.extend(documents[at:])
    return Changes(gone=tuple(gone), added=tuple(added))
