from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from directory.catalog.suits import ASK, MET, NOT, SuitGathering, answer_wishes
from directory.catalog.wishes import LISTED_WISHES, Wish
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees

TODAY = date(2026, 6, 3)


@pytest.fixture(scope="module")
def listings(make_listing):
    return (
        make_listing(1),
        make_listing(
            2,
            eligibility=Eligibility(raw="0歳～3歳", min_months=0, max_months=47),
            fees=Fees(raw="無料", free_for_children="yes", prices=(Fee(stage="anyone", yen=0),)),
            facts=(("booking_needed", "no"), ("nursing", "yes"), ("wheelchair", "no")),
            capacity=20,
            assured_on=TODAY - timedelta(days=10),
        ),
        make_listing(
            3,
            eligibility=Eligibility(raw="6か月から", min_months=6),
            fees=Fees(raw="500円", prices=(Fee(stage="anyone", yen=500),)),
            facts=(("booking_needed", "yes"), ("food_pantry", "yes")),
            assured_on=TODAY - timedelta(days=200),
        ),
    )


@pytest.fixture(scope="module")
def suits(listings):
    gathering = SuitGathering(today=TODAY)
    for listing in listings:
        gathering.add(listing)
    return gathering.column()


@pytest.mark.parametrize(
    ("wish", "states"),
    [
        (Wish("age", "0"), [ASK, MET, ASK]),
        (Wish("age", "12"), [ASK, MET, MET]),
        (Wish("age", "36"), [ASK, ASK, MET]),
        (Wish("age", "144"), [ASK, NOT, MET]),
        (Wish("age", "5"), [ASK, MET, NOT]),
        (Wish("age", "8"), [ASK, MET, MET]),
        (Wish("age", "adult"), [ASK, NOT, ASK]),
        (Wish("fee", "free"), [ASK, MET, NOT]),
        (Wish("fee", "child_free"), [ASK, MET, NOT]),
        (Wish("fee", "max300"), [ASK, MET, NOT]),
        (Wish("nobook", "1"), [ASK, MET, NOT]),
        (Wish("access", "nursing"), [ASK, MET, ASK]),
        (Wish("access", "wheelchair"), [ASK, NOT, ASK]),
        (Wish("meal", "takeaway"), [ASK, ASK, MET]),
        (Wish("fresh", "1"), [NOT, MET, NOT]),
        (Wish("capacity", "20"), [ASK, MET, ASK]),
        (Wish("capacity", "21"), [ASK, NOT, ASK]),
    ],
)
def test_unknown_is_an_answer_of_its_own(suits, wish, states):
    assert suits.states_of(wish).tolist() == states


def test_counts_are_those_of_the_states(suits):
    rows = np.array([0, 2], np.int32)
    counts = suits.counts(rows)
    for wish, counted in zip(LISTED_WISHES, counts, strict=True):
        states = suits.states_of(wish)[rows]
        assert counted == (np.count_nonzero(states > NOT), np.count_nonzero(states == MET))


def test_every_wish_has_an_answer(listings):
    for listing in listings:
        assert set(answer_wishes(listing, today=TODAY)) == set(LISTED_WISHES)
