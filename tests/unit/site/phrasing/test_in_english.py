from __future__ import annotations

from datetime import date

import pytest

from directory.assets import web_folder
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.domain.schedule import Rule, Schedule, Window
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.card import TEXT_LIMIT, shorten
from directory.site.phrasing.day import phrase_date, phrase_day, phrase_windows
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.schedule import phrase_schedule
from directory.wording.words import Words, open_words

MORNING, LATE = Window(start=600, end=690), Window(start=1320, end=1500)


@pytest.fixture(scope="module")
def english() -> Words:
    return open_words(web_folder() / "locales", "en")


def test_dates_name_the_month(english: Words):
    assert phrase_day(date(2026, 6, 6), english) == "6 June (Sat)"
    assert phrase_date(date(2026, 12, 1), english) == "1 December 2026"
    assert phrase_windows((MORNING, LATE), english) == "10:00–11:30; 22:00–1:00 next day"


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        (Rule(freq="weekly", byday=(1, 3), windows=(MORNING,)), "Every Tue, Thu 10:00–11:30"),
        (Rule(freq="weekly", byday=(0, 1, 2, 3, 4), on_holidays=True), "Every Mon–Fri and national holidays"),
        (Rule(freq="weekly", byday=(5,), interval=2), "Every other Sat"),
        (Rule(freq="monthly", byday=(5,), nth=(1, 3)), "1st, 3rd Sat of the month"),
        (Rule(freq="monthly", byday=(6,), nth=(-1,)), "Last Sun of the month"),
        (Rule(freq="monthly", bymonthday=(5, 20)), "Day 5, 20 of every month"),
        (Rule(freq="daily", months=(7, 8)), "Every day (only in July, August)"),
    ],
)
def test_schedules_are_said_in_english_order(english: Words, rule: Rule, phrase: str):
    assert phrase_schedule(Schedule(rules=(rule,), raw="x"), english) == phrase


@pytest.mark.parametrize(
    ("eligibility", "phrase"),
    [
        (Eligibility(min_months=0, max_months=47), "age 0 to age 3"),
        (Eligibility(min_months=6), "from 6 months"),
        (Eligibility(raw="どなたでも", stages=("anyone",)), "Everyone"),
        (Eligibility(raw="市内の小学生", stages=("elementary",), leftover="市内の"), "市内の小学生"),
        (Eligibility(raw="障害のある子ども"), "障害のある子ども"),
    ],
)
def test_stages_are_said_unless_the_text_says_more(english: Words, eligibility: Eligibility, phrase: str):
    assert phrase_eligibility(eligibility, english) == phrase


def test_equal_prices_are_said_once(english: Words):
    grown = Fee(stage="adult", yen=200)
    pupils = tuple(Fee(stage=stage, yen=0) for stage in ("elementary", "junior_high"))
    assert phrase_fees(Fees(prices=(*pupils, grown)), english) == "Elementary, Junior high: Free / Adults: 200 yen"
    every = (Fee(stage="infant", yen=0), *pupils, grown, Fee(stage="high", yen=0))
    assert phrase_fees(Fees(prices=every), english) == "Children: Free / Adults: 200 yen"


def test_prices_are_said_in_yen(english: Words):
    both = Fees(prices=(Fee(stage="child", yen=0), Fee(stage="adult", yen=1300)))
    assert phrase_fees(both, english) == "Children: Free / Adults: 1,300 yen"
    assert phrase_fees(Fees(prices=(Fee(stage="anyone", yen=500, unit="hour"),)), english) == "500 yen per hour"


def test_english_has_room_for_twice_as_many_letters_as_japanese(english: Words):
    assert shorten("a b " * 30, english) == ("a b " * 30).strip()
    assert len(shorten("a b " * 40, english)) == 2 * TEXT_LIMIT
    assert len(shorten("どなたでも a " * 20, english)) == TEXT_LIMIT
