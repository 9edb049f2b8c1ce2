from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.schedule_form import FormLine, ScheduleForm, from_form
from directory.domain.sessions import next_sessions
from directory.text.schedule_text import parse_schedule
from directory.text.schedule_words import format_schedule, publish_form

LUNCH = (Window(start=690, end=840),)
DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(lambda days: tuple(sorted(days)))
NTH = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3, unique=True).map(
    lambda nth: tuple(sorted(nth))
)
MONTHS = st.lists(st.integers(1, 12), max_size=4, unique=True).map(lambda months: tuple(sorted(months)))
WINDOWS = st.sampled_from(
    [
        (),
        LUNCH,
        (Window(start=540, end=720), Window(start=780, end=960)),
        (Window(start=600),),
        (Window(start=1140, end=1860),),
    ]
)
HOLIDAYS_TOO = {"byday": DAYS, "on_holidays": st.booleans(), "windows": WINDOWS}
PLAIN: dict[str, st.SearchStrategy[FormLine]] = {
    "weekly": st.builds(FormLine, repetition=st.just("weekly"), **HOLIDAYS_TOO),
    "workdays": st.builds(FormLine, repetition=st.just("workdays"), windows=WINDOWS),
    "other_week": st.builds(
        FormLine, repetition=st.just("other_week"), byday=DAYS, starts_on=st.just(date(2026, 6, 4)), windows=WINDOWS
    ),
    "monthly_weekday": st.builds(FormLine, repetition=st.just("monthly_weekday"), byday=DAYS, nth=NTH, windows=WINDOWS),
    "monthly_day": st.builds(
        FormLine,
        repetition=st.just("monthly_day"),
        month_days=st.sampled_from([(1,), (5, 15, 25), (29, 30), (-1,), (10, 31)]),
        windows=WINDOWS,
    ),
}
LINES = st.one_of(
    *PLAIN.values(),
    st.builds(FormLine, repetition=st.just("daily"), months=MONTHS, windows=WINDOWS),
    st.builds(FormLine, repetition=st.just("other_week"), byday=DAYS, windows=WINDOWS),
    st.builds(FormLine, repetition=st.just("weekly"), months=MONTHS, **HOLIDAYS_TOO),
    st.builds(FormLine, repetition=st.just("monthly_weekday"), byday=DAYS, nth=NTH, months=MONTHS, windows=WINDOWS),
    st.builds(FormLine, repetition=st.just("monthly_day"), month_days=st.just((8, 18)), months=MONTHS, windows=WINDOWS),
)
SEVERAL = st.lists(st.sampled_from(sorted(PLAIN)), min_size=2, max_size=3, unique=True).flatmap(
    lambda kinds: st.tuples(*(PLAIN[kind] for kind in kinds))
)
FORMS = st.builds(
    ScheduleForm,
    lines=LINES.map(lambda line: (line,)),
    closed_on=st.lists(
        st.sampled_from(["holiday", "obon", "new_year", "summer_vacation", "winter_vacation"]), max_size=4, unique=True
    ).map(tuple),
    cancelled=st.lists(st.dates(date(2026, 6, 1), date(2026, 9, 1)), max_size=2, unique=True).map(tuple),
    added=st.lists(st.dates(date(2026, 6, 1), date(2026, 9, 1)), max_size=2, unique=True).map(tuple),
    added_windows=st.sampled_from([(), LUNCH]),
)


class SomeHolidays:
    last_known_year = 2030

    def is_holiday(self, day: date) -> bool:
        return day in {date(2026, 7, 20), date(2026, 8, 11)}


