"""Where the reading of a schedule's groups stands: the group at hand and what still waits for its days."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.text.schedule_days import ATOM
from directory.text.schedule_groups import DaySpec, Group
from directory.text.schedule_tokens import Token

TOPIC = re.compile(r"\s*(?:\(|日)?は")
"""What makes days a topic: 土曜日は …"""
RUN = re.compile(r"~|-|から|より|曜日?\s*[、,]\s*[月火水木金土日]曜")
"""Ranges and lists under one ordinal week: 第1月曜~金曜, 第2土曜、日曜."""
PROGRAM = re.compile(r"\s*は\s*(?!\d|:|午[前後]\s*\d|お?休|閉|除)")
"""Weeks that say what happens then: 第1・3は園庭."""
DAYS_FOLLOW = re.compile(rf"\s*の?\s*(?:{ATOM}|第)")
"""Days to which 隔週 belongs when they come after it."""

_WORDS = re.compile(r"(?!開催|実施|開設|開所|開館|のみ)[ぁ-んァ-ヶー一-龠]{3,}")


class GroupState:
    """Groups so far; what waits for its days (第2, 毎月, 隔週) is kept in `waiting`."""

    def __init__(self, tidy: str) -> None:
        self.tidy = tidy
        self.groups: list[Group] = [Group()]
        self.dated: list[Group] = []
        self.flags: dict[str, None] = {}
        self.waiting = DaySpec()
        self.week_count: int | None = None
        self._label = ""
        self._position = 0
        self._heard_words = False
        self._has_parts = False
        self._modifies = False

    @property
    def _group(self) -> Group:
        return self.groups[-1]

    def _listen(self, token: Token) -> None:
        """Notes words that were not understood: they part what stands on both sides of them."""
        self._heard_words = self._heard_words or bool(_WORDS.search(self.tidy, self._position, token.begin))
        self._position = token.end

    def _begin(self, token: Token) -> None:
        """A new group when the current one has its hours, or when other words came after its days."""
        is_parted = bool(self._group.specs) and self._heard_words
        self._has_parts = self._has_parts or is_parted
        if is_parted and self._modifies:
            self.flags["uncertain"] = None  # 平日の学習支援は毎週火曜: the first days only describe
        self._heard_words = False
        if self._group.has_hours or self._group.part or is_parted:
            is_topic = bool(TOPIC.match(self.tidy, token.end))
            is_bracketed = token.depth > self._group.depth and not self._group.specs and not is_topic
            is_extension = is_bracketed or (self._group.is_extension and token.depth == self._group.depth)
            self.groups.append(Group(label=self._label, depth=token.depth, is_extension=is_extension))

    def _settle(self) -> None:
        """Days that only say how often (月1回 16時~), or months alone, become a spec of their own."""
        waiting = self.waiting
        if self._group.specs and waiting.nth and not self._group.specs[-1].nth:
            self._group.specs[-1] = replace(self._group.specs[-1], nth=waiting.nth)  # 木曜日 第2・4週
        if not self._group.specs and (waiting.nth or waiting.count or waiting.month_interval > 1):
            self._group.specs.append(waiting)
        if not self._group.specs and waiting.months:
            self._group.months = waiting.months
        self.waiting = DaySpec(months=waiting.months) if self._group.specs else DaySpec()
