from __future__ import annotations

import pytest

from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.rephrasing import rephrase

TOWNS = (("氷玉", "ひだま"), ("久留美", "くるみ"), ("北縄手", "きたなわて"))
NAMES = (
    ("陽だまり公民館", "ひだまりこうみんかん", "北縄手"),
    ("氷玉集会所", "ひだましゅうかいじょ", "氷玉"),
    ("くるみの家", "くるみのいえ", "北縄手"),
    ("久留美児童館", "くるみじどうかん", "久留美"),
    ("北縄手児童館", "きたなわてじどうかん", "北縄手"),
    ("ほっとふくし窓口", "ほっとふくしまどぐち", "氷玉"),
)


@pytest.fixture(scope="module")
def index():
    documents = (SearchDocument(name=name, kana=kana, places=(town,), towns=(town,)) for name, kana, town in NAMES)
    return SearchIndex(documents, place_kana={name: (kana,) for name, kana in TOWNS})


def found(index, text):
    return [NAMES[row][0] for row in index.search(text).rows.tolist()]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ひだまり", "陽だまり公民館"),
        ("ひだまりこうみんかん", "陽だまり公民館"),
        ("くるみの", "くるみの家"),
        ("北縄手自動館", "北縄手児童館"),
        ("北縄手時道館", "北縄手児童館"),
    ],
)
def test_right_place_comes_first(index, text, first):
    assert found(index, text)[0] == first


def test_a_sound_may_be_a_place_and_part_of_a_name(index):
    assert set(found(index, "くるみ")) == {"くるみの家", "久留美児童館"}


def test_kanji_of_another_sound_find_nothing(index):
    assert found(index, "固定資産税") == []


@pytest.mark.parametrize(
    ("text", "is_beside"),
    [("くるみ 児童館", True), ("kurumi jidokan", True), ("くるみ", False), ("くるみの 家", False)],
)
def test_names_that_sound_like_a_town_count_less_where_town_and_kind_explain_every_word(index, text, is_beside):
    ways = rephrase(text, index.parse(text), lexicon=index.lexicon, places=index.places)
    assert ways[0].is_beside is is_beside
