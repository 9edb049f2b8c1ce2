from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search import analysis
from directory.search.analysis import FIELD_BREAK, Postings, idf

WORDS = st.lists(st.text(alphabet="あいう食堂", max_size=6), min_size=1, max_size=8)


@settings(deadline=None)
@given(WORDS, st.text(alphabet="あいう食堂", min_size=1, max_size=2))
def test_rows_of_a_gram_are_the_texts_that_contain_it(texts, gram):
    postings = Postings(texts, sizes=(1, 2))
    assert postings.rows_with(gram).tolist() == [row for row, text in enumerate(texts) if gram in text]


@settings(deadline=None)
@given(WORDS, st.text(alphabet="あいう食堂外", min_size=1, max_size=6))
def test_rows_with_a_text_are_never_missed(texts, wanted):
    rows = set(Postings(texts, sizes=(1, 2)).rows_with(wanted).tolist())
    assert {row for row, text in enumerate(texts) if wanted in text} <= rows


def test_no_gram_reaches_over_fields_or_texts():
    postings = Postings([f"あい{FIELD_BREAK}うえ", "お"], sizes=(1, 2))
    assert postings.rows_with("いう").size == 0
    assert postings.rows_with("えお").size == 0
    assert postings.rows_with("うえ").tolist() == [0]


def test_grams_with_letters_nobody_wrote_are_counted_as_missing():
    assert Postings(["あい"], sizes=(1, 2)).grams_of("あx").tolist().count(-1) == 2


def test_texts_read_in_blocks_are_indexed_as_one(monkeypatch):
    texts = [f"{letter}いう{letter}" for letter in "あかさたなはまやらわ"] + ["あい"]
    whole = Postings(texts, sizes=(1, 2))
    monkeypatch.setattr(analysis, "_BLOCK", 3)
    parted = Postings(texts, sizes=(1, 2))
    for gram in ("あい", "いう", "う", "あ", "うわ", "外"):
        assert parted.rows_with(gram).tolist() == whole.rows_with(gram).tolist()
    assert parted.rows_with("いう").tolist() == list(range(10))


def test_index_of_nothing_holds_nothing():
    assert Postings([], sizes=(1, 2)).rows_with("あ").size == 0


def test_rare_things_say_more():
    assert idf(1, 100) > idf(50, 100) > 0
