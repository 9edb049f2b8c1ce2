"""Rules of a schedule give its days, in order, as sure as the text is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from directory.domain.schedule import Certainty, Rule, Schedule, SchoolTime, Window
from directory.domain.sessions import next_sessions
from tests.unit.domain.session_days import SA, SU, TODAY, TU, WE, SomeHolidays, days, only


def test_a_weekly_rule_gives_every_week_from_today_on() -> None:
    assert days(only(Rule(freq="weekly", byday=(SA,))), horizon_days=14) == [
        (date(2026, 6, 6), "certain"),
        (date(2026, 6, 13), "certain"),
        (date(2026, 6, 20), "certain"),
    ]


def test_ordinal_and_last_weekdays_are_found_in_each_month() -> None:
    assert days(only(Rule(freq="monthly", byday=(SA,), nth=(2, 4)))) == [
        (date(2026, 6, 13), "certain"),
        (date(2026, 6, 27), "certain"),
    ]
    assert days(only(Rule(freq="monthly", byday=(TU,), nth=(-1,)))) == [(date(2026, 6, 30), "certain")]


def test_days_of_the_month_and_month_ends() -> None:
    assert days(only(Rule(freq="monthly", bymonthday=(15, -1)))) == [
        (date(2026, 6, 15), "certain"),
        (date(2026, 6, 30), "certain"),
    ]


def test_a_day_after_another_day() -> None:
    assert days(only(Rule(freq="monthly", byday=(TU,), nth=(3,), offset_days=2))) == [(date(2026, 6, 18), "certain")]


def test_months_limit_a_rule() -> None:
    rule = Rule(freq="monthly", byday=(SA,), nth=(3,), months=(2, 4, 6, 8, 10, 12))
    assert days(only(rule), horizon_days=92) == [(date(2026, 6, 20), "certain"), (date(2026, 8, 15), "certain")]


def test_hours_of_a_season_stand_instead_of_the_usual_ones() -> None:
    usual = Rule(freq="weekly", byday=(SA,), windows=(Window(start=540, end=1020),))
    july = Rule(freq="weekly", byday=(SA,), months=(7,), windows=(Window(start=540, end=1080),))
    sessions = next_sessions(
        Schedule(rules=(usual, july)), today=date(2026, 6, 27), horizon_days=7, holidays=SomeHolidays()
    )
    assert [session.windows for session in sessions] == [usual.windows, july.windows]


def test_hours_of_several_rules_are_joined_in_order() -> None:
    rules = (
        Rule(freq="weekly", byday=(SA,), windows=(Window(start=780, end=960),)),
        Rule(freq="monthly", byday=(SA,), nth=(1,), windows=(Window(start=540, end=720),)),
    )
    sessions = next_sessions(Schedule(rules=rules), today=TODAY, horizon_days=0, holidays=SomeHolidays())
    assert [window.start for window in sessions[0].windows] == [540, 780]


@pytest.mark.parametrize("flag", ["irregular", "uncertain", "phase_unknown", "nth_unknown", "contradiction", "approx"])
def test_uncertain_schedules_only_give_days_to_ask_about(flag: str) -> None:
    found = days(only(Rule(freq="weekly", byday=(SA,)), flags=(flag,)))
    assert found
    assert {certainty for _, certainty in found} == {"maybe"}


@pytest.mark.parametrize(
    "schedule",
    [
        only(Rule(windows=(Window(start=540),))),
        only(Rule(freq="monthly", count=1)),
        only(Rule(byday=(SA,), windows=(Window(start=540),))),
        only(Rule(freq="weekly", byday=(SA,)), flags=("undisclosed",)),
        only(Rule(freq="weekly", byday=(SA,)), flags=("suspended",)),
        Schedule(raw="そのつど"),
    ],
)
def test_what_names_no_day_gives_no_session(schedule: Schedule) -> None:
    assert days(schedule, horizon_days=92) == []


def test_single_days_are_cancelled_and_added() -> None:
    schedule = Schedule(
        rules=(Rule(freq="weekly", byday=(SA,)),), cancelled=(date(2026, 6, 13),), added=(date(2026, 6, 14),)
    )
    assert [day for day, _ in days(schedule, horizon_days=10)] == [TODAY, date(2026, 6, 14)]


def test_a_limit_ends_the_search() -> None:
    schedule = only(Rule(freq="daily"))
    sessions = next_sessions(schedule, today=TODAY, horizon_days=92, holidays=SomeHolidays(), limit=2)
    assert [session.on for session in sessions] == [TODAY, TODAY + timedelta(days=1)]


@pytest.mark.parametrize(
    ("school_time", "june", "early_august"),
    [
        ("school_days", "certain", None),
        ("school_vacations", None, "maybe"),
        ("summer_vacation", None, "maybe"),
        ("not_vacations", "certain", "maybe"),
    ],
)
def test_the_school_year_limits_a_rule(
    school_time: SchoolTime, june: Certainty | None, early_august: Certainty | None
) -> None:
    schedule = only(Rule(freq="weekly", byday=(WE,), school_time=school_time), flags=("seasonal",))
    found = dict(days(schedule, horizon_days=90))
    assert found.get(date(2026, 6, 10)) == june
    assert found.get(date(2026, 8, 5)) == early_august
    assert found.get(date(2026, 7, 15)) == "maybe"


def test_days_of_school_are_no_holidays() -> None:
    schedule = only(Rule(freq="weekly", byday=(TU,), school_time="school_days"))
    assert days(schedule, horizon_days=0, today=date(2026, 11, 3)) == []


def test_a_weekend_of_an_ordinal_saturday_is_sure_only_where_both_readings_agree() -> None:
    schedule = only(Rule(freq="monthly", byday=(SA, SU), nth=(2,)))
    assert days(schedule, horizon_days=13) == [(date(2026, 6, 13), "certain"), (date(2026, 6, 14), "certain")]
    assert days(schedule, horizon_days=16, today=date(2026, 11, 1)) == [
        (date(2026, 11, 8), "maybe"),
        (date(2026, 11, 14), "maybe"),
    ]


def test_the_flag_of_a_counted_weekday_does_not_put_the_other_days_in_doubt() -> None:
    usual, counted = Rule(freq="weekly", byday=(TU,)), Rule(freq="monthly", byday=(SA,), count=2)
    schedule = Schedule(rules=(usual, counted), flags=("nth_unknown",))
    assert days(schedule, horizon_days=4) == [(date(2026, 6, 6), "maybe"), (date(2026, 6, 9), "certain")]
