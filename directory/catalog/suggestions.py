"""What somebody may be about to type: kinds and needs, places, stations and names that begin so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from directory.catalog.corrections import find_corrections
from directory.catalog.criteria import DEFAULT_RADIUS_M, Criteria
from directory.catalog.order import count_within
from directory.catalog.place_labels import label_place
from directory.catalog.snapshot import Snapshot
from directory.catalog.station_words import Stations, find_stations, join_stations, read_station
from directory.domain.category import CATEGORIES
from directory.search.concepts import Concept, kana_of
from directory.text.reading import reading_key

SuggestionKind = Literal["category", "need", "municipality", "district", "town", "station", "listing", "correction"]

MOST_SUGGESTIONS = 10
_MOST_KINDS, _MOST_PLACES, _MOST_NAMES = 3, 3, 5
_FEW = 3
"""Suggestions of each sort, and so many below which corrections are looked for."""

_NOTHING_ASKED = Criteria()
_LIKE_NAME = 0.7
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line below the box.

    Attributes:
        around: where it lies, for names that many towns have.
        criteria: the question that it leads to. code: of a listing, which has a page of its own.
    """

    kind: SuggestionKind
    label: str
    around: str = ""
    criteria: Criteria = _NOTHING_ASKED
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed so far, canonical and as a reading key ("" unless it is kana or romaji)."""

    text: str
    canonical: str
    sound: str


def suggest(text: str, snapshot: Snapshot, *, stations: Stations) -> tuple[Suggestion, ...]:
    """At most ten suggestions that each lead to at least one listing: kinds, places, stations, names, corrections."""
    plain = unicodedata.normalize("NFKC", text).strip()
    canonical = snapshot.index.lexicon.canonical(plain)
    if not canonical:
        return ()
    typed = _Typed(plain, canonical, reading_key(kana_of(canonical) or ""))
    found = [
        *_suggest_concepts(typed, snapshot),
        *_suggest_places(typed, snapshot),
        *_suggest_stations(typed, snapshot, stations),
        *_suggest_names(typed, snapshot),
    ]
    if len(found) < _FEW:
        found.extend(_suggest_corrections(typed, snapshot))
    return tuple(found[:MOST_SUGGESTIONS])


def _suggest_concepts(typed: _Typed, snapshot: Snapshot) -> Iterator[Suggestion]:
    ranked = [(_rank(concept, typed), concept) for concept in snapshot.index.lexicon.concepts]
    fitting = sorted(
        ((rank, concept.is_minor, len(concept.label), concept.label, concept) for rank, concept in ranked if rank),
        key=lambda each: each[:4],
    )
    known = 0
    for *_, concept in fitting:
        if known < _MOST_KINDS and snapshot.match(concept.label).rows.size:
            known += 1
            is_kind = concept.code in CATEGORIES
            yield Suggestion(
                kind="category" if is_kind else "need", label=concept.label, criteria=Criteria(text=concept.label)
            )


def _rank(concept: Concept, typed: _Typed) -> int:
    """1 when a word of it begins so, 2 when it sounds so, 0 when neither."""
    if any(word.startswith(typed.canonical) for word in concept.spoken):
        return 1
    is_heard = len(typed.sound) > 1 and any(key.startswith(typed.sound) for key in concept.readings)
    return 2 if is_heard else 0


def _suggest_places(typed: _Typed, snapshot: Snapshot) -> Iterator[Suggestion]:
    places = snapshot.index.places
    names = {name for name in places.names if name.startswith(typed.canonical)}
    if len(typed.sound) > 1:
        names.update(
            name for sound, some in places.by_reading.items() if sound.startswith(typed.sound) for name in some
        )
    shown: set[tuple[str, str]] = set()
    for name in sorted(names, key=lambda name: (len(name), name))[: 2 * _MOST_PLACES]:
        place = label_place(snapshot, name)
        if place is None or (place.label, place.code) in shown or len(shown) >= _MOST_PLACES:
            continue
        shown.add((place.label, place.code))
        if place.kind == "municipality":
            criteria = Criteria(municipalities=(place.code,))
        elif place.kind == "district":
            criteria = Criteria(districts=(place.code,))
        else:
            criteria = Criteria(text=place.label, municipalities=(place.code,))
        yield Suggestion(kind=place.kind, label=place.label, around=place.around, criteria=criteria)


def _suggest_stations(typed: _Typed, snapshot: Snapshot, stations: Stations) -> Iterator[Suggestion]:
    said = read_station(join_stations(typed.text))
    known = snapshot.municipality_names.keys()
    found = find_stations(said, stations, known) if said else stations.stations(typed.text)
    for name in dict.fromkeys(station.name for station in found):
        points = (station.coordinate for station in found if station.name == name)
        if any(count_within(snapshot, point, DEFAULT_RADIUS_M) for point in points):
            yield Suggestion(kind="station", label=f"{name}駅", criteria=Criteria(text=f"{name}駅"))


def _suggest_names(typed: _Typed, snapshot: Snapshot) -> Iterator[Suggestion]:
    index, known = snapshot.index, snapshot.index.known
    matches = snapshot.match(typed.text)
    rows = index.rank(matches, matches.rows, limit=_LOOKED_AT).rows
    likeness = index.likeness_of(matches.query, rows).values
    shown: set[tuple[str, str]] = set()
    for row, alike in zip(rows.tolist(), likeness.tolist(), strict=True):
        begins = typed.canonical in known.name_of(row) or (
            len(typed.sound) > 1 and known.reading_of(row).startswith(typed.sound)
        )
        if len(shown) >= _MOST_NAMES or not (begins or alike >= _LIKE_NAME):
            continue
        listing = snapshot.listing(row)
        around = snapshot.municipality_names.get(listing.municipality, "")
        if (listing.name, around) not in shown:
            shown.add((listing.name, around))
            yield Suggestion(kind="listing", label=listing.name, around=around, code=listing.code)


def _suggest_corrections(typed: _Typed, snapshot: Snapshot) -> Iterator[Suggestion]:
    for correction in find_corrections(typed.text, snapshot):
        if correction.is_guess and snapshot.match(correction.text).rows.size:
            yield Suggestion(kind="correction", label=correction.text, criteria=Criteria(text=correction.text))
