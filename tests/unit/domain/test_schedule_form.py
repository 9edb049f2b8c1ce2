from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.schedule_form import FormLine, ScheduleForm, from_form, to_form

HOURS = (Window(start=690, end=840),)
DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(lambda days: tuple(sorted(days)))
MONTHS = st.lists(st.integers(1, 12), max_size=4, unique=True).map(lambda months: tuple(sorted(months)))
WINDOWS = st.sampled_from([(), HOURS, (Window(start=540, end=720), Window(start=780, end=960)), (Window(start=600),)])
DATES = st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=3, unique=True).map(
    lambda d: tuple(sorted(d))
)
NTH = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, unique=True).map(lambda nth: tuple(sorted(nth)))
MONTH_DAYS = st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(lambda days: tuple(sorted(days)))
LINES = st.one_of(
    st.builds(
        FormLine, repetition=st.just("weekly"), byday=DAYS, months=MONTHS, on_holidays=st.booleans(), windows=WINDOWS
    ),
    st.builds(FormLine, repetition=st.just("daily"), months=MONTHS, windows=WINDOWS),
    st.builds(FormLine, repetition=st.just("workdays"), byday=st.just((0, 1, 2, 3, 4)), windows=WINDOWS),
    st.builds(
        FormLine,
        repetition=st.just("other_week"),
        byday=DAYS,
        starts_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        windows=WINDOWS,
    ),
    st.builds(FormLine, repetition=st.just("monthly_weekday"), byday=DAYS, nth=NTH, months=MONTHS, windows=WINDOWS),
    st.builds(FormLine, repetition=st.just("monthly_day"), month_days=MONTH_DAYS, months=MONTHS, windows=WINDOWS),
)
CLOSED = st.lists(st.sampled_from(["holiday", "obon", "new_year", "summer_vacation"]), max_size=4, unique=True)
FORMS = st.builds(
    ScheduleForm,
    lines=st.lists(LINES, min_size=1, max_size=3).map(tuple),
    closed_on=CLOSED.map(tuple),
    cancelled=DATES,
    added=DATES,
)


def test_the_sentence_of_the_builder_is_a_rule() -> None:
    line = FormLine(repetition="monthly_weekday", nth=(1, 3), byday=(5,), windows=HOURS)
    form = ScheduleForm(lines=(line,), closed_on=("holiday", "obon"), note="はじめての方はお電話ください")
    assert from_form(form) == Schedule(
        raw="はじめての方はお電話ください",
        rules=(Rule(freq="monthly", nth=(1, 3), byday=(5,), windows=HOURS),),
        closed=(Closure(special=("holiday",)), Closure(special=("obon",))),
    )


def test_irregular_days_claim_nothing_but_the_dates_that_are_named() -> None:
    form = ScheduleForm(lines=(FormLine(repetition="irregular"),), added=(date(2026, 6, 14),), added_windows=HOURS)
    schedule = from_form(form)
    assert (schedule.rules, schedule.flags) == ((), ("irregular",))
    assert schedule.added == (date(2026, 6, 14),)
    assert schedule.added_windows == HOURS


def test_every_other_week_without_a_known_week_stays_unknown() -> None:
    unknown = from_form(ScheduleForm(lines=(FormLine(repetition="other_week", byday=(3,)),)))
    assert unknown.flags == ("phase_unknown",)
    known = from_form(ScheduleForm(lines=(FormLine(repetition="other_week", byday=(3,), starts_on=date(2026, 6, 4)),)))
    assert known.flags == ()


@pytest.mark.parametrize(
    "line",
    [
        FormLine(repetition="weekly"),
        FormLine(repetition="monthly_weekday", byday=(5,)),
        FormLine(repetition="monthly_weekday", nth=(1,)),
        FormLine(repetition="monthly_day"),
    ],
)
def test_a_line_without_its_days_gives_no_rule(line: FormLine) -> None:
    assert from_form(ScheduleForm(lines=(line,))).rules == ()


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(rules=(Rule(freq="weekly", byday=(1,)),), closed=(Closure(byday=(1,), nth=(5,)),)),
        Schedule(rules=(Rule(freq="monthly", byday=(1,), nth=(3,), offset_days=2),)),
        Schedule(rules=(Rule(freq="monthly", byday=(5,), count=1),), flags=("nth_unknown",)),
        Schedule(rules=(Rule(windows=HOURS),), flags=("days_unknown",)),
        Schedule(rules=(Rule(freq="weekly", byday=(1,), label="朝食"),)),
        Schedule(rules=(Rule(freq="weekly", byday=(1,)),), leftover="ただし"),
        Schedule(rules=(Rule(freq="weekly", byday=(1,)),), flags=("uncertain",)),
    ],
)
def test_what_the_builder_can_not_say_is_not_put_into_it(schedule: Schedule) -> None:
    assert to_form(schedule) is None


@settings(deadline=None, max_examples=60)
@given(FORMS)
def test_the_builder_shows_again_what_was_chosen(form: ScheduleForm) -> None:
    again = to_form(from_form(form))
    assert again is not None
    assert from_form(again) == from_form(form)
    assert again.lines == form.lines
