from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search import gram_writer as writer_module
from directory.search import postings as postings_module
from directory.search.analysis import grams_of
from directory.search.array_file import KeptArrays
from directory.search.gram_writer import index_texts
from directory.search.postings import (
    Postings,
    are_in,
    are_listed,
    distinct,
    places_among,
)

WORDS = st.lists(st.text(alphabet="あいう食堂", max_size=6), min_size=1, max_size=8)
MANY = [f"{letter}いう{letter}" for letter in "あかさたなはまやらわ"] * 40 + ["あい", "うい"] * 3


def index(texts, sizes=(1, 2)):
    sink = KeptArrays()
    index_texts(texts, sizes=sizes, sink=sink, name="texts")
    return Postings(sink.finish().within("texts"), count=len(texts), sizes=sizes)


@settings(deadline=None)
@given(WORDS, st.text(alphabet="あいう食堂", min_size=1, max_size=2))
def test_rows_of_a_gram_are_the_texts_that_contain_it(texts, gram):
    assert index(texts).rows_with(gram).tolist() == [row for row, text in enumerate(texts) if gram in text]


@settings(deadline=None)
@given(WORDS, st.text(alphabet="あいう食堂外", min_size=1, max_size=6))
def test_rows_with_a_text_are_never_missed(texts, wanted):
    rows = set(index(texts).rows_with(wanted).tolist())
    assert {row for row, text in enumerate(texts) if wanted in text} <= rows


def test_texts_read_in_blocks_are_indexed_as_one(monkeypatch):
    whole = index(MANY)
    monkeypatch.setattr(writer_module, "BLOCK", 8)
    parted = index(MANY)
    for gram in ("あい", "いう", "う", "あ", "うわ", "外"):
        assert parted.rows_with(gram).tolist() == whole.rows_with(gram).tolist()


@pytest.mark.parametrize("gram", ["う", "い", "と", "あい", "わい", "外"])
def test_common_and_rare_grams_answer_alike(gram):
    found = index(MANY).find(grams_of(gram, (len(gram),))[0])
    rows = np.arange(len(MANY), dtype=np.int32)
    assert are_listed(rows, found).tolist() == [gram in text for text in MANY]
    assert found.size == sum(gram in text for text in MANY)


def test_rare_grams_are_listed_and_common_ones_marked():
    postings = index(MANY * 2 + ["とけい"] * 12)
    found = [postings.find(ord("う")), postings.find(ord("と")), postings.find(grams_of("うい", (2,))[0])]
    forms = [(each.rows is not None, each.bits is not None) for each in found]
    assert forms == [(False, True), (True, True), (True, False)]
    sizes = postings.sizes_of(np.array([ord(letter) for letter in "うと外"]))
    assert sizes.tolist() == [2 * sum("う" in text for text in MANY), 12, 0]


def test_index_of_nothing_holds_nothing():
    assert index([]).rows_with("あ").size == 0


def test_grams_found_together_are_those_found_alone():
    postings = index(MANY)
    grams = [*grams_of("うわ", (1, 2)), *grams_of("んんん", (2,)), *grams_of("うい", (2,))]
    found = postings.find_each(grams)
    alone = [postings.find(gram) for gram in grams]
    assert [each.size for each in found] == [each.size for each in alone]
    assert [postings.rows_listed(each).tolist() for each in found] == [
        postings.rows_of(gram).tolist() for gram in grams
    ]
    assert postings.find_each(()) == []


def test_numbers_are_kept_once_and_in_order():
    assert distinct(np.array([4, 1, 4, 2, 1], np.int32)).tolist() == [1, 2, 4]
    assert distinct(np.empty(0, np.int32)).tolist() == []


@given(WORDS, st.text(alphabet="あいう食堂外", max_size=4))
def test_documents_are_judged_one_by_one_as_all_are(texts, wanted):
    postings = index(texts)
    rows = postings.rows_with(wanted).tolist()
    held = postings.hold(wanted, np.arange(len(texts), dtype=np.int32))
    assert np.flatnonzero(held).tolist() == rows


def test_a_full_memory_of_grams_begins_again_and_answers_alike(monkeypatch):
    monkeypatch.setattr(postings_module, "_REMEMBERED", 1)
    postings = index(MANY)
    expected = [index(MANY).rows_with(letter).tolist() for letter in "あいう"]
    assert [postings.rows_with(letter).tolist() for letter in "あいうあいう"] == expected * 2


@given(st.sets(st.integers(0, 199), min_size=1), st.sets(st.integers(0, 199)), st.sampled_from([200, 200_000]))
def test_numbers_are_found_among_others_whatever_the_way(known, others, count):
    ascending = np.array(sorted(known), np.int32)
    rows = ascending[::-2]
    assert ascending[places_among(rows, ascending, count)].tolist() == rows.tolist()
    marked = np.array(sorted(others), np.int32)
    assert are_in(rows, marked).tolist() == [row in others for row in rows.tolist()]
