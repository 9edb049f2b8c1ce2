"""Names whose kana were published, read without them: how many exactly, and how many are found by their kana."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import pytest

from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.name_reader import NameReader
from directory.search.place_readings import PlaceReadings
from directory.text.fold import fold
from directory.text.reading import is_kana, reading_key

pytestmark = pytest.mark.shared

SOURCES = ("tokyo-kodomoshokudo", "yaizu-city-opendata")
EXACT, FOUND_FIRST, FOUND_IN_TEN = 0.80, 0.90, 0.95
"""Shares of real names. A tenth of the published kana leave out, add or misspell a part of the name."""


@dataclass(frozen=True)
class Named:
    """A published name with its kana, and where it is."""

    name: str
    kana: str
    municipality: str
    town: str
    generated: str


@pytest.fixture(scope="module")
def names(shared_folder, geodata_folder):
    gazetteer = Gazetteer.open(geodata_folder)
    geocoder, reader = Geocoder(gazetteer), NameReader()
    found = {}
    for name, kana, address, code in published(shared_folder):
        place = geocoder.locate(address, near=code).place
        jis, town = (place.jis, place.town) if place else (code, "")
        municipality = gazetteer.municipality(jis)
        if municipality is None:
            continue
        places = PlaceReadings(name=municipality.name, kana=municipality.kana, towns=gazetteer.town_kana(jis))
        generated = reader.read(name, places=places, town=town)
        found[name, kana] = Named(name, kana, municipality.name, town, generated)
    return list(found.values())


def published(shared_folder):
    for source in SOURCES:
        for path in sorted((shared_folder / "data" / source).rglob("*.csv")):
            for row in rows_of(path):
                if row.get("名称") and row.get("名称_カナ"):
                    address = row.get("住所") or row.get("所在地_連結表記") or ""
                    code = next((value for key, value in row.items() if key and key.endswith("団体コード")), "")
                    yield row["名称"], row["名称_カナ"], address, (code or path.name)[:5]


def rows_of(path):
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return csv.DictReader(text.lstrip("\ufeff").splitlines())
    return ()


def test_most_names_are_read_as_their_publisher_does(names):
    exact = sum(reading_key(each.generated) == reading_key(each.kana) for each in names)
    assert len(names) > 100
    assert exact / len(names) >= EXACT


def test_names_without_kana_are_found_by_their_kana(names):
    index = SearchIndex(
        SearchDocument(
            name=each.name,
            kana=each.generated,
            is_kana_generated=True,
            places=(each.municipality, each.town),
            towns=(each.municipality, each.town),
        )
        for each in names
    )
    first = ten = asked = 0
    for each in names:
        question = fold(each.kana)
        if not is_kana(question):
            continue
        asked += 1
        # two names that sound the same are both right
        hits = [fold(names[row].kana) == question for row in index.search(question[:100]).rows[:10].tolist()]
        first += bool(hits) and hits[0]
        ten += any(hits)
    assert first / asked >= FOUND_FIRST
    assert ten / asked >= FOUND_IN_TEN
