"""Numbers in kanji and kana."""

from __future__ import annotations

import pytest

from directory.text.numerals import parse_kana, parse_kanji


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二〇", 20), ("百二十", 120), ("千五", 1005), ("六百十八", 618), ("〇", 0)],
)
def test_kanji_numbers_have_their_value(text: str, value: int) -> None:
    assert parse_kanji(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("イチ", 1), ("ジユウ", 10), ("ニジユウサン", 23), ("キユウ", 9), ("ヤマ", 0)]
)
def test_kana_numbers_have_their_value(text: str, value: int) -> None:
    assert parse_kana(text) == value
