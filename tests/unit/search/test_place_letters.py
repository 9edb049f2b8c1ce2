from __future__ import annotations

import pytest

from directory.search.name_reader import NameReader
from directory.search.place_letters import count_letters, read_letters


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("大", "富", "小", "学校"), 2),
        (("大", "富"), 2),
        (("大", "富", "テラス"), 2),
        (("大", "富", "地域", "交流"), 2),
        (("東", "益", "津", "中", "学校"), 3),
        (("東", "富"), 2),
        (("中", "学校"), 0),
        (("大富", "小", "学校"), 0),
        (("二", "区", "コミュニティ"), 0),
        (("大", "ぞら"), 0),
        (("上", "下", "左", "右", "前"), 0),
        ((), 0),
    ],
)
def test_a_place_is_two_or_three_letters_that_no_dictionary_joins(words, count):
    assert count_letters(words) == count


def test_letters_are_read_as_most_towns_read_them_at_their_place():
    assert read_letters(("大", "富"), ("ダイ", "フ")) == "オオトミ"
    assert read_letters(("川", "川"), ("", "")) == "カワガワ"


def test_letters_that_towns_read_in_many_ways_and_those_of_names_stay_as_they_are():
    assert read_letters(("益", "結"), ("エキ", "ユイ")) == "エキユイ"


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("大富公民館", "オオトミコウミンカン"),
        ("大増集会所", "オオマスシュウカイジョ"),
        ("水夢館", "ミズユメカン"),
        ("三区会館", "サンクカイカン"),
    ],
)
def test_names_of_places_that_no_dictionary_knows(name, kana):
    assert NameReader().read(name) == kana
