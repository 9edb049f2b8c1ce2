"""Words of questions that name days."""

from __future__ import annotations

from datetime import date

import pytest

from directory.catalog.day_words import DayHead, find_day_head, name_day
from directory.catalog.when import parse_when

WEDNESDAY = date(2026, 6, 3)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("土曜", "sat"),
        ("日曜日", "sun"),
        ("Saturday", "sat"),
        ("sundays", "sun"),
        ("TODAY", "today"),
        ("tomorrow", "tomorrow"),
        ("土曜の午前", "sat:am"),
        ("金曜夜", "fri:eve"),
        ("今日の午後", "today:pm"),
        ("第2土曜", "2026-06-13"),
        ("第一日曜日", "2026-06-07,2026-07-05"),
        ("第2・第4土曜日", "2026-06-13,2026-06-27"),
        ("第1第3火曜の夕方", "2026-06-16:eve,2026-07-07:eve"),
        ("第5月曜", "2026-06-29"),
        ("第5金曜", ""),
        ("第6土曜", ""),
        ("夜", ""),
        ("土", ""),
        ("sun", ""),
        ("saturdayss", ""),
        ("ひまわり", ""),
    ],
)
def test_words_of_questions_name_days(word, day):
    assert name_day(word, today=WEDNESDAY) == day


@pytest.mark.parametrize("word", ["土曜", "今日の夜", "第2土曜", "第1第2第3第4第5日曜の午前", "Sundays"])
def test_what_a_word_names_is_a_value_of_when(word):
    assert parse_when(name_day(word, today=WEDNESDAY)) == name_day(word, today=WEDNESDAY) != ""


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("土曜日にやってる子ども食堂", DayHead("土曜日", "子ども食堂", is_sure=True)),
        ("今日行ける", DayHead("今日", "", is_sure=True)),
        ("第2土曜の子ども食堂", DayHead("第2土曜", "子ども食堂", is_sure=False)),
        ("土曜の午前に遊ぶ", DayHead("土曜の午前", "遊ぶ", is_sure=False)),
        ("土曜サロン", None),
        ("毎日", None),
    ],
)
def test_a_day_before_what_is_asked_for(word, head):
    assert find_day_head(word) == head
