from __future__ import annotations

from datetime import date, datetime

import pytest

from directory.assets import web_folder
from directory.domain.schedule import Session, Window
from directory.site.phrasing.opening import phrase_opening
from directory.wording.words import open_words

MONDAY = date(2026, 6, 8)
HOURS = (Window(start=9 * 60, end=12 * 60), Window(start=13 * 60, end=16 * 60))


@pytest.fixture(scope="module")
def say():
    words = open_words(web_folder() / "locales")

    def phrase(session, hour, minute=0, *, day=8, is_open=False):
        now = datetime(2026, 6, day, hour, minute)  # noqa: DTZ001 - local time
        found = phrase_opening(session, words, now=now, is_open=is_open)
        return found.state, found.text

    return phrase


def test_open_desks_say_until_when(say):
    assert say(Session(on=MONDAY, windows=HOURS), 9) == ("open", "いま開いています（12:00まで）")
    assert say(Session(on=MONDAY, windows=HOURS), 15, 59) == ("open", "いま開いています（16:00まで）")


def test_between_two_windows_the_next_one_counts(say):
    assert say(Session(on=MONDAY, windows=HOURS), 12, 30) == ("later", "今日開きます 13:00〜")


def test_other_days_are_named(say):
    assert say(Session(on=MONDAY, windows=HOURS), 18, day=6) == ("later", "次は6月8日（月） 9:00〜")
    assert say(Session(on=MONDAY), 18, day=6) == ("later", "次は6月8日（月）")


def test_past_midnight_it_is_still_open(say):
    night = Session(on=MONDAY, windows=(Window(start=20 * 60, end=25 * 60),))
    assert say(night, 0, 30, day=9) == ("open", "いま開いています（1:00まで）")


def test_hours_of_last_night_may_go_on_before_those_of_today(say):
    tonight = Session(on=MONDAY, windows=(Window(start=20 * 60, end=25 * 60),))
    assert say(tonight, 0, 30, is_open=True) == ("open", "いま開いています")
    assert say(tonight, 0, 30) == ("later", "今日開きます 20:00〜")


def test_what_is_not_sure_is_never_called_open(say):
    unsure = Session(on=MONDAY, windows=HOURS, certainty="maybe")
    assert say(unsure, 10) == ("open", "いま開いているかもしれません")
    assert say(unsure, 18, day=6) == ("later", "次は6月8日（月） 9:00〜（要確認）")
    assert say(Session(on=MONDAY, windows=(Window(start=9 * 60),)), 10) == ("later", "今日開きます")
    assert say(None, 10) == ("unknown", "開いている時間はわかりません。電話で聞いてください")


def test_a_day_without_a_time_opens_later(say):
    assert say(Session(on=MONDAY, windows=HOURS), 0) == ("later", "今日開きます 9:00〜")
