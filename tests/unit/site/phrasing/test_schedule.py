from __future__ import annotations

import pytest

from directory.domain.schedule import Rule, Schedule, Window
from directory.site.phrasing.schedule import phrase_schedule

MORNING = (Window(start=570, end=720),)


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        (Rule(freq="weekly", byday=(1, 3), windows=MORNING), "毎週火・木曜 9:30〜12:00"),
        (Rule(freq="weekly", byday=(0, 1, 2, 3, 4)), "毎週月〜金曜"),
        (Rule(freq="weekly", byday=(2,), interval=2), "隔週水曜"),
        (Rule(freq="monthly", byday=(5,), nth=(1, 3), windows=MORNING), "第1・第3土曜 9:30〜12:00"),
        (Rule(freq="monthly", byday=(6,), nth=(-1,)), "最終日曜"),
        (Rule(freq="monthly", bymonthday=(5, 20)), "毎月5・20日"),
        (Rule(freq="monthly", bymonthday=(-1,)), "毎月末日"),
        (Rule(freq="monthly", bymonthday=(-1, 15)), "毎月15日、毎月末日"),
        (Rule(freq="daily", windows=(Window(start=600),)), "毎日 10:00〜"),
        (Rule(freq="daily", months=(7, 8)), "7・8月の毎日"),
        (Rule(freq="weekly", byday=(5,), on_holidays=True), "毎週土曜と祝日"),
        (Rule(freq="daily", windows=(Window(start=1320, end=1500),)), "毎日 22:00〜翌1:00"),
    ],
)
def test_a_rule_is_said_in_words(words, rule: Rule, phrase: str):
    assert phrase_schedule(Schedule(raw="原文", rules=(rule,)), words) == phrase


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(raw="原文"),
        Schedule(raw="原文", rules=(Rule(freq="monthly", count=2),)),
        Schedule(raw="原文", rules=(Rule(freq="weekly", byday=(1,)),), flags=("contradiction",)),
        Schedule(raw="原文", rules=(Rule(freq="weekly", byday=(1,)), Rule(windows=MORNING))),
    ],
)
def test_what_can_not_be_said_honestly_stays_as_published(words, schedule: Schedule):
    assert phrase_schedule(schedule, words) == "原文"


def test_hours_can_be_left_out(words):
    schedule = Schedule(rules=(Rule(freq="monthly", byday=(5,), nth=(1,), windows=MORNING),))
    assert phrase_schedule(schedule, words, with_hours=False) == "第1土曜"


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        (Rule(freq="weekly", byday=(1, 3), windows=MORNING), "毎週 火・木曜日 9時30分から 12時まで"),
        (Rule(freq="weekly", byday=(0, 1, 2, 3, 4)), "毎週 月から 金曜日"),
        (Rule(freq="monthly", byday=(5,), nth=(1, 3)), "毎月 1ばんめ・3ばんめの 土曜日"),
        (Rule(freq="monthly", byday=(5,), nth=(-1,), months=(7, 8)), "毎月 最後の 土曜日（7・8月だけ）"),
        (Rule(freq="daily", windows=(Window(start=600),)), "毎日 10時から"),
        (Rule(freq="monthly", bymonthday=(5, -1)), "毎月 5日、毎月 最後の 日"),
        (Rule(freq="daily", windows=(Window(start=1320, end=1500),)), "毎日 22時から 次の 日の 1時まで"),
    ],
)
def test_easy_japanese_says_whole_words(easy, rule: Rule, phrase: str):
    assert phrase_schedule(Schedule(raw="原文", rules=(rule,)), easy.plain) == phrase


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("不定期 不定期 開く日は掲示板で", "不定期 開く日は掲示板で"),
        ("不定期 不定期", "不定期"),
        ("不定期 不定期開催", "不定期 不定期開催"),
        ("第1月曜 10:00 第3月曜 10:00", "第1月曜 10:00 第3月曜 10:00"),
        ("月 火 月", "月 火 月"),
    ],
)
def test_what_two_cells_say_one_behind_the_other_is_said_once(words, raw: str, said: str):
    assert phrase_schedule(Schedule(raw=raw, flags=("irregular",)), words) == said
