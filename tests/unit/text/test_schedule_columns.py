from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.schedule import Rule, Window
from directory.text.schedule_columns import monthly_rate
from directory.text.schedule_text import ScheduleColumns, read_schedule_columns

FIVE_TO_SEVEN = Window(start=17 * 60, end=19 * 60)


def test_weekdays_and_hours_make_a_weekly_rule() -> None:
    schedule = read_schedule_columns(ScheduleColumns(weekdays="水;土", start="17:00", end="19:00"))
    assert schedule.rules == (Rule(freq="weekly", byday=(2, 5), windows=(FIVE_TO_SEVEN,)),)
    assert schedule.raw == "水;土 17:00～19:00"
    assert schedule.flags == ()


def test_the_day_column_completes_the_weekday_column() -> None:
    schedule = read_schedule_columns(
        ScheduleColumns(weekdays="木曜日", days="毎月第３", frequency="5", start="17:00:00", end="19:00:00")
    )
    assert schedule.rules == (Rule(freq="monthly", byday=(3,), nth=(3,), windows=(FIVE_TO_SEVEN,)),)
    assert schedule.flags == ()


def test_monthly_without_week_stays_unknown() -> None:
    schedule = read_schedule_columns(ScheduleColumns(weekdays="土", frequency="5"))
    assert schedule.rules == (Rule(freq="monthly", byday=(5,), count=1),)
    assert schedule.flags == ("nth_unknown",)
    assert schedule.raw == "月1回 土"


def test_every_second_week_has_an_unknown_phase() -> None:
    schedule = read_schedule_columns(ScheduleColumns(weekdays="金", frequency="4"))
    assert schedule.rules[0].interval == 2
    assert schedule.flags == ("phase_unknown",)


@pytest.mark.parametrize(
    ("frequency", "days"), [("1", "第３木曜日"), ("2", "第1土曜日"), ("5", "毎週月曜日"), ("3", "偶数月の第1日曜日")]
)
def test_frequency_against_days_is_a_contradiction(frequency: str, days: str) -> None:
    schedule = read_schedule_columns(ScheduleColumns(frequency=frequency, days=days))
    assert "contradiction" in schedule.flags
    assert schedule.rules


@pytest.mark.parametrize(
    ("frequency", "days"), [("5", "第３木曜日"), ("4", "第1・3土曜日"), ("3", "毎週月曜日"), ("1", "月～金")]
)
def test_frequency_that_fits_the_days_is_none(frequency: str, days: str) -> None:
    assert "contradiction" not in read_schedule_columns(ScheduleColumns(frequency=frequency, days=days)).flags


def test_the_note_is_the_truth_for_the_hours() -> None:
    schedule = read_schedule_columns(
        ScheduleColumns(weekdays="月火水木金", start="10:00", end="16:00", note="10:00～12:00、13:00～16:00")
    )
    assert schedule.rules[0].windows == (Window(start=600, end=720), Window(start=780, end=960))
    assert "contradiction" in schedule.flags
    assert "10:00～16:00" in schedule.raw
    assert "13:00～16:00" in schedule.raw


def test_hours_of_a_part_of_the_day_are_not_the_truth() -> None:
    columns = ScheduleColumns(weekdays="月火水木金", start="9:00", end="17:00", note="お茶の提供は10:00から11:00まで")
    assert read_schedule_columns(columns).rules[0].windows == (Window(start=540, end=1020),)


def test_the_note_names_other_hours_for_some_days() -> None:
    schedule = read_schedule_columns(
        ScheduleColumns(weekdays="月火水木金土", start="9:00", end="17:00", note="土曜日は12:30まで。年末年始休館")
    )
    assert schedule.rules == (
        Rule(freq="weekly", byday=(0, 1, 2, 3, 4), windows=(Window(start=540, end=1020),)),
        Rule(freq="weekly", byday=(5,), windows=(Window(start=540, end=750),)),
    )
    assert schedule.closed[0].special == ("new_year",)
    assert schedule.flags == ()


def test_the_note_names_other_hours_for_some_months() -> None:
    schedule = read_schedule_columns(
        ScheduleColumns(weekdays="土日", start="9:00", end="17:00", note="1月から2月は10:00から16:00")
    )
    assert schedule.rules[1] == Rule(freq="weekly", byday=(5, 6), months=(1, 2), windows=(Window(start=600, end=960),))


def test_the_note_is_more_precise_than_the_weekday() -> None:
    schedule = read_schedule_columns(
        ScheduleColumns(weekdays="金", frequency="5", start="16:00", note="毎月第２金曜日")
    )
    assert schedule.rules == (Rule(freq="monthly", byday=(4,), nth=(2,), windows=(Window(start=960),)),)
    assert schedule.flags == ("open_end",)


def test_the_end_column_closes_an_open_end() -> None:
    schedule = read_schedule_columns(ScheduleColumns(days="第2水曜日　15時～", start="15:00", end="17:00"))
    assert schedule.rules[0].windows == (Window(start=900, end=1020),)
    assert schedule.flags == ()


def test_other_weekdays_in_two_columns_are_a_contradiction() -> None:
    assert "contradiction" in read_schedule_columns(ScheduleColumns(weekdays="木", days="第3土曜日")).flags


def test_midnight_to_midnight_is_an_empty_form() -> None:
    schedule = read_schedule_columns(ScheduleColumns(weekdays="月火", start="00:00", end="00:00"))
    assert schedule.rules[0].windows == ()


def test_an_end_before_the_start_is_not_believed() -> None:
    schedule = read_schedule_columns(ScheduleColumns(weekdays="月", start="18:00", end="17:30"))
    assert schedule.rules[0].windows == (Window(start=1080),)
    assert "contradiction" in schedule.flags


@pytest.mark.parametrize(("code", "flag"), [("8", "irregular"), ("7", "seasonal"), ("5", "nth_unknown")])
def test_a_frequency_alone_is_kept_as_flag(code: str, flag: str) -> None:
    assert flag in read_schedule_columns(ScheduleColumns(frequency=code)).flags


def test_empty_columns_say_nothing() -> None:
    schedule = read_schedule_columns(ScheduleColumns())
    assert (schedule.raw, schedule.rules, schedule.flags, schedule.leftover) == ("", (), (), "")


def test_a_rate_counts_sessions_a_month() -> None:
    assert monthly_rate(Rule(freq="monthly", nth=(1, 3), byday=(5,))) == 2
    assert monthly_rate(Rule(freq="monthly", nth=(1,), byday=(5,), months=(2, 4, 6, 8, 10, 12))) == 0.5
    assert monthly_rate(Rule(freq="daily")) == 30


CELL = st.text(alphabet="月火水木金土日第1234・;～: 0123456789:時まで祝休不定期", max_size=16)


@settings(deadline=None)
@given(st.builds(ScheduleColumns, weekdays=CELL, days=CELL, frequency=CELL, start=CELL, end=CELL, note=CELL))
def test_any_cells_are_kept_and_never_raise(columns: ScheduleColumns) -> None:
    schedule = read_schedule_columns(columns)
    for cell in (columns.weekdays, columns.days, columns.start, columns.end, columns.note):
        assert cell.strip() in schedule.raw
