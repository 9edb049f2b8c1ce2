from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.text.flag_text import parse_flag


@pytest.mark.parametrize(
    "text", ["有", "あり", "○", "◯", "可", "1", "1 ", "１", "yes", "TRUE", "可（要予約）", "有 ※1階"]
)
def test_yes(text: str) -> None:
    assert parse_flag(text) == "yes"


@pytest.mark.parametrize("text", ["無", "なし", "×", "不可", "0", "０ ", "No", "不可（持込のみ）"])
def test_no(text: str) -> None:
    assert parse_flag(text) == "no"


@pytest.mark.parametrize("text", ["", " ", "△", "一部可", "要相談", "-", "2", "ありがとう"])
def test_anything_else_is_unknown_and_never_no(text: str) -> None:
    assert parse_flag(text) == "unknown"


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_answered(text: str) -> None:
    assert parse_flag(text) in {"yes", "no", "unknown"}
