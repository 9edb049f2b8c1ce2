from __future__ import annotations

import pytest

from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.domain.suitability import (
    costs_at_most,
    either,
    is_for_everybody,
    is_free,
    is_free_for_children,
    opposite,
    suits_adults,
    suits_ages,
)


@pytest.mark.parametrize(
    ("eligibility", "low", "high", "answer"),
    [
        (Eligibility(), 0, 11, "unknown"),
        (Eligibility(min_months=0, max_months=47), 12, 35, "yes"),
        (Eligibility(min_months=0, max_months=47), 36, 71, "unknown"),
        (Eligibility(min_months=0, max_months=47), 48, 71, "no"),
        (Eligibility(min_months=6), 8, 8, "yes"),
        (Eligibility(min_months=6), 5, 5, "no"),
        (Eligibility(max_months=11), 0, 11, "yes"),
        (Eligibility(stages=("anyone",)), 0, 11, "yes"),
        (Eligibility(stages=("elementary",)), 84, 143, "yes"),
        (Eligibility(stages=("elementary",)), 0, 11, "no"),
        (Eligibility(stages=("pregnant",)), 0, 11, "unknown"),
        (Eligibility(min_months=0, max_months=47, flags=("wrong_column",)), 12, 35, "unknown"),
    ],
)
def test_ages(eligibility, low, high, answer):
    assert suits_ages(eligibility, low, high) == answer


@pytest.mark.parametrize(
    ("eligibility", "answer"),
    [
        (Eligibility(), "unknown"),
        (Eligibility(stages=("adult", "elementary")), "yes"),
        (Eligibility(stages=("elementary",)), "no"),
        (Eligibility(max_months=71), "no"),
        (Eligibility(min_months=0), "unknown"),
    ],
)
def test_adults_alone(eligibility, answer):
    assert suits_adults(eligibility) == answer


FREE = Fees(prices=(Fee(stage="anyone", yen=0),))
CHILD_FREE = Fees(prices=(Fee(stage="child", yen=0), Fee(stage="adult", yen=300)), free_for_children="yes")
DONATION = Fees(prices=(Fee(stage="anyone", kind="donation"),))


@pytest.mark.parametrize(
    ("fees", "facts", "free", "child_free", "up_to_300"),
    [
        (Fees(), (), "unknown", "unknown", "unknown"),
        (Fees(), (("free", "yes"),), "yes", "yes", "yes"),
        (FREE, (), "yes", "yes", "yes"),
        (CHILD_FREE, (), "no", "yes", "yes"),
        (DONATION, (), "unknown", "unknown", "unknown"),
        (Fees(prices=(Fee(stage="anyone", yen=100, yen_max=500),)), (), "no", "no", "no"),
        (Fees(prices=(Fee(stage="child", yen=0),), free_for_children="yes"), (), "unknown", "yes", "yes"),
        (Fees(prices=(Fee(stage="anyone", yen=0),), flags=("extra_cost",)), (), "unknown", "unknown", "unknown"),
    ],
)
def test_unknown_cost_is_never_free(fees, facts, free, child_free, up_to_300):
    assert is_free(fees, facts) == free
    assert is_free_for_children(fees, facts) == child_free
    assert costs_at_most(fees, facts, 300) == up_to_300


def test_who_may_come():
    assert is_for_everybody(Eligibility(), ()) == "unknown"
    assert is_for_everybody(Eligibility(stages=("anyone",)), ()) == "yes"
    assert is_for_everybody(Eligibility(stages=("anyone",)), (("residents_only", "yes"),)) == "no"
    assert is_for_everybody(Eligibility(), (("referral_needed", "no"), ("residents_only", "no"))) == "yes"


def test_answers_are_turned_and_joined():
    assert [opposite(answer) for answer in ("yes", "no", "unknown")] == ["no", "yes", "unknown"]
    assert either(("no", "yes")) == "yes"
    assert either(("no", "unknown")) == "unknown"
    assert either(("no", "no")) == "no"
