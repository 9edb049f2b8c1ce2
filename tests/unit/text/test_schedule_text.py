from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.schedule import Closure, Rule, Window
from directory.text.schedule_text import parse_closing_days, parse_schedule

MO, TU, WE, TH, FR, SA, SU = range(7)
ALPHABET = (
    "毎月週第123最終曜日火水木金土祝休館除く年末始～〜:：時分、。・（）()【】午前後0456789 隔偶数夏み不定期回まで※/\n"
)
WORDS = st.text(alphabet=ALPHABET, max_size=60)


def window(start: str, end: str | None = None) -> Window:
    return Window(start=minutes(start), end=minutes(end) if end else None)


def minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


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


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("最終土or日", "uncertain"),
        ("第4(または第5)日曜", "uncertain"),
        ("隔週木曜", "phase_unknown"),
        ("2ヶ月に1回", "phase_unknown"),
        ("月１回土曜", "nth_unknown"),
        ("第三火曜とその直後の木曜", "relative"),
        ("第2火曜　14時～", "open_end"),
        ("25：00", "time_vague"),
        ("9：00～25：00", "past_midnight"),
        ("毎月第2土曜の昼", "time_vague"),
        ("現在は休止中　第1土曜", "suspended"),
        ("月に1回おおむね第三日曜日", "approx"),
        ("原則第2金曜日　変動あり", "irregular"),
        ("土曜日(開所日のみ)", "uncertain"),
    ],
)
def test_what_stays_open_is_flagged(text: str, flag: str) -> None:
    assert flag in parse_schedule(text).flags


def test_a_day_relative_to_another_is_an_offset() -> None:
    rules = parse_schedule("第三火曜とその直後の木曜").rules
    assert rules[1] == Rule(freq="monthly", nth=(3,), byday=(TU,), offset_days=2)


@pytest.mark.parametrize(
    "text",
    [
        "毎月1回友引の日曜日",
        "不定期（子供がきたら即開催）",
        "年3回",
        "春休み　夏休み　10月　12月",
        "夏季 18:00 冬季 17:00",
        "非公開",
        "8月11日(火・祝)～9月23日(水・祝)",
        "子どもの居場所です",
        "開催日はチラシでお知らせ",
    ],
)
def test_what_can_not_be_understood_gives_no_rule(text: str) -> None:
    schedule = parse_schedule(text)
    assert schedule.rules == ()
    assert schedule.flags or schedule.leftover == text


@pytest.mark.parametrize("text", ["月1回程度", "月1回（土日どちらか、不定期）", "主に第2火曜日"])
def test_vague_frequencies_keep_their_rule_with_a_flag(text: str) -> None:
    schedule = parse_schedule(text)
    assert schedule.rules
    assert {"irregular", "approx", "nth_unknown"} & set(schedule.flags)


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


def test_hours_without_any_day_claim_no_day() -> None:
    schedule = parse_schedule("9:30～15:30")
    assert schedule.rules == (Rule(windows=(window("9:30", "15:30"),)),)
    assert schedule.flags == ("days_unknown",)


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


@pytest.mark.parametrize("text", ["7：30～78：30", "9時～5時", "第3水曜日 5時半開店", "17:00~5組"])
def test_hours_that_nobody_can_mean_are_not_invented(text: str) -> None:
    schedule = parse_schedule(text)
    assert all(window.end is None or window.end > window.start for rule in schedule.rules for window in rule.windows)
    assert all(window.start >= 7 * 60 for rule in schedule.rules for window in rule.windows)


def test_meals_label_their_rules() -> None:
    rules = parse_schedule("朝食 毎週 月曜 7:15~8:00 夕食 第2土曜日 17:00~19:00").rules
    assert [rule.label for rule in rules] == ["朝食", "夕食"]


def test_words_with_weekday_characters_are_no_weekdays() -> None:
    for text in ("開催日時は未定", "料金は月額です", "水遊びと土いじり", "毎月金額が変わります", "日本語教室"):
        assert parse_schedule(text).rules == (), text


