from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pytest

from directory.catalog.answer import CONDITIONS
from directory.catalog.criteria import Criteria, parse_criteria, to_parameters
from directory.catalog.understand import understand
from directory.domain.address import Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.usecases.search import search

STATION = Coordinate(latitude=34.675, longitude=135.487)
FAR_STATION = Coordinate(latitude=43.0, longitude=141.3)


@dataclass(frozen=True)
class Pointed:
    coordinate: Coordinate
    name: str = "見本"


class FewPlaces:
    """A gazetteer with one station name (two stations), one postal code, two addresses, one only with its city."""

    def locate(self, text: str, *, near: str | None = None) -> Located:
        is_known = text == "九条南9-9" or (text == "新町9-9" and near == "27106")
        if not is_known:
            return Located(place=None)
        place = Place(
            pref="大阪府", city="大阪市西区", jis="27106", coordinate=STATION, level="town", radius_m=300, match="exact"
        )
        return Located(place=place, candidates=(place,))

    def stations(self, name: str) -> tuple[Pointed, ...]:
        return (Pointed(FAR_STATION), Pointed(STATION)) if name == "見本駅" else ()

    def stations_said(self, sound: str, *, municipalities: Collection[str]) -> tuple[Pointed, ...]:
        return (Pointed(STATION),) if sound == "みほん" and "27106" in municipalities else ()

    def postal_towns(self, code: str) -> tuple[Pointed, ...]:
        return (Pointed(STATION),) if code == "5500013" else ()


@pytest.fixture(scope="module")
def snapshot(make_listing, make_snapshot):
    school = DistrictRef(scheme="school", code="27106-1", name="第1小学校区", evidence="town")
    sakai = {"municipality": "27146", "municipality_name": "堺市西区", "town": "鳳東町", "address": "堺市西区鳳東町5-6"}
    return make_snapshot(
        make_listing(1, name="ひなた食堂", districts=(school,)),
        make_listing(2, name="くじら児童館", categories=("child_hall",)),
        make_listing(3, name="こもれび食堂", coordinate=None, precision="none", **sakai),
    )


def taken(snapshot, text, **more):
    return understand(Criteria(text=text, **more), snapshot=snapshot, places=FewPlaces(), today=date(2026, 6, 3))


@pytest.mark.parametrize(
    ("text", "left", "field", "value"),
    [
        ("大阪市西区 食堂", "食堂", "municipalities", ("27106",)),
        ("西区 食堂", "食堂", "municipalities", ("27106", "27146")),
        ("堺市西区の食堂", "食堂", "municipalities", ("27146",)),
        ("第1小学校区 食堂", "食堂", "districts", ("27106-1", "27146-1", "13229-1")),
        ("今日 食堂", "食堂", "when", "today"),
        ("土曜日 食堂", "食堂", "when", "sat"),
        ("食堂 on Saturday", "食堂", "when", "sat"),
        ("食堂 today", "食堂", "when", "today"),
        ("食堂 土日", "食堂", "when", "weekend"),
        ("土曜日にやってる食堂", "食堂", "when", "sat"),
        ("土曜日にやっている食堂", "食堂", "when", "sat"),
        ("日曜も開いてる児童館", "児童館", "when", "sun"),
        ("今日の食堂", "食堂", "when", "today"),
        ("明日行ける食堂", "食堂", "when", "tomorrow"),
        ("今日やってる", "", "when", "today"),
        ("土日に遊べるところ", "遊べるところ", "when", "weekend"),
        ("土曜日に新町の食堂", "新町の食堂", "when", "sat"),
        ("見本駅 食堂", "食堂", "near", STATION),
        ("見本駅の食堂", "食堂", "near", STATION),
        ("見本駅の近くの食堂", "食堂", "near", STATION),
        ("見本駅で遊べる所", "遊べる所", "near", STATION),
        ("見本駅の近く", "", "near", STATION),
        ("見本駅の近くに", "", "near", STATION),
        ("見本駅から歩いて5分", "", "near", STATION),
        ("見本駅前商店街", "", "near", STATION),
        ("見本 駅 食堂", "食堂", "near", STATION),
        ("みほんえき", "", "near", STATION),
        ("みほんえき しょくどう", "しょくどう", "near", STATION),
        ("みほんえきのちかくのしょくどう", "しょくどう", "near", STATION),
        ("ミホン駅", "", "near", STATION),
        ("mihon eki", "", "near", STATION),
        ("Mihon Station", "", "near", STATION),
        ("〒550-0013", "", "near", STATION),
        ("九条南9-9", "", "near", STATION),
        ("新町9-9", "", "near", STATION),
        ("新町9-9 食堂", "食堂", "near", STATION),
    ],
)
def test_whole_words_become_conditions(snapshot, text, left, field, value):
    criteria, understood = taken(snapshot, text)
    assert criteria.text == left
    assert getattr(criteria, field) == value
    assert understood


