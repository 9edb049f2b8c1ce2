from __future__ import annotations

import pytest

from directory.assets import web_folder
from directory.domain.registration import FormAnswers
from directory.domain.suitability import is_free, is_free_for_children
from directory.usecases.registration.audience import read_audience_facts, read_eligibility, read_fees
from directory.wording.words import open_words


@pytest.fixture(scope="module")
def words():
    return open_words(web_folder() / "locales")


def answers(*pairs: tuple[str, str]) -> FormAnswers:
    return FormAnswers(pairs)


def test_ticks_are_stages_and_words_are_ages(words):
    read = read_eligibility(answers(("who", "elementary"), ("who_note", "3歳から")), words)
    assert read.min_months == 36
    assert "elementary" in read.stages
    assert read.raw.endswith("3歳から")


def test_nothing_said_is_nothing_known(words):
    assert read_eligibility(answers(), words).raw == ""
    assert read_fees(answers(), words).fees.prices == ()
    assert read_audience_facts(answers()) == ()


def test_free_is_free_for_everybody(words):
    fees = read_fees(answers(("fee", "free")), words).fees
    facts = read_audience_facts(answers(("fee", "free")))
    assert is_free(fees, facts) == "yes"


def test_amounts_in_any_width_are_prices(words):
    given = answers(("fee", "paid"), ("fee_child", "０"), ("fee_adult", "３００円"))
    fees = read_fees(given, words).fees
    assert [(price.stage, price.yen) for price in fees.prices] == [("child", 0), ("adult", 300)]
    assert is_free_for_children(fees, read_audience_facts(given)) == "yes"


@pytest.mark.parametrize(
    ("pairs", "field", "code"),
    [
        ((("fee", "free"), ("fee_adult", "300")), "fee", "fee_contradiction"),
        ((("fee_child", "すこし"),), "fee_child", "fee_unreadable"),
    ],
)
def test_what_contradicts_is_asked(words, pairs, field, code):
    problem = read_fees(answers(*pairs), words).problems[0]
    assert (problem.field, problem.code) == (field, code)


def test_booking_and_conditions_are_facts():
    given = answers(("booking", "free"), ("only", "referral_needed"))
    assert read_audience_facts(given) == (("booking_needed", "no"), ("referral_needed", "yes"))
