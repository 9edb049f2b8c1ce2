from __future__ import annotations

from datetime import date, timedelta

import pytest

from directory.domain.schedule import Certainty, Closure, Rule, Schedule, SchoolTime, Window
from directory.domain.sessions import next_sessions

TODAY = date(2026, 6, 6)  # a Saturday
MARINE_DAY = date(2026, 7, 20)  # a Monday
MO, TU, WE, TH, FR, SA, SU = range(7)


class SomeHolidays:
    last_known_year = 2026

    def is_holiday(self, day: date) -> bool:
        return day in {MARINE_DAY, date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 11, 3)}


def days(schedule: Schedule, *, horizon_days: int = 31, today: date = TODAY) -> list[tuple[date, str]]:
    sessions = next_sessions(schedule, today=today, horizon_days=horizon_days, holidays=SomeHolidays())
    return [(session.on, session.certainty) for session in sessions]


def only(rule: Rule, *closed: Closure, flags: tuple[str, ...] = ()) -> Schedule:
    return Schedule(rules=(rule,), closed=closed, flags=flags)


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


def test_no_holiday_closes_what_the_text_does_not_close() -> None:
    assert (MARINE_DAY, "certain") in days(only(Rule(freq="weekly", byday=(MO,))), horizon_days=60)
    closed = only(Rule(freq="weekly", byday=(MO,)), Closure(special=("holiday",)))
    assert MARINE_DAY not in dict(days(closed, horizon_days=60))


def test_weekdays_in_the_sense_of_heijitsu_skip_holidays() -> None:
    assert MARINE_DAY not in dict(days(only(Rule(freq="weekly", byday=(MO,), skips_holidays=True)), horizon_days=60))


def test_rules_for_holidays_stand_instead_of_weekday_rules() -> None:
    rules = (
        Rule(freq="weekly", byday=(MO, TU), windows=(Window(start=1020),)),
        Rule(freq="weekly", byday=(SA, SU), on_holidays=True, windows=(Window(start=525),)),
    )
    sessions = next_sessions(Schedule(rules=rules), today=MARINE_DAY, horizon_days=0, holidays=SomeHolidays())
    assert sessions[0].windows == (Window(start=525),)


def test_a_closing_moves_to_the_next_day_and_the_holiday_is_open_on_request() -> None:
    schedule = only(Rule(freq="weekly", byday=(TU, WE, TH, FR, SA, SU)), Closure(byday=(MO,), shift="next_day"))
    found = dict(days(schedule, today=MARINE_DAY, horizon_days=3))
    assert found == {MARINE_DAY: "maybe", date(2026, 7, 22): "certain", date(2026, 7, 23): "certain"}


def test_a_closing_moves_over_several_holidays_to_the_next_weekday() -> None:
    schedule = only(Rule(freq="daily"), Closure(byday=(MO,), shift="next_weekday"))
    found = dict(days(schedule, today=date(2026, 9, 21), horizon_days=3))
    assert date(2026, 9, 23) in found
    assert date(2026, 9, 24) not in found


def test_a_shift_without_its_closing_makes_holidays_questionable() -> None:
    schedule = only(Rule(freq="weekly", byday=(MO,)), flags=("shift_if_holiday",))
    found = dict(days(schedule, today=date(2026, 7, 13), horizon_days=7))
    assert found == {date(2026, 7, 13): "certain", MARINE_DAY: "maybe"}


def test_new_year_closes_and_its_edges_are_questionable() -> None:
    found = dict(
        days(only(Rule(freq="daily"), Closure(special=("new_year",))), today=date(2026, 12, 26), horizon_days=12)
    )
    assert found[date(2026, 12, 26)] == "certain"
    assert found[date(2026, 12, 28)] == "maybe"
    assert not {date(2026, 12, 29), date(2027, 1, 3)} & set(found)
    assert found[date(2027, 1, 6)] == "certain"


def test_obon_and_ranges_close() -> None:
    rule = Rule(freq="daily")
    obon = dict(days(only(rule, Closure(special=("obon",))), today=date(2026, 8, 12), horizon_days=5))
    assert set(obon) == {date(2026, 8, 12), date(2026, 8, 17)}
    wrapped = dict(days(only(rule, Closure(ranges=(((12, 29), (1, 3)),))), today=date(2026, 12, 28), horizon_days=7))
    assert wrapped == {date(2026, 12, 28): "certain", date(2027, 1, 4): "certain"}


def test_ordinal_closings_and_months() -> None:
    third = dict(days(only(Rule(freq="weekly", byday=(SA,)), Closure(byday=(SA,), nth=(3,)))))
    assert date(2026, 6, 20) not in third
    fifth = dict(days(only(Rule(freq="weekly", byday=(MO,)), Closure(nth=(5,)))))
    assert date(2026, 6, 29) not in fifth
    july = dict(days(only(Rule(freq="weekly", byday=(SA,)), Closure(months=(7,))), horizon_days=60))
    assert {day.month for day in july} == {6, 8}


def test_a_monday_exempt_on_holidays_stays_open() -> None:
    schedule = only(Rule(freq="daily"), Closure(byday=(MO,), exempt=("holiday",)))
    found = dict(days(schedule, today=date(2026, 7, 13), horizon_days=7))
    assert MARINE_DAY in found
    assert date(2026, 7, 13) not in found


def test_single_days_are_cancelled_and_added() -> None:
    schedule = Schedule(
        rules=(Rule(freq="weekly", byday=(SA,)),), cancelled=(date(2026, 6, 13),), added=(date(2026, 6, 14),)
    )
    assert [day for day, _ in days(schedule, horizon_days=10)] == [TODAY, date(2026, 6, 14)]


def test_beyond_the_known_holidays_only_dependent_days_are_questionable() -> None:
    later = date(2027, 3, 1)
    assert days(only(Rule(freq="weekly", byday=(SA,))), today=later, horizon_days=7)[0][1] == "certain"
    dependent = only(Rule(freq="weekly", byday=(SA,)), Closure(special=("holiday",)))
    assert days(dependent, today=later, horizon_days=7)[0][1] == "maybe"


def test_a_limit_ends_the_search() -> None:
    schedule = only(Rule(freq="daily"))
    sessions = next_sessions(schedule, today=TODAY, horizon_days=92, holidays=SomeHolidays(), limit=2)
    assert [session.on for session in sessions] == [TODAY, TODAY + timedelta(days=1)]


def test_an_opening_moves_from_a_holiday_to_the_day_that_is_named() -> None:
    rule = Rule(freq="monthly", byday=(MO,), nth=(3,), moved_days=7)
    found = days(only(rule, flags=("shift_if_holiday",)), horizon_days=75)
    assert found == [
        (date(2026, 6, 15), "certain"),
        (date(2026, 7, 27), "certain"),
        (date(2026, 8, 17), "certain"),
    ]


def test_an_opening_that_moves_to_another_holiday_has_to_be_asked_about() -> None:
    rule = Rule(freq="monthly", byday=(MO,), nth=(3,), moved_days=1)
    found = days(only(rule, flags=("shift_if_holiday",)), horizon_days=5, today=date(2026, 9, 20))
    assert found == [(date(2026, 9, 22), "maybe")]


def test_a_week_without_hours_that_moves_may_be_a_list_of_closings() -> None:
    rule = Rule(freq="weekly", byday=(MO,), moved_days=1)
    found = days(only(rule, flags=("shift_if_holiday",)), horizon_days=4, today=date(2026, 7, 19))
    assert found == [(date(2026, 7, 21), "maybe")]


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
