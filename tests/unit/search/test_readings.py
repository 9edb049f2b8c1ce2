from __future__ import annotations

import pytest

from directory.search.readings import Reader
from directory.text.fold import fold


@pytest.fixture
def reader():
    return Reader({"こどもしょくどう": "こどもしょくどう", "児童館": "じどうかん"})


def learn(reader, *named):
    for name, kana, places in named:
        reader.hear(name, fold(kana), places)
    reader.settle()


def test_given_kana_win(reader):
    assert reader.key("児童館", "ジドウセンター") == "じどせんた"


def test_known_words_are_read_and_kana_stay(reader):
    assert reader.key("ひばり児童館") == "ひばりじどかん"


def test_unknown_letters_stay(reader):
    assert reader.key("縁児童館") == "縁じどかん"


def test_reading_of_a_town_is_learned_from_published_kana(reader):
    learn(reader, ("新町児童館", "しんまちじどうかん", ("新町",)))
    assert reader.key("新町ひばり") == "しんまちひばり"
    assert reader.reading_of("新町") == "しんまち"


def test_most_frequent_reading_wins(reader):
    heard = ("あさひまちじどうかん", *["あさひちょうじどうかん"] * 2)
    learn(reader, *(("旭町児童館", kana, ("旭町",)) for kana in heard))
    assert reader.reading_of("旭町") == "あさひちよ"


def test_nothing_is_learned_where_the_rest_disagrees(reader):
    learn(reader, ("新町児童館", "しんまちじどうセンター", ("新町",)))
    assert reader.reading_of("新町") != "しんまち"


def test_one_letter_read_once_is_not_learned(reader):
    learn(reader, ("縁児童館", "えんじどうかん", ()))
    assert reader.key("縁") == "縁"


def test_word_with_an_unknown_part_has_no_reading(reader):
    assert reader.reading_of("縁側") == ""