def sessions(schedule: Schedule) -> list[tuple[date, tuple[Window, ...], str]]:
    found = next_sessions(schedule, today=date(2026, 6, 1), horizon_days=150, holidays=SomeHolidays())
    return [(session.on, session.windows, session.certainty) for session in found]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("第2・4土曜日（8月除く）10時～12時", "毎月第2・第4土曜 10:00～12:00 休み:8月"),
        ("月〜金17:00〜19:00、土12:00〜13:00", "毎週月～金曜 17:00～19:00、毎週土曜 12:00～13:00"),
        ("平日 9:00～12:00、13:00～16:00", "平日 9:00～12:00、13:00～16:00"),
        ("木～土 19：30～7：30", "毎週木～土曜 19:30～7:30"),
        ("奇数月　最終日曜日", "1月・3月・5月・7月・9月・11月の最終日曜"),
        ("毎月12日　14時～", "毎月12日 14:00～"),
        ("第三火曜とその直後の木曜", "毎月第3火曜とその直後の木曜"),
        ("朝食 毎週月曜 7:15~8:00", "朝食 毎週月曜 7:15～8:00"),
        ("毎週月曜（祝日の場合は翌日）・年末年始", "休み:月曜(祝日の場合は翌日)、年末年始"),
        ("隔週木曜", "隔週木曜"),
        ("2ヶ月に1回", "2か月に1回"),
        ("令和8年6月14日（日）、7月12日（日） 11:00〜13:00", "2026年6月14日・2026年7月12日 11:00～13:00"),
    ],
)
def test_a_schedule_is_written_as_bulletins_write_it(text: str, notation: str) -> None:
    schedule = parse_schedule(text)
    assert format_schedule(schedule) == notation
    again = parse_schedule(notation)
    assert (again.rules, again.closed, again.added, again.flags) == (
        schedule.rules,
        schedule.closed,
        schedule.added,
        schedule.flags,
    )


def test_a_form_becomes_a_text_with_its_note() -> None:
    form = ScheduleForm(
        lines=(FormLine(repetition="monthly_weekday", nth=(1, 3), byday=(5,), windows=LUNCH),),
        closed_on=("holiday", "summer_vacation"),
        cancelled=(date(2026, 6, 20),),
        note="はじめての方はお電話ください",
    )
    assert publish_form(form).raw == (
        "毎月第1・第3土曜 11:30～14:00 休み:祝日、夏休み (2026年6月20日は休み) はじめての方はお電話ください"
    )


def test_nothing_is_written_of_nothing() -> None:
    assert format_schedule(Schedule()) == ""
    assert format_schedule(Schedule(rules=(Rule(windows=LUNCH),))) == "11:30～14:00"


@settings(deadline=None, max_examples=40)
@given(FORMS)
def test_what_is_read_again_means_the_same(form: ScheduleForm) -> None:
    schedule = from_form(form)
    text = format_schedule(schedule)
    again = parse_schedule(text)
    assert again.leftover == "", text
    assert sessions(again) == sessions(schedule), text


@settings(deadline=None, max_examples=40)
@given(SEVERAL)
def test_several_lines_mean_the_same_when_read_again(lines: tuple[FormLine, ...]) -> None:
    """One line of each kind: two ordinal weeks, one of them for some months, are read as a rule and its exception."""
    schedule = from_form(ScheduleForm(lines=lines))
    text = format_schedule(schedule)
    assert sessions(parse_schedule(text)) == sessions(schedule), text


@pytest.mark.parametrize("moved", ["翌日", "前日", "翌週", "翌週水曜日", "第4火曜日", "木曜日"])
def test_where_an_opening_moves_is_written_so_that_it_is_read_again(moved: str) -> None:
    schedule = parse_schedule(f"毎月第2火曜(祝日の場合は{moved}) 10:00～12:00")
    assert parse_schedule(format_schedule(schedule)).rules == schedule.rules


def test_workdays_beside_the_same_days_of_every_week_are_not_written() -> None:
    usual = Rule(freq="weekly", byday=(0, 1, 2, 3, 4))
    assert format_schedule(Schedule(rules=(usual, replace(usual, skips_holidays=True)))) == "毎週月～金曜"
