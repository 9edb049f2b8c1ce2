"""Closings and holidays take days away, move them or leave them to be asked about."""

from __future__ import annotations

from datetime import date

from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.sessions import next_sessions
from tests.unit.domain.session_days import FR, MARINE_DAY, MO, SA, SU, TH, TU, WE, SomeHolidays, days, only


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


def test_beyond_the_known_holidays_only_dependent_days_are_questionable() -> None:
    later = date(2027, 3, 1)
    assert days(only(Rule(freq="weekly", byday=(SA,))), today=later, horizon_days=7)[0][1] == "certain"
    dependent = only(Rule(freq="weekly", byday=(SA,)), Closure(special=("holiday",)))
    assert days(dependent, today=later, horizon_days=7)[0][1] == "maybe"


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
