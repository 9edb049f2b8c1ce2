"""Places of one municipality inside names."""

from __future__ import annotations

import pytest

from directory.search.place_readings import PlaceReadings, spelling_key

TOWNS = {
    "鳳東町一丁": "オオトリヒガシマチ",
    "山田": "ヤマダ",
    "東小川二丁目": "ヒガシコガワ",
    "大字塚ノ原": "ツカノハラ",
    "光が丘": "ヒカリガオカ",
    "無名町": "",
    "北一条東": "キタ1ジョウヒガシ",
}


@pytest.fixture
def places():
    return PlaceReadings(name="堺市西区", kana="サカイシニシク", towns=TOWNS)


@pytest.mark.parametrize(
    ("town", "form", "kana"),
    [
        ("鳳東町一丁", "鳳東町", "オオトリヒガシマチ"),
        ("鳳東町一丁", "鳳東", "オオトリヒガシ"),
        ("東小川二丁目", "小川", "コガワ"),
        ("大字塚ノ原", "塚ノ原", "ツカノハラ"),
        ("光が丘", "光ケ丘", "ヒカリガオカ"),
        ("北一条東", "北一条東", "キタイチジョウヒガシ"),
        ("山田", "堺市", "サカイシ"),
        ("山田", "西区", "ニシク"),
    ],
)
def test_a_town_is_known_by_its_shorter_names_and_those_of_its_city(places, town, form, kana):
    assert places.of_town(town).readings[form] == kana


def test_a_town_without_kana_adds_nothing(places):
    assert "無名町" not in places.of_town("無名町").readings


def test_the_longest_name_wins(places):
    assert places.of_town("鳳東町一丁").find("鳳東町集会所", 0) == "鳳東町"
    assert places.find_any("東小川の家", 0) == "東小川"


def test_other_towns_are_found_by_at_least_two_letters(places):
    assert places.find_any("鳳の家", 0) == ""
    assert places.find_any("鳳東の家", 0) == "鳳東"


def test_a_county_is_left_out():
    places = PlaceReadings(name="木田郡三木町", kana="キタグンミキチョウ", towns={})
    assert places.of_town("").readings["三木町"] == "ミキチョウ"
    assert places.of_town("").readings["三木"] == "ミキ"


@pytest.mark.parametrize(
    ("one", "other"), [("市ヶ谷", "市が谷"), ("丸の内", "丸ノ内"), ("澤田", "沢田"), ("ヱビス", "エビス")]
)
def test_spellings_of_one_place_are_one(one, other):
    assert spelling_key(one) == spelling_key(other)


def test_the_key_has_as_many_letters_as_the_text():
    assert len(spelling_key("市ヶ谷の澤田")) == len("市ヶ谷の澤田")


def test_a_town_that_is_only_a_number_of_chome_has_no_name_of_its_own():
    places = PlaceReadings(name="架空市", kana="カクウシ", towns={"一丁目": "イッチョウメ", "中町": "ナカマチ"})
    assert places.of_town("一丁目").readings == {"架空市": "カクウシ", "架空": "カクウ"}
