from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.meanings import MIXED, Meaning, deal_out, mix_meanings
from directory.search.query import Part, Query


def meaning(share, answers):
    return Meaning(share=share, answers=np.array([letter == "x" for letter in answers]))


def test_a_second_meaning_comes_forward_by_its_share():
    order = deal_out([meaning(0.6, "xxxxxx...."), meaning(0.3, "......xxxx")])
    assert order.tolist()[:6] == [0, 6, 1, 2, 7, 3]


def test_a_hit_of_both_meanings_counts_for_both():
    order = deal_out([meaning(0.5, "xxxx"), meaning(0.4, "x..x")])
    assert order.tolist() == [0, 1, 3, 2]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_every_hit_stays_and_the_best_stays_first(answers):
    table = np.array(answers, bool)
    order = deal_out([Meaning(share=0.5, answers=table[:, 0]), Meaning(share=0.2, answers=table[:, 1])])
    assert sorted(order.tolist()) == list(range(len(answers)))
    assert order[0] == 0
    assert order.tolist()[MIXED:] == sorted(order.tolist()[MIXED:])


def test_what_is_called_as_asked_stays_before_what_is_of_the_kind():
    named = Part(kind="rest", text="こぶたらんど")
    kind, guess = (Part(kind="concept", text=text, concepts=(number,)) for number, text in enumerate(("せんた", "")))
    query = Query(text="こぶたらんどせんた", written="こぶたらんどせんた", sound="", parts=(named, kind, guess))
    rows = np.arange(4, dtype=np.int32)
    order = mix_meanings(np.arange(4), rows, query, belong=lambda rows, _: rows > 1)
    assert order.tolist() == [0, 1, 2, 3]
