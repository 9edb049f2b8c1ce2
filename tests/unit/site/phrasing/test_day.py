from __future__ import annotations

from datetime import date

import pytest

from directory.domain.schedule import Session, Window
from directory.site.phrasing.day import phrase_clock, phrase_date, phrase_day, phrase_session, phrase_window


def read_aloud(text: str, easy) -> str:
    """The text with its readings, as easy sentences are written."""
    marks = easy.marks
    return text.replace(marks.opened, "{").replace(marks.parted, "|").replace(marks.closed, "}")


def test_a_day_near_by_goes_without_its_year(words):
    assert phrase_day(date(2026, 6, 6), words) == "6月6日（土）"
    assert phrase_date(date(2026, 6, 6), words) == "2026年6月6日"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 6), "6{月|がつ}{6日|むいか}（{土|ど}{曜日|ようび}）"),
        (date(2026, 12, 1), "12{月|がつ}{1日|ついたち}（{火|か}{曜日|ようび}）"),
        (date(2026, 9, 20), "9{月|がつ}{20日|はつか}（{日|にち}{曜日|ようび}）"),
    ],
)
def test_easy_japanese_reads_every_day_by_its_own_name(easy, day: date, said: str):
    assert read_aloud(phrase_day(day, easy), easy) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(690, "11{時|じ}30{分|ぷん}"), (555, "9{時|じ}15{分|ふん}"), (1440, "24{時|じ}"), (0, "0{時|じ}")],
)
def test_easy_japanese_reads_minutes_as_they_are_spoken(easy, minutes: int, said: str):
    assert read_aloud(phrase_clock(minutes, easy), easy) == said


def test_a_time_of_day_has_two_digits_of_minutes(words):
    assert [phrase_clock(minutes, words) for minutes in (0, 545, 690, 1440)] == ["0:00", "9:05", "11:30", "24:00"]


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (Window(start=600), "10:00〜"),
        (Window(start=600, end=1440), "10:00〜24:00"),
        (Window(start=1320, end=1500), "22:00〜翌1:00"),
    ],
)
def test_hours_may_be_open_or_reach_past_midnight(words, window: Window, said: str):
    assert phrase_window(window, words) == said


def test_an_uncertain_day_says_so(words):
    session = Session(on=date(2026, 6, 6), windows=(Window(start=600, end=720),), certainty="maybe")
    assert phrase_session(session, words) == "6月6日（土） 10:00〜12:00（要確認）"
