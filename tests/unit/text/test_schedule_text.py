"""Days and hours are read from what people write about them."""

from __future__ import annotations

from datetime import date

import pytest

from directory.domain.schedule import Rule, Window
from directory.text.schedule_text import parse_schedule
from tests.unit.text.schedule_parts import FR, MO, SA, SU, TH, TU, WE, window


@pytest.mark.parametrize(
    ("text", "nth", "byday"),
    [
        ("第2・4土曜日", (2, 4), (SA,)),
        ("第2.4日曜", (2, 4), (SU,)),
        ("第1～3土曜日", (1, 2, 3), (SA,)),
        ("第2,4,5日曜", (2, 4, 5), (SU,)),
        ("第１土曜日\n第3土曜日", (1, 3), (SA,)),
        ("毎月最終金曜日", (-1,), (FR,)),
        ("毎月第三水曜", (3,), (WE,)),
        ("毎月第2・第4月曜日", (2, 4), (MO,)),
        ("第１・３水", (1, 3), (WE,)),
    ],
)
def test_ordinal_weekdays_are_monthly(text: str, nth: tuple[int, ...], byday: tuple[int, ...]) -> None:
    schedule = parse_schedule(text)
    assert schedule.rules == (Rule(freq="monthly", nth=nth, byday=byday),)
    assert schedule.flags == ()
    assert schedule.raw == text


@pytest.mark.parametrize(
    ("text", "byday"),
    [
        ("木～土", (TH, FR, SA)),
        ("火水木金土", (TU, WE, TH, FR, SA)),
        ("毎週月、水、金曜日", (MO, WE, FR)),
        ("日～火曜日", (MO, TU, SU)),
        ("月曜日から金曜日", (MO, TU, WE, TH, FR)),
    ],
)
def test_weekdays_are_weekly(text: str, byday: tuple[int, ...]) -> None:
    assert parse_schedule(text).rules == (Rule(freq="weekly", byday=byday),)


def test_two_different_ordinal_weekdays_are_two_rules() -> None:
    expected = (Rule(freq="monthly", nth=(2,), byday=(TU,)), Rule(freq="monthly", nth=(4,), byday=(TH,)))
    assert parse_schedule("毎月第二火曜日、第四木曜日").rules == expected
    assert parse_schedule("第2(火)　第4(木)").rules == expected


def test_each_group_of_days_keeps_its_own_hours() -> None:
    assert parse_schedule("月〜金17:00〜19:00、土12:00〜13:00").rules == (
        Rule(freq="weekly", byday=(MO, TU, WE, TH, FR), windows=(window("17:00", "19:00"),)),
        Rule(freq="weekly", byday=(SA,), windows=(window("12:00", "13:00"),)),
    )
    assert parse_schedule("（日～木）10:00～19:00（金、土）10:00～20:00").rules == (
        Rule(freq="weekly", byday=(MO, TU, WE, TH, SU), windows=(window("10:00", "19:00"),)),
        Rule(freq="weekly", byday=(FR, SA), windows=(window("10:00", "20:00"),)),
    )


def test_days_in_a_bracket_after_hours_have_those_hours() -> None:
    rules = parse_schedule("9:00～17:00（月～金）").rules
    assert rules == (Rule(freq="weekly", byday=(MO, TU, WE, TH, FR), windows=(window("9:00", "17:00"),)),)


def test_months_limit_a_rule() -> None:
    assert parse_schedule("偶数月の第３土曜日").rules[0].months == (2, 4, 6, 8, 10, 12)
    assert parse_schedule("奇数月　最終日曜日").rules == (
        Rule(freq="monthly", nth=(-1,), byday=(SU,), months=(1, 3, 5, 7, 9, 11)),
    )


def test_days_of_the_month() -> None:
    assert parse_schedule("毎月12日").rules == (Rule(freq="monthly", bymonthday=(12,)),)
    assert parse_schedule("みかんの日(3日・13日)").rules == (Rule(freq="monthly", bymonthday=(3, 13)),)


def test_a_day_relative_to_another_is_an_offset() -> None:
    rules = parse_schedule("第三火曜とその直後の木曜").rules
    assert rules[1] == Rule(freq="monthly", nth=(3,), byday=(TU,), offset_days=2)


