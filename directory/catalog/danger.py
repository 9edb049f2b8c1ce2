"""Questions of people who may be in danger, from themselves or from somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from directory.text.fold import fold

Danger = Literal["life", "violence"]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in words)


# behind the bar: short ones, which are meant only where no longer word has begun before them
_WORDS: dict[Danger, tuple[str, str]] = {
    "life": (
        """死にたい 死のうと 消えたい 消えてしまいた 自殺 自死 自傷 リストカット 生きるのがつらい 生きるのが辛い
        生きていたくない suicide suicidal wanttodie killmyself""",
        "しにたい きえたい リスカ",
    ),
    "violence": (
        """殴られ 殴って 殴る なぐられ 蹴られ 叩かれ 叩いてしま たたいてしま 手をあげてしま 手を上げてしま 暴力 虐待
        ぎゃくたい ネグレクト ドメスティック モラハラ 夫が怖 夫がこわ domesticviolence beatsme hitsme childabuse""",
        "たたかれ DV",
    ),
}
_PATTERNS: dict[Danger, re.Pattern[str]] = {
    danger: re.compile(f"{_any_of(words.split())}|(?<![ぁ-んa-z])(?:{_any_of(alone.split())})(?![a-z])")
    for danger, (words, alone) in _WORDS.items()
}


def find_danger(text: str) -> tuple[Danger, ...]:
    """What whoever asks this may be in danger of; empty for nearly every question."""
    folded = fold(text)
    return tuple(danger for danger, pattern in _PATTERNS.items() if pattern.search(folded))
