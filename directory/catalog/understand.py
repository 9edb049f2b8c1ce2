"""Words of a question -> conditions: municipalities, districts, days, stations, postal codes, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from directory.catalog.answer import Understood
from directory.catalog.criteria import DEFAULT_RADIUS_M, Criteria
from directory.catalog.day_words import BEFORE_DAYS, find_day_head, name_day
from directory.catalog.order import count_within
from directory.catalog.place_labels import label_place
from directory.catalog.snapshot import Snapshot
from directory.catalog.station_words import Stations, StationWord, find_stations, join_stations, read_station
from directory.domain.address import PUBLISHABLE_MATCHES, Located
from directory.domain.category import CATEGORIES
from directory.domain.coordinate import Coordinate
from directory.text.fold import fold


class Pointed(Protocol):
    """Anything of the gazetteer that lies somewhere."""

    @property
    def coordinate(self) -> Coordinate:
        """Where it lies."""


class Places(Stations, Protocol):
    """What the catalog asks the geocoder."""

    def locate(self, text: str, *, near: str | None = None) -> Located:
        """The place of an address text."""

    def postal_towns(self, code: str) -> Sequence[Pointed]:
        """Towns of a 7-digit postal code."""


LEAST_SHOWN = 0.15
"""Guesses less sure than this bring hits, but are not worth a word."""

_WORD_BREAK = re.compile(r"[\s、。,!?]+")
_POSTAL_CODE = re.compile(r"〒?\d{3}[-‐‑–—−ー]?\d{4}\Z")
_ADDRESS = re.compile(".*[0-9一二三四五六七八九十](丁目?|番地?|号|[-‐‑–—−ー][0-9].*|$).*|.{2,}[町村]$")
_MUNICIPALITY_END = re.compile("[市区町村]\\Z")
_MUNICIPALITY_HEAD = re.compile("(.{2,12}?[市区町村])[のでに](?=..)")
_DISTRICT_END = re.compile("(学区|校区|地区|圏域|行政区)\\Z")
_TRAILING = re.compile("(の|に|で|は|も|でも|に開いている|やっている|開いている)\\Z")


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one word became: the criteria with it, how it was understood, and the words left of it."""

    criteria: Criteria
    understood: Understood
    left: str = ""


def understand(
    criteria: Criteria, *, snapshot: Snapshot, places: Places, today: date
) -> tuple[Criteria, tuple[Understood, ...]]:
    """The question with conditions in place of the words that name them, and what was understood.

    Words are taken only as a whole: 「高知市 食堂」 names a city, 「高知市民食堂」 a place to eat. Words of a kind stay
    in the text, because listings are filed under other kinds than their names say; they are reported all the same.
    """
    left: list[str] = []
    understood: list[Understood] = []
    words = deque(_words(criteria.text))
    while words:
        word = words.popleft()
        taken = _take(word, criteria, snapshot, places, today)
        if taken is None or taken.understood.kind in criteria.unmeant:
            left.append(word)
            understood.extend(_category(word, snapshot))
            continue
        criteria = taken.criteria
        understood.append(taken.understood)
        if taken.understood.kind == "when" and left and left[-1].casefold() in BEFORE_DAYS:
            left.pop()
        if taken.left:
            words.appendleft(taken.left)
    text = " ".join(left)
    return replace(criteria, text=text), (*understood, *_guesses(text, criteria, snapshot))


def _guesses(text: str, criteria: Criteria, snapshot: Snapshot) -> Iterator[Understood]:
    """The needs that the words as a whole seem to mean, though no word names them."""
    if not text:
        return
    query = snapshot.index.parse(text, unmeant=criteria.unmeant)
    for part in query.parts:
        if part.is_guess and part.certainty >= LEAST_SHOWN:
            concept = snapshot.index.lexicon.concepts[part.concepts[0]]
            yield Understood(words=text, kind="guess", value=concept.code, label=concept.label)


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _WORD_BREAK.split(join_stations(unicodedata.normalize("NFKC", text)))))


def _take(word: str, criteria: Criteria, snapshot: Snapshot, places: Places, today: date) -> _Taken | None:
    """The first way in which a word is a condition; each kind of condition is taken once."""
    plain = _TRAILING.sub("", word)
    return (
        (_take_day(plain, word, criteria, snapshot, today) if not criteria.when else None)
        or (_take_municipality(plain, criteria, snapshot) if not criteria.municipalities else None)
        or (_take_district(plain, criteria, snapshot) if not criteria.districts else None)
        or (_take_place(word, criteria, snapshot, places) if not criteria.near else None)
    )


def _take_day(plain: str, word: str, criteria: Criteria, snapshot: Snapshot, today: date) -> _Taken | None:
    day, left = plain, ""
    head = None if name_day(plain, today=today) else find_day_head(word)
    if head and (head.is_sure or _begins_known(head.left, snapshot)):
        day, left = head.day, head.left
    when = name_day(day, today=today)
    if not when:
        return None
    return _Taken(replace(criteria, when=when), Understood(words=day, kind="when", value=when, label=day), left)


