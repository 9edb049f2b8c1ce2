"""What can not be known from a text about days is flagged and never invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.schedule import Rule
from directory.text.schedule_text import parse_schedule
from tests.unit.text.schedule_parts import window

ALPHABET = (
    "毎月週第123最終曜日火水木金土祝休館除く年末始～〜:：時分、。・（）()【】午前後0456789 隔偶数夏み不定期回まで※/\n"
)
WORDS = st.text(alphabet=ALPHABET, max_size=60)


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


def test_hours_without_any_day_claim_no_day() -> None:
    schedule = parse_schedule("9:30～15:30")
    assert schedule.rules == (Rule(windows=(window("9:30", "15:30"),)),)
    assert schedule.flags == ("days_unknown",)


@pytest.mark.parametrize("text", ["7：30～78：30", "9時～5時", "第3水曜日 5時半開店", "17:00~5組"])
def test_hours_that_nobody_can_mean_are_not_invented(text: str) -> None:
    schedule = parse_schedule(text)
    assert all(window.end is None or window.end > window.start for rule in schedule.rules for window in rule.windows)
    assert all(window.start >= 7 * 60 for rule in schedule.rules for window in rule.windows)


def test_words_with_weekday_characters_are_no_weekdays() -> None:
    for text in ("開催日時は未定", "料金は月額です", "水遊びと土いじり", "毎月金額が変わります", "日本語教室"):
        assert parse_schedule(text).rules == (), text


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), WORDS))
def test_any_text_is_kept_and_never_raises(text: str) -> None:
    schedule = parse_schedule(text)
    assert schedule.raw == text
    for rule in schedule.rules:
        assert all(0 <= day <= 6 for day in rule.byday)
        assert all(window.end is None or window.end > window.start for window in rule.windows)


@pytest.mark.parametrize(
    "text", ["毎月15日（土日祝の場合は翌平日）", "土曜は要相談", "平日の読み聞かせは毎週火曜17:00～19:00"]
)
def test_days_that_may_move_are_uncertain(text: str) -> None:
    assert "uncertain" in parse_schedule(text).flags


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