def test_hours_change_for_some_days_or_months() -> None:
    monday = parse_schedule("開設時間:9:30～12:00 13:00～15:30 ※月曜は16時まで")
    assert monday.rules[1] == Rule(
        freq="weekly", byday=(MO,), windows=(window("9:30", "12:00"), window("13:00", "16:00"))
    )
    summer = parse_schedule("午前9時～午後5時(5月～8月は午後6時まで)")
    assert summer.rules[1].months == (5, 6, 7, 8)
    assert summer.rules[1].windows == (window("9:00", "18:00"),)
    assert parse_schedule("日・祝は17:00まで").rules[0].windows == ()


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("午後５時30分～６時30分", (window("17:30", "18:30"),)),
        ("(1)午前9時～午後0時 (2)午後1時～3時", (window("9:00", "12:00"), window("13:00", "15:00"))),
        ("19：30～7：30", (window("19:30", "31:30"),)),
        ("11:30～20:00(15～17時休憩)", (window("11:30", "15:00"), window("17:00", "20:00"))),
        ("10時から12時", (window("10:00", "12:00"),)),
        ("正午～15時", (window("12:00", "15:00"),)),
    ],
)
def test_hours_are_read_in_every_spelling(text: str, windows: tuple[Window, ...]) -> None:
    assert parse_schedule(text).rules[0].windows == windows


def test_meals_label_their_rules() -> None:
    rules = parse_schedule("朝食 毎週 月曜 7:15~8:00 夕食 第2土曜日 17:00~19:00").rules
    assert [rule.label for rule in rules] == ["朝食", "夕食"]


def test_a_program_between_days_does_not_lend_its_hours() -> None:
    rules = parse_schedule("開催日は第3木・飲食店で実施・毎週月は18:00~21:00に会食").rules
    assert rules[0] == Rule(freq="monthly", nth=(3,), byday=(TH,))
    assert rules[1].windows == (window("18:00", "21:00"),)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "毎月第4日曜日（12月は第3日曜日）",
            (
                Rule(freq="monthly", nth=(4,), byday=(SU,), months=tuple(range(1, 12))),
                Rule(freq="monthly", nth=(3,), byday=(SU,), months=(12,)),
            ),
        ),
        ("日曜日（第1・第3）", (Rule(freq="monthly", nth=(1, 3), byday=(SU,)),)),
        ("木曜日　第2・4週", (Rule(freq="monthly", nth=(2, 4), byday=(TH,)),)),
        (
            "木曜日 10:00～12:00 第2・4週",
            (Rule(freq="monthly", nth=(2, 4), byday=(TH,), windows=(window("10:00", "12:00"),)),),
        ),
        ("第2土曜　電話受付 平日9時～17時", (Rule(freq="monthly", nth=(2,), byday=(SA,)),)),
        ("月末の金曜日", (Rule(freq="monthly", nth=(-1,), byday=(FR,)),)),
        ("令和6年4月より毎月第3土曜日", (Rule(freq="monthly", nth=(3,), byday=(SA,)),)),
        ("水・木曜日（祝日も開館）", (Rule(freq="weekly", byday=(WE, TH)),)),
        ("第3木曜日(祝日の場合は第4木曜日)", (Rule(freq="monthly", nth=(3,), byday=(TH,), moved_days=7),)),
    ],
)
def test_words_around_days_are_understood(text: str, rules: tuple[Rule, ...]) -> None:
    assert parse_schedule(text).rules == rules


def test_half_a_day_keeps_the_hours_of_that_half() -> None:
    rules = parse_schedule("月～金 9:00-12:00、14:00-16:00（水曜は午前のみ）").rules
    assert rules[0].byday == (MO, TU, TH, FR)
    assert (rules[1].byday, rules[1].windows) == ((WE,), (window("9:00", "12:00"),))


def test_a_single_day_counts_only_with_its_year() -> None:
    assert parse_schedule("令和8年6月14日（日）11時～13時").added == (date(2026, 6, 14),)
    without_year = parse_schedule("6月14日(日) 11:00～13:00")
    assert without_year.added == ()
    assert "date_unknown" in without_year.flags


@pytest.mark.parametrize(
    ("text", "school_time"),
    [
        ("夏休み期間中の毎週水曜日", "summer_vacation"),
        ("長期休暇中のみ 月・水・金", "school_vacations"),
        ("学校のある日の月曜から金曜", "school_days"),
        ("毎週水曜日（学校休業日を除く）", "school_days"),
        ("平日 13:00～17:00、土曜・長期休暇 10:00～17:00", "not_vacations"),
        ("平日 13:00～17:00", None),
    ],
)
def test_rules_know_the_part_of_the_school_year(text: str, school_time: str | None) -> None:
    assert {rule.school_time for rule in parse_schedule(text).rules} == {school_time}


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("2・4火曜", "第2・第4火曜"),
        ("毎月1・3水曜日", "毎月第1・第3水曜日"),
        ("②④土曜", "第2・第4土曜"),
        ("第ニ土曜", "第2土曜"),
        ("弟2土曜", "第2土曜"),
        ("月：〇 火：〇 水：× 木：〇 金：〇 土：× 日：×", "月・火・木・金曜"),
        ("隔月第2日曜（偶数月）", "偶数月の第2日曜"),
    ],
)
def test_human_spellings_mean_the_usual_ones(text: str, same_as: str) -> None:
    assert parse_schedule(text).rules == parse_schedule(same_as).rules
