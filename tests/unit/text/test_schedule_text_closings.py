"""Closing days are read from what people write, and where an opening or a closing moves to."""

from __future__ import annotations

import pytest

from directory.domain.schedule import Closure, Rule
from directory.text.schedule_text import parse_closing_days, parse_schedule
from tests.unit.text.schedule_parts import FR, MO, SA, SU, TH, TU, WE, window


def test_closing_days_leave_the_other_days_open() -> None:
    schedule = parse_schedule("【開館時間】9:00～12:00、13:00～16:30【休館日】月曜日、第3日曜日、年末年始")
    assert schedule.rules == (
        Rule(
            freq="weekly",
            byday=(TU, WE, TH, FR, SA, SU),
            windows=(window("9:00", "12:00"), window("13:00", "16:30")),
        ),
    )
    assert schedule.closed == (
        Closure(byday=(MO,)),
        Closure(nth=(3,), byday=(SU,)),
        Closure(special=("new_year",)),
    )


def test_a_closing_that_moves_from_a_holiday_says_where() -> None:
    next_day = parse_schedule("毎週月曜（祝日の場合は翌日）・年末年始")
    assert next_day.closed[0] == Closure(byday=(MO,), shift="next_day")
    assert "shift_if_holiday" in next_day.flags
    weekday = parse_schedule("9:00～17:00 休館日：火曜（火曜が祝日の場合は翌平日）及び12/29～1/3")
    assert weekday.closed == (Closure(byday=(TU,), shift="next_weekday"), Closure(ranges=(((12, 29), (1, 3)),)))


def test_closings_know_their_exceptions() -> None:
    assert parse_schedule("第1日曜（8月除く）・年末年始").closed[0].months == (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12)
    text = "月曜日(ただし夏休み中の月曜日・祝日に当たる月曜日は開館)・年末年始"
    assert parse_schedule(text).closed[0].exempt == ("summer_vacation", "holiday")
    assert parse_schedule("月～金（祝祭日を除く）").closed == (Closure(special=("holiday",)),)
    assert parse_schedule("火曜・金曜（祝日の場合はお休み）").closed == (Closure(special=("holiday",)),)
    assert parse_schedule("毎週水曜日(第5週は休み)").closed == (Closure(nth=(5,)),)
    assert parse_schedule("月曜日については第2週は利用不可").closed == (Closure(byday=(MO,), nth=(2,)),)


def test_what_stays_open_on_holidays_is_no_closing() -> None:
    assert parse_schedule("祝日、年末年始は休まず営業").closed == ()


def test_a_column_of_closing_days_is_read_as_such() -> None:
    schedule = parse_closing_days("土日祝日")
    assert schedule.rules == ()
    assert schedule.closed == (Closure(byday=(SA, SU)), Closure(special=("holiday",)))
    assert schedule.raw == "土日祝日"


def test_closing_words_are_no_opening_days() -> None:
    assert parse_schedule("開館日：火曜日～日曜日　休館日：月曜日").closed == (Closure(byday=(MO,)),)
    assert parse_schedule("月曜日（祝日の場合は開館）").rules == ()
    assert parse_schedule("第1土曜日（5月は第2土曜日、1月は休み）").closed == (Closure(months=(1,)),)
    text = "毎週火曜日 10:00～11:30（祝日・お盆・園行事のある日はお休み）"
    assert parse_schedule(text).closed == (Closure(special=("holiday",)), Closure(special=("obon",)))


def test_a_shift_that_closes_makes_a_list_of_closing_days() -> None:
    schedule = parse_schedule("月曜日、祝日の場合は翌日休館")
    assert schedule.rules == ()
    assert schedule.closed == (Closure(byday=(MO,), shift="next_day"),)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("火～土（祝日及び祝日の翌日は休み）", (Closure(special=("holiday",)), Closure(special=("after_holiday",)))),
        ("月～金（夏季休業8/10～8/14）", (Closure(ranges=(((8, 10), (8, 14)),)),)),
        ("お盆休み（8/13～8/16）、水曜 10:00～12:00", (Closure(ranges=(((8, 13), (8, 16)),)),)),
        ("冬期（12～2月）は休み。第2水曜", (Closure(months=(1, 2, 12)),)),
        ("毎週火曜（8月第2・3週を除く）", (Closure(nth=(2, 3), months=(8,)),)),
        ("月1回（第2火曜日）、8月は休会", (Closure(months=(8,)),)),
    ],
)
def test_closings_say_their_own_days(text: str, closed: tuple[Closure, ...]) -> None:
    assert parse_schedule(text).closed == closed


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("第2火曜（祝日の場合は翌週）", 7),
        ("第2火曜（祝日の場合は翌日）", 1),
        ("第2火曜（祝日にあたるときは前日に開催）", -1),
        ("毎週月曜（祝日の場合は木曜日）", 3),
        ("第2火曜（祝日の場合は第4火曜に変更）", 14),
        ("第2火曜（祝日の場合は翌平日）", None),
        ("月～金（祝日の場合は翌日）", None),
    ],
)
def test_opening_days_move_from_holidays_to_the_day_that_is_named(text: str, days: int | None) -> None:
    assert parse_schedule(text).rules[0].moved_days == days
