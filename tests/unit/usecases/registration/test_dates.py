from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.registration import FormAnswers
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.text.schedule_text import parse_schedule
from directory.usecases.registration.dates import answers_of_schedule, read_schedule

TODAY = date(2026, 6, 6)
TEN_TO_TWELVE = (Window(start=600, end=720),)


def read(*pairs: tuple[str, str]):
    return read_schedule(FormAnswers(pairs), today=TODAY)


def codes(reading) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in reading.problems]


def test_first_and_third_saturday():
    pairs = (("repeat_1", "monthly_weekday"), ("nth_1", "1"), ("nth_1", "3"), ("day_1", "5"))
    reading = read(*pairs, ("from_1", "10時"), ("until_1", "１２：００"), ("closed", "obon"), ("off_dates", "8月15日"))
    assert reading.schedule == Schedule(
        rules=(Rule(freq="monthly", byday=(5,), nth=(1, 3), windows=TEN_TO_TWELVE),),
        closed=(Closure(special=("obon",)),),
        cancelled=(date(2026, 8, 15),),
    )
    assert not reading.problems


def test_two_sentences_are_two_rules():
    reading = read(("repeat_1", "weekly"), ("day_1", "0"), ("repeat_2", "monthly_day"), ("monthday_2", "15、末日"))
    assert [rule.freq for rule in reading.schedule.rules] == ["weekly", "monthly"]
    assert reading.schedule.rules[1].bymonthday == (-1, 15)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((("day_1", "5"),), ("repeat_1", "repeat_missing")),
        ((("repeat_1", "weekly"),), ("day_1", "day_missing")),
        ((("repeat_1", "monthly_weekday"), ("day_1", "5")), ("nth_1", "nth_missing")),
        ((("repeat_1", "monthly_day"), ("monthday_1", "40")), ("monthday_1", "monthday_unreadable")),
        ((("repeat_1", "daily"), ("from_1", "1:30"), ("until_1", "3:00")), ("from_1", "time_early")),
        ((("repeat_1", "daily"), ("from_1", "14:00"), ("until_1", "13:00")), ("until_1", "until_before_from")),
        ((("repeat_1", "daily"), ("until_1", "13:00")), ("from_1", "from_missing")),
        ((("repeat_1", "daily"), ("from_1", "ひる")), ("from_1", "time_unreadable")),
        ((("dates", "いつか"),), ("dates", "dates_unreadable")),
    ],
)
def test_what_is_missing_is_named_by_its_field(pairs, expected):
    assert codes(read(*pairs)) == [expected]


def test_nothing_said_is_no_schedule():
    assert read() == read(("lines", "2"))
    assert read().schedule == Schedule()


def test_single_dates_have_their_own_hours():
    reading = read(("dates", "7月5日、9月20日"), ("dates_from", "13時"), ("dates_until", "15時半"))
    assert reading.schedule.added == (date(2026, 7, 5), date(2026, 9, 20))
    assert reading.schedule.added_windows == (Window(start=780, end=930),)


@pytest.mark.parametrize(
    "text",
    ["第1・第3土曜日 10:00~12:00", "毎週月・水曜日 9:00~16:00", "平日 9:00~17:00", "毎月15日 13:00~15:00"],
)
def test_a_schedule_that_the_builder_can_say_comes_back(text):
    schedule = parse_schedule(text)
    answers = answers_of_schedule(schedule, today=TODAY)
    assert answers is not None
    again = read_schedule(FormAnswers(answers), today=TODAY)
    assert again.schedule.rules == schedule.rules
    assert not again.problems


@pytest.mark.parametrize(
    "text", ["8月を除く第1土曜 10:00~12:00", "月 10:00~12:00 13:00~15:00", "第2土曜(祝日の場合は翌週) 10:00~12:00"]
)
def test_a_schedule_that_the_builder_can_not_say_is_never_bent(text):
    schedule = parse_schedule(text)
    answers = answers_of_schedule(schedule, today=TODAY)
    if answers is not None:
        assert read_schedule(FormAnswers(answers), today=TODAY).schedule.rules == schedule.rules


@given(st.lists(st.tuples(st.sampled_from(["repeat_1", "day_1", "nth_1", "from_1", "dates"]), st.text(max_size=8))))
def test_no_answers_break_the_reader(pairs):
    read(*pairs)
