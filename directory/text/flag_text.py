"""Cell text of a yes-or-no column -> yes, no or unknown."""

from __future__ import annotations

import unicodedata

from directory.domain.facts import YesNo

YES = frozenset({"有", "有り", "あり", "可", "可能", "○", "〇", "◯", "◎", "●", "レ", "はい", "要"})
YES_CODES = frozenset({"1", "1.0", "yes", "y", "true"})
NO = frozenset({"無", "無し", "なし", "不可", "否", "×", "✕", "✖", "x", "いいえ", "不要"})
NO_CODES = frozenset({"0", "0.0", "no", "n", "false"})
"""Whole-cell answers only: 「有（要予約）」 is read by its first words, 「一部可」 is unknown."""

_OPENING = ("(", "[", "【", "※", ":", ";", "、", ",")


def parse_flag(text: str) -> YesNo:
    """Yes or no when the cell clearly says so; a blank, △ or anything else is unknown, never no."""
    tidy = unicodedata.normalize("NFKC", text).strip().lower()
    word = tidy
    for mark in _OPENING:
        word = word.split(mark, 1)[0].strip()
    if word in YES | YES_CODES:
        return "yes"
    return "no" if word in NO | NO_CODES else "unknown"
