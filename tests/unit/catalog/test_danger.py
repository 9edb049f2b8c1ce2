"""Who may be in danger is told who listens; nearly nobody else is."""

from __future__ import annotations

import pytest

from directory.catalog.danger import find_danger


@pytest.mark.parametrize(
    "text",
    [
        "死にたい…",
        "しにたいよ",
        "もう消えたい",
        "自殺",
        "リスカ",
        "生きるのがつらい",
        "I want to die",
        "ＳＵＩＣＩＤＥ",
    ],
)
def test_a_life_in_danger_is_heard(text):
    assert find_danger(text) == ("life",)


@pytest.mark.parametrize(
    "text",
    [
        "夫に殴られた",
        "夫が怖い",
        "ＤＶ",
        "子どもを叩いてしまう",
        "手をあげてしまう",
        "虐待かも",
        "モラハラ",
        "domestic violence",
    ],
)
def test_violence_is_heard(text):
    assert find_danger(text) == ("violence",)


def test_both_are_heard_at_once():
    assert find_danger("殴られて死にたい") == ("life", "violence")


@pytest.mark.parametrize(
    "text", ["", "子ども食堂", "DVD鑑賞会", "足に体操", "あしにたいそう", "たたみの部屋", "はたたかい"]
)
def test_other_questions_are_left_alone(text):
    assert find_danger(text) == ()