@pytest.mark.parametrize(
    "text",
    [
        "西区民食堂",
        "今日食堂",
        "金曜の会",
        "土曜にじいろひろば",
        "あすの会",
        "大阪市西区食堂",
        "ひなた",
        "鳳東町5-6",
        "新町",
        "水辺の会",
        "知らない駅",
        "しらないえき",
        "えき",
        "りえき",
        "seki",
    ],
)
def test_parts_of_names_and_known_addresses_stay_words(snapshot, text):
    criteria, _ = taken(snapshot, text)
    assert criteria == Criteria(text=text)


def test_kinds_stay_words_and_are_reported(snapshot):
    criteria, understood = taken(snapshot, "子供食堂")
    assert criteria == Criteria(text="子供食堂")
    assert [(part.kind, part.value, part.label) for part in understood] == [("category", "child_cafe", "子ども食堂")]


def test_filters_that_were_chosen_are_not_overruled(snapshot):
    criteria, _ = taken(snapshot, "堺市西区 今日", municipalities=("27106",), when="sat")
    assert (criteria.municipalities, criteria.when) == (("27106",), "sat")
    assert criteria.text == "堺市西区 今日"


def test_of_two_stations_the_one_with_listings_around_it_is_meant(snapshot):
    criteria, understood = taken(snapshot, "見本駅から")
    assert criteria.near == STATION
    assert (understood[0].kind, understood[0].words, understood[0].radius_m) == ("station", "見本駅", 1000)


def test_a_station_asked_for_by_its_sound_is_called_by_its_name(snapshot):
    _, understood = taken(snapshot, "みほんえき")
    assert (understood[0].kind, understood[0].words, understood[0].label) == ("station", "みほんえき", "見本駅")


def test_what_was_understood_never_empties_an_answer(snapshot, today):
    found = search(snapshot, Criteria(text="土曜 くじら児童館"), places=FewPlaces(), today=today)
    assert [hit.listing.number for hit in found.hits()] == [2]
    assert found.understood == ()


def test_search_is_understanding_and_the_one_filter(snapshot, today):
    found = search(snapshot, Criteria(text="堺市西区 食堂"), places=FewPlaces(), today=today)
    assert [hit.listing.number for hit in found.hits()] == [3]
    assert {part.kind for part in found.understood} >= {"municipality"}
    assert found.criteria.municipalities == ("27146",)


def test_a_guessed_need_is_shown_as_a_guess_and_can_be_taken_back(snapshot):
    text = "電気を止められそうです"
    _, understood = taken(snapshot, text)
    guesses = [(part.words, part.value) for part in understood if part.kind == "guess"]
    assert (text, "welfare_advice") in guesses
    _, again = taken(snapshot, text, unmeant=("welfare_advice",))
    assert "welfare_advice" not in {part.value for part in again}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("見本駅 食堂", "station"),
        ("土曜日にやってる食堂", "when"),
        ("大阪市西区 食堂", "municipality"),
        ("第1小学校区 食堂", "district"),
        ("〒550-0013", "postal_code"),
        ("九条南9-9", "place"),
    ],
)
def test_every_condition_can_be_taken_back(snapshot, text, kind):
    _, understood = taken(snapshot, text)
    assert kind in {part.kind for part in understood}
    criteria, again = taken(snapshot, text, unmeant=(kind,))
    assert kind not in {part.kind for part in again}
    assert criteria == Criteria(text=text, unmeant=(kind,))


def test_no_need_is_called_like_a_condition(snapshot):
    assert snapshot.index.lexicon.by_code.keys().isdisjoint(CONDITIONS)


def test_a_name_is_not_taken_for_a_need(snapshot):
    _, understood = taken(snapshot, "ひなた")
    assert understood == ()


def test_what_is_not_meant_travels_with_the_question():
    asked = parse_criteria({"q": "電気を止められそう", "not": "meal,welfare_advice"})
    assert asked.unmeant == ("meal", "welfare_advice")
    assert parse_criteria(to_parameters(asked)) == asked
