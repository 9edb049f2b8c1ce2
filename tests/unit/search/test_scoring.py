from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from directory.search.query import Part, Query
from directory.search.scoring import compare_names, least_likeness, least_score
from directory.search.weights import load_weights

NAMES = ["ひだまり食堂", "ひだまり", "", "そよかぜ広場", "ひだまり食堂まつり"]
WEIGHTS = load_weights()


def test_names_are_compared_whole_and_in_part():
    found = compare_names("ひだまり食堂", NAMES, weights=WEIGHTS, worth=0.98)
    for name, value in zip(NAMES, found.values.tolist(), strict=True):
        part = fuzz.partial_ratio if len(name) >= 6 else fuzz.ratio
        expected = 0.98 * (fuzz.ratio("ひだまり食堂", name) + part("ひだまり食堂", name)) / 200 if name else 0.0
        assert value == pytest.approx(expected)


def test_the_same_name_adds_more_than_a_beginning_and_that_more_than_another_name():
    bonus = compare_names("ひだまり食堂", NAMES, weights=WEIGHTS).bonus.tolist()
    assert sorted(range(5), key=lambda place: -bonus[place])[:2] == [0, 4]
    assert bonus[0] == pytest.approx(WEIGHTS.likeness_bonus + WEIGHTS.exact_bonus)


@pytest.mark.parametrize(
    ("asked", "name", "value"),
    [("虹色堂食", "虹色食堂", 0.875), ("ひだりま食堂", "ひだまり食堂", 1 - 0.5 / 6)],
)
def test_two_swapped_neighbours_are_half_a_wrong_letter(asked, name, value):
    assert compare_names(asked, [name], weights=WEIGHTS).values.tolist() == pytest.approx([value])


@pytest.mark.parametrize(("asked", "name"), [("色虹堂食", "虹色食堂"), ("いかる", "いるか"), ("虹色食事", "虹色食堂")])
def test_other_orders_short_words_and_other_letters_are_no_swap(asked, name):
    assert compare_names(asked, [name], weights=WEIGHTS).values[0] < 0.82


@pytest.mark.parametrize("typed", ["ひまだり食堂", "ひまり食堂", "ひだまり食道", "ひだまりの食堂"])
def test_a_name_one_slip_from_the_question_at_most_adds_its_bonus(typed):
    names = ["ひだまり食堂", "ひなた食堂", typed]
    found, plain = (compare_names(typed, names, weights=WEIGHTS, slip=slip).bonus for slip in (0.5, 0.0))
    assert (found - plain).tolist() == pytest.approx([0.5, 0.0, 0.5])


def test_one_letter_of_few_is_no_slip():
    assert not compare_names("かめさん", ["かめらん"], weights=WEIGHTS, slip=0.5).bonus > 0.5


@given(st.text("ひだまり食堂さか", min_size=5, max_size=9), st.data())
def test_every_slip_is_known(question, data):
    place = data.draw(st.integers(0, len(question) - 2))
    letter = data.draw(st.sampled_from(["", "ん"]))
    moved = question[:place] + question[place + 1] + question[place] + question[place + 2 :]
    name = data.draw(st.sampled_from([question[:place] + letter + question[place + 1 :], moved]))
    found, plain = (compare_names(question, [name], weights=WEIGHTS, slip=slip).bonus for slip in (0.5, 0.0))
    assert found[0] - plain[0] == pytest.approx(0.5)


def test_nothing_asked_is_like_nothing():
    assert compare_names("", NAMES, weights=WEIGHTS).values.tolist() == [0.0] * len(NAMES)
    assert compare_names("ひだまり", [], weights=WEIGHTS).values.size == 0


def test_of_two_comparisons_the_one_that_adds_more_counts():
    spelled = compare_names("ひだまり", ["ひなた", "ひだまり"], weights=WEIGHTS)
    sounded = compare_names("ひなた", ["ひなた", "ひだまり"], weights=WEIGHTS, worth=0.9)
    best = spelled.raised(sounded)
    assert best.bonus.tolist() == [sounded.bonus[0], spelled.bonus[1]]


WORDS = st.text("ひだまり食堂さか", min_size=1, max_size=9)


@given(WORDS, st.lists(st.tuples(WORDS, st.floats(0, 1)), min_size=1, max_size=8), st.sampled_from((1.0, 0.95)))
def test_likeness_is_told_wrong_only_below_what_matters(question, listed, worth):
    names, least = [name for name, _ in listed], np.array([value for _, value in listed])
    whole = compare_names(question, names, weights=WEIGHTS, worth=worth)
    found = compare_names(question, names, weights=WEIGHTS, worth=worth, least=least)
    matters = whole.values >= least
    assert found.values[matters].tolist() == whole.values[matters].tolist()
    assert found.bonus[matters].tolist() == whole.bonus[matters].tolist()
    assert (found.values < least)[~matters].all()


def test_a_part_that_is_the_question_adds_its_bonus_however_little_it_matters():
    least = np.full(len(NAMES), 2.0)
    found = compare_names("ひだまり食堂", NAMES, weights=WEIGHTS, least=least)
    assert found.bonus.tolist()[::4] == compare_names("ひだまり食堂", NAMES, weights=WEIGHTS).bonus.tolist()[::4]


def asked(text):
    return Query(text=text, written=text, sound="", parts=(Part(kind="rest", text=text),))


def test_few_letters_must_be_met_nearly_whole():
    weights = load_weights()
    assert least_score(asked("ねいる"), weights) == weights.short_floor
    assert least_score(asked("すみれのひろば"), weights) == weights.score_floor
    assert least_likeness(asked("ねいる"), np.array([False]), weights=weights) == [weights.short_likeness_floor]


def test_name_without_the_words_beside_a_town_must_be_more_alike():
    weights = load_weights()
    found = least_likeness(asked("新町税務署"), np.array([True, False]), weights=weights)
    assert found.tolist() == [weights.short_likeness_floor, weights.likeness_floor]