def _begins_known(text: str, snapshot: Snapshot) -> bool:
    """Whether a text begins with a kind, a need or a place; 「金曜の会」 is a name."""
    parts = [part for part in snapshot.index.parse(text).parts if not part.is_guess]
    return bool(parts) and parts[0].kind != "rest"


def _take_municipality(word: str, criteria: Criteria, snapshot: Snapshot) -> _Taken | None:
    head = _MUNICIPALITY_HEAD.match(word)
    name, left = (head[1], word[head.end() :]) if head else (word, "")
    codes = snapshot.municipality_words.get(fold(name), ()) if _MUNICIPALITY_END.search(name) else ()
    if not codes:
        return None
    label = snapshot.municipality_names[codes[0]] if len(codes) == 1 else name
    understood = Understood(words=name, kind="municipality", value=",".join(codes), label=label)
    return _Taken(replace(criteria, municipalities=codes), understood, left)


def _take_district(word: str, criteria: Criteria, snapshot: Snapshot) -> _Taken | None:
    """A word that ends like a district and is one; 「鳳」 alone may as well be the town."""
    if not _DISTRICT_END.search(word):
        return None
    names = {fold(word), fold(_DISTRICT_END.sub("", word))}
    codes = tuple(code for code, district in snapshot.districts.items() if fold(district.name) in names)
    if not codes:
        return None
    understood = Understood(words=word, kind="district", value=",".join(codes), label=snapshot.districts[codes[0]].name)
    return _Taken(replace(criteria, districts=codes), understood)


def _take_place(word: str, criteria: Criteria, snapshot: Snapshot, places: Places) -> _Taken | None:
    if _POSTAL_CODE.match(word):
        code = re.sub(r"\D", "", word)
        return _near(word, "postal_code", [place.coordinate for place in places.postal_towns(code)], criteria, snapshot)
    station = read_station(word)
    if station:
        return _take_station(station, criteria, snapshot, places)
    if _ADDRESS.match(word) and not _is_known(word, snapshot):
        return _take_address(word, criteria, snapshot, places)
    return None


def _take_station(word: StationWord, criteria: Criteria, snapshot: Snapshot, places: Places) -> _Taken | None:
    found = find_stations(word, places, criteria.municipalities or snapshot.municipality_names.keys())
    names = {station.coordinate: f"{station.name}駅" for station in found}
    taken = _near(word.words, "station", [*names], criteria, snapshot)
    if taken is None or taken.criteria.near is None:
        return None
    label = names[taken.criteria.near]
    return replace(taken, understood=replace(taken.understood, label=label), left=word.left)


def _take_address(word: str, criteria: Criteria, snapshot: Snapshot, places: Places) -> _Taken | None:
    located = (places.locate(word, near=code).place for code in (None, *_municipalities_of(word, criteria, snapshot)))
    place = next(filter(None, located), None)
    if place is None or not place.is_pinnable or place.building or place.match not in PUBLISHABLE_MATCHES:
        return None
    return _near(word, "place", [place.coordinate], criteria, snapshot, least_radius_m=place.radius_m)


def _municipalities_of(word: str, criteria: Criteria, snapshot: Snapshot) -> Iterator[str]:
    """Where the town of an address without its municipality may be: where it is asked for, or has listings."""
    yield from criteria.municipalities
    for part in snapshot.index.parse(word).parts:
        place = label_place(snapshot, part.names[0]) if part.kind == "place" else None
        if place and place.kind != "district":
            yield place.code


def _is_known(word: str, snapshot: Snapshot) -> bool:
    """Whether the text index answers the word by itself: an address that a listing has, a town, part of a name."""
    query = snapshot.index.parse(word)
    if query.numbers:
        return snapshot.index.holds_address(word)
    return all(part.kind != "rest" for part in query.parts)


def _near(
    words: str,
    kind: str,
    points: Sequence[Coordinate],
    criteria: Criteria,
    snapshot: Snapshot,
    *,
    least_radius_m: int = 0,
) -> _Taken | None:
    """A place and a radius; of several places of one name the one with most listings around it."""
    if not points:
        return None
    radius_m = max(criteria.radius_m, DEFAULT_RADIUS_M, least_radius_m)
    point = max(points, key=lambda point: count_within(snapshot, point, radius_m)) if points[1:] else points[0]
    understood = Understood(
        words=words,
        kind="station" if kind == "station" else "postal_code" if kind == "postal_code" else "place",
        value=f"{point.latitude:.6g},{point.longitude:.7g}",
        label=words,
        radius_m=radius_m,
    )
    return _Taken(replace(criteria, near=point, radius_m=radius_m), understood)


def _category(word: str, snapshot: Snapshot) -> list[Understood]:
    """The kind that a whole word names."""
    lexicon = snapshot.index.lexicon
    for number in lexicon.by_word.get(lexicon.canonical(word), ()):
        code = lexicon.concepts[number].code
        if code in CATEGORIES:
            return [Understood(words=word, kind="category", value=code, label=CATEGORIES[code].label)]
    return []