def test_a_program_between_days_does_not_lend_its_hours() -> None:
    rules = parse_schedule("開催日は第3木・飲食店で実施・毎週月は18:00~21:00に会食").rules
    assert rules[0] == Rule(freq="monthly", nth=(3,), byday=(TH,))
    assert rules[1].windows == (window("18:00", "21:00"),)


def test_a_column_of_closing_days_is_read_as_such() -> None:
    schedule = parse_closing_days("土日祝日")
    assert schedule.rules == ()
    assert schedule.closed == (Closure(byday=(SA, SU)), Closure(special=("holiday",)))
    assert schedule.raw == "土日祝日"


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), WORDS))
def test_any_text_is_kept_and_never_raises(text: str) -> None:
    schedule = parse_schedule(text)
    assert schedule.raw == text
    for rule in schedule.rules:
        assert all(0 <= day <= 6 for day in rule.byday)
        assert all(window.end is None or window.end > window.start for window in rule.windows)


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


def test_closing_words_are_no_opening_days() -> None:
    assert parse_schedule("開館日：火曜日～日曜日　休館日：月曜日").closed == (Closure(byday=(MO,)),)
    assert parse_schedule("月曜日（祝日の場合は開館）").rules == ()
    assert parse_schedule("第1土曜日（5月は第2土曜日、1月は休み）").closed == (Closure(months=(1,)),)
    text = "毎週火曜日 10:00～11:30（祝日・お盆・園行事のある日はお休み）"
    assert parse_schedule(text).closed == (Closure(special=("holiday",)), Closure(special=("obon",)))


def test_half_a_day_keeps_the_hours_of_that_half() -> None:
    rules = parse_schedule("月～金 9:00-12:00、14:00-16:00（水曜は午前のみ）").rules
    assert rules[0].byday == (MO, TU, TH, FR)
    assert (rules[1].byday, rules[1].windows) == ((WE,), (window("9:00", "12:00"),))


def test_a_single_day_counts_only_with_its_year() -> None:
    assert parse_schedule("令和8年6月14日（日）11時～13時").added == (date(2026, 6, 14),)
    without_year = parse_schedule("6月14日(日) 11:00～13:00")
    assert without_year.added == ()
    assert "date_unknown" in without_year.flags


def test_a_shift_that_closes_makes_a_list_of_closing_days() -> None:
    schedule = parse_schedule("月曜日、祝日の場合は翌日休館")
    assert schedule.rules == ()
    assert schedule.closed == (Closure(byday=(MO,), shift="next_day"),)


@pytest.mark.parametrize(
    "text", ["毎月15日（土日祝の場合は翌平日）", "土曜は要相談", "平日の読み聞かせは毎週火曜17:00～19:00"]
)
def test_days_that_may_move_are_uncertain(text: str) -> None:
    assert "uncertain" in parse_schedule(text).flags


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
    "text",
    [
        "月～金（祝日・学校閉庁日・年末年始を除く）",
        "平日 9:00～16:00（園行事のある日は休み）",
        "【休館日】月曜日、施設点検日　9:00～17:00",
        "毎週水曜（会館の使えない日を除く）",
        "第3日曜（祭礼と重なる場合は第4日曜）",
        "第2水曜日など",
        "第3日曜日（予定）",
    ],
)
def test_unknown_words_about_days_leave_all_days_in_doubt(text: str) -> None:
    assert {"uncertain", "irregular"} & set(parse_schedule(text).flags)


@pytest.mark.parametrize(
    "text",
    [
        "月～金 9:00～17:00（祝日、年末年始、その他市長が必要と認める日を除く）",
        "第2・第4土曜（要予約、前日まで）",
        "第2水曜 13:30～15:30（前週金曜までに予約）",
        "毎週土曜 10:00～12:00（雨天中止）",
        "日曜・祝日および第2・第4土曜は休み 8:30〜17:00",
    ],
)
def test_usual_phrases_beside_the_days_leave_no_doubt(text: str) -> None:
    assert not {"uncertain", "irregular", "suspended"} & set(parse_schedule(text).flags)


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
