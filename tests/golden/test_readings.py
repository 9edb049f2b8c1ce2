"""Names whose kana were published, read without them: how many exactly; how many are found, also misspelt."""

from __future__ import annotations

import csv
import random
import re
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
EXACT, FOUND_FIRST, FOUND_IN_TEN = 0.84, 0.96, 0.98
"""Shares of real names. A tenth of the published kana leave out, add or misspell a part of the name."""

MISSPELT_FIRST, MISSPELT_IN_TEN, MISSPELT_EMPTY = 0.978, 0.99, 0.008
"""The same of names with one letter wrong, of which many have but four or five."""


_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_LETTERS = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_LETTERS |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "し": "shi", "ち": "chi"}
_LETTERS |= {"つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SMALL = dict(zip("ゃゅょぁぃぅぇぉ", ["ya", "yu", "yo", "a", "i", "u", "e", "o"], strict=True))


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


def romaji_of(kana: str) -> str:
    """Hepburn without macrons; long vowels as they are written in kana."""
    letters = "".join(_LETTERS.get(sound, f"<{_SMALL[sound]}" if sound in _SMALL else sound) for sound in fold(kana))
    letters = re.sub("(sh|ch|j)i<y", r"\1", letters)
    letters = re.sub("[aiueo]<|<", "", letters)
    return re.sub("っ([a-z])", lambda found: ("t" if found[1] == "c" else found[1]) + found[1], letters)


def test_most_names_are_read_as_their_publisher_does(names):
    exact = sum(reading_key(each.generated) == reading_key(each.kana) for each in names)
    assert len(names) > 100
    assert exact / len(names) >= EXACT


@pytest.fixture(scope="module")
def index(names):
    return SearchIndex(
        SearchDocument(
            name=each.name,
            kana=each.generated,
            is_kana_generated=True,
            places=(each.municipality, each.town),
            towns=(each.municipality, each.town),
        )
        for each in names
    )


@pytest.mark.parametrize("write", [fold, romaji_of])
def test_names_without_kana_are_found_by_their_sound(names, index, write):
    first = ten = asked = 0
    for each in names:
        sound = fold(each.kana)
        if not is_kana(sound):
            continue
        asked += 1
        # two names that sound the same are both right
        rows = index.search(write(each.kana)[:100]).rows[:10].tolist()
        hits = [names[row].name == each.name or fold(names[row].kana) == sound for row in rows]
        first += bool(hits) and hits[0]
        ten += any(hits)
    assert first / asked >= FOUND_FIRST
    assert ten / asked >= FOUND_IN_TEN


def misspelt(name, rng):
    """The name with one letter forgotten, doubled or wrong, or two of them swapped."""
    at = rng.randrange(len(name) - 1)
    before, letter, after = name[:at], name[at], name[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + letter + letter + after,
            before + rng.choice("あいうかきくさしすたちつのはまらん子町会") + after,
            before + after[0] + letter + after[1:],
        )
    )


def test_misspelt_names_are_found(names, index):
    rng = random.Random(5)  # noqa: S311 - the same slips every time
    asked = [each for each in names if len(each.name) > 3 for _ in range(3)]
    first = ten = empty = 0
    for each in asked:
        rows = index.search(misspelt(each.name, rng)[:100]).rows[:10].tolist()
        hits = [names[row].name == each.name for row in rows]
        first += bool(hits) and hits[0]
        ten += any(hits)
        empty += not hits
    assert first / len(asked) >= MISSPELT_FIRST
    assert ten / len(asked) >= MISSPELT_IN_TEN
    assert empty / len(asked) <= MISSPELT_EMPTY
