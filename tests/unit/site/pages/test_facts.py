"""Facts of a page: what a row above says is not said again, and a condition is no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.fees import Fees
from directory.site.pages.facts import describe_facts
from directory.wording.words import Words, open_words
from tests.integration.site.fictional import make_listing


@pytest.fixture(scope="module")
def words(checkout: Path) -> Words:
    return open_words(checkout / "web" / "locales")


def known(listing, words):
    return [(row.mark, row.label, row.text) for row in describe_facts(listing, words) if row.answer != "unknown"]


def test_booking_and_known_costs_have_rows_of_their_own(words):
    facts = (("booking_needed", "no"), ("free", "no"), ("parking", "no"), ("wheelchair", "yes"))
    assert known(make_listing(1, facts=facts, fees=Fees(raw="大人 300円")), words) == [
        ("✓", "車いす", "あり"),
        ("×", "駐車場", "なし"),
    ]


def test_that_it_costs_something_is_said_here_when_nothing_else_says_it(words):
    assert known(make_listing(1, facts=(("free", "no"),), fees=Fees()), words) == [("×", "無料", "お金がかかります")]


def test_conditions_are_marked_neither_as_good_nor_as_bad(words):
    facts = (("referral_needed", "no"), ("residents_only", "yes"))
    assert [mark for mark, _, _ in known(make_listing(1, facts=facts), words)] == ["・", "・"]


def test_what_nobody_knows_comes_last(words):
    answers = [row.answer for row in describe_facts(make_listing(1, facts=(("interpreter", "yes"),)), words)]
    assert answers[0] == "yes"
    assert set(answers[1:]) == {"unknown"}
