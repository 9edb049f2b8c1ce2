from __future__ import annotations

import numpy as np
import pytest

from directory.search.concepts import load_lexicon
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.places import PlaceNames
from directory.search.word_starts import WordStarts, only_words

STARTS = WordStarts(lexicon=load_lexicon(), places=PlaceNames({"綿町": ("わたまち",)}))


@pytest.mark.parametrize(
    ("word", "name", "stands"),
    [
        ("みしん", "みしんのへや", True),
        ("みしん", "綿町みしんひろば", True),
        ("みしん", "ひろばみしん", True),
        ("みしん", "となりのみしん", True),
        ("みしん", "はぐくみしんぐるの会", False),
        ("ろん", "こそだてさろん", False),
        ("質屋", "綿町質屋", True),
        ("刀", "刀の会", True),
        ("刀", "小刀根公民館", False),
    ],
)
def test_a_word_begins_where_one_of_a_name_does(word, name, stands):
    assert STARTS.stands_in_name(word, name) == stands


@pytest.mark.parametrize(
    ("sound", "reading", "stands"),
    [
        ("ほてる", "わたまちほてるひろば", True),
        ("ほて", "ほていじどかん", False),
        ("しちや", "にしちやまちじどかん", False),
        ("じどかん", "きたじどかんべつかん", True),
        ("わたゆき", "そらまめ", False),
        ("くちほ", "くちほそやまひろば", True),
    ],
)
def test_a_sound_begins_and_ends_where_words_do(sound, reading, stands):
    assert STARTS.stands_in_reading(sound, reading) == stands


def test_documents_without_the_word_as_a_word_answer_nothing():
    values, rows = np.array([1.0, 1.0, 0.6], np.float32), np.array([3, 5, 8], np.int32)
    assert only_words(values, rows, "みしん", lambda found: found == 5).tolist() == [0.0, 1.0, 0.0]


def test_a_long_word_may_lack_a_letter():
    values, rows = np.array([1.0, 0.6], np.float32), np.array([3, 8], np.int32)
    assert only_words(values, rows, "ひだまりひろば", lambda found: found < 0).tolist() == pytest.approx([0.0, 0.6])


def test_of_very_many_documents_a_sample_tells():
    rows = np.arange(5_000, dtype=np.int32)
    values = np.ones(5_000, np.float32)
    assert only_words(values, rows, "みしん", lambda found: found % 10 > 0).all()
    assert not only_words(values, rows, "みしん", lambda found: found % 10 == 0).any()


def test_what_other_trades_sell_is_not_found_within_other_words():
    names = ("はぐくみシングルの会", "親子サロン そらまめ", "北串茶屋公民館", "みかづき広場")
    index = SearchIndex(SearchDocument(name=name) for name in names)
    for text in ("ミシン", "ローン", "質屋"):
        assert index.search(text).rows.size == 0
    assert index.search("そらまめ").rows.tolist() == [1]
