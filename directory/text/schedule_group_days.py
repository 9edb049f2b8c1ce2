"""Words for days in schedule texts, one after the other -> days that wait for their hours."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.text.schedule_days import WEEKDAYS, Weekdays, read_month_days, read_months, read_nth, read_weekdays
from directory.text.schedule_group_state import DAYS_FOLLOW, PROGRAM, RUN, TOPIC, GroupState
from directory.text.schedule_groups import DaySpec, Group
from directory.text.schedule_tokens import Token

_BRACKET_END = re.compile(r"[^()第曜]*[)\]】]")


class DayReader(GroupState):
    """Reads weekdays, ordinal weeks, months and how often."""

    def _on_days(self, token: Token) -> None:
        if self._closes_bracket(token) and self._group.windows and not self._group.specs:
            self._take_last_window(token)
            self._group.is_complete = True
        else:
            self._begin(token)
        days = read_weekdays(token.text)
        if days.is_choice and not (self.waiting.count and "どちらか" in token.text):
            self.flags["uncertain"] = None
        if self.week_count is not None and len(days.byday) > self.week_count:
            self.flags["uncertain"] = None
        is_run = len(days.byday) > 1 and bool(RUN.search(token.text))
        if self.waiting.nth and (is_run or (token.depth and self.tidy.startswith("のみ", token.end))):
            self.flags["uncertain"] = None  # 第1月曜~金曜: the first week, or the first of each weekday?
        self._group.specs.append(replace(self.waiting, weekdays=days))
        self._modifies = self.tidy.startswith("の", token.end)
        if token.depth and self._is_other_topic(token):
            self.flags["uncertain"] = None  # 火・木(園庭開放は水曜のみ)
        self._group.is_topic = bool(TOPIC.match(self.tidy, token.end))
        self.waiting = DaySpec(months=self.waiting.months)
        self.week_count = None

    def _is_other_topic(self, token: Token) -> bool:
        """Whether words that were not understood say in the same bracket what the days are for."""
        inside = re.split(r"[(\[【]", self.tidy[: token.begin])[-1]
        return bool(re.search(r"[ぁ-んァ-ヶー一-龠]{2,}は\s*\Z", inside)) and "休" not in inside

    def _closes_bracket(self, token: Token) -> bool:
        """Whether days fill the rest of a bracket: 9:00~17:00(土・日)."""
        return token.depth > 0 and bool(re.match(r"\s*[)\]】]", self.tidy[token.end :]))

    def _take_last_window(self, token: Token) -> None:
        """「9:00~19:00 9:00~17:00(土・日)」: the days in the bracket have the hours just before it."""
        windows = self._group.windows
        if len(windows) > 1 and windows[-1].start < (windows[-2].end or 0):
            window = self._group.windows.pop()
            self.groups.append(Group(windows=[window], depth=token.depth - 1))

    _on_about = _on_days

    def _on_nth(self, token: Token) -> None:
        nth, is_choice = read_nth(token.text)
        if is_choice:
            self.flags["uncertain"] = None
        if self._closes_bracket(token) and self._group.specs:  # 日曜日(第1・第3)
            self._group.specs[-1] = replace(self._group.specs[-1], nth=nth)
            return
        if token.depth and self._group.windows and self.tidy.startswith("のみ", token.end):
            self.flags["note_time"] = None  # 毎週土曜 13:00~(第1のみ10:00~)
            return
        if self._group.specs and PROGRAM.match(self.tidy, token.end):
            self.flags["uncertain"] = None  # 木曜(第1・3は園庭、第2・4はホール): what happens then, not when
            return
        self._begin(token)
        self.waiting = replace(self.waiting, nth=nth)

    def _on_month_days(self, token: Token) -> None:
        self._begin(token)
        self._group.specs.append(replace(self.waiting, month_days=read_month_days(token.text)))
        self.waiting = DaySpec(months=self.waiting.months)

    def _on_months(self, token: Token) -> None:
        specs = self._group.specs
        if self._closes_bracket(token) and specs and not (self._group.has_hours or specs[-1].months):
            specs[:] = [replace(spec, months=read_months(token.text)) for spec in specs]  # 第2日曜(偶数月)
            return
        self._begin(token)
        self.waiting = replace(self.waiting, months=read_months(token.text))

    def _on_weekly(self, token: Token) -> None:
        self._begin(token)

    def _on_monthly(self, token: Token) -> None:
        self._begin(token)

    def _on_biweekly(self, token: Token) -> None:
        self.flags["phase_unknown"] = None
        is_late = token.depth or not DAYS_FOLLOW.match(self.tidy, token.end)
        if is_late and self._group.specs and not self._group.has_hours:
            self._group.specs[-1] = replace(self._group.specs[-1], week_interval=2)
            return
        self._begin(token)
        self.waiting = replace(self.waiting, week_interval=2)

    def _on_per_week(self, token: Token) -> None:
        self._begin(token)
        self.week_count = max(int(number) for number in re.findall(r"\d", token.text))

    def _on_per_month(self, token: Token) -> None:
        numbers = [int(number) for number in re.findall(r"\d", token.text)]
        if len(numbers) > 1:
            self.flags["approx"] = None
        is_alone = bool(_BRACKET_END.match(self.tidy, token.end))
        if token.depth and is_alone and self._group.specs and not self._group.has_hours:
            self._count_last(max(numbers))
            return
        if self._group.is_topic and self._group.specs and not self._group.has_hours:
            self._count_last(max(numbers))
            self.flags["nth_unknown"] = None
            return
        self._begin(token)
        self.waiting = replace(self.waiting, count=max(numbers))

    def _count_last(self, count: int) -> None:
        """「月~金曜日、土曜日(月1回)」 limits Saturday only."""
        spec = self._group.specs.pop()
        byday = spec.weekdays.byday
        if len(byday) > 2 and not spec.nth:
            self._group.specs.append(replace(spec, weekdays=Weekdays(byday=byday[:-1])))
            spec = replace(spec, weekdays=Weekdays(byday=byday[-1:]))
        self._group.specs.append(replace(spec, count=count))

    def _on_per_months(self, token: Token) -> None:
        self._begin(token)
        self.flags["phase_unknown"] = None
        interval = int(found[0]) if (found := re.match(r"\d+", token.text)) else 2
        self.waiting = replace(self.waiting, month_interval=max(1, interval))

    def _on_per_year(self, token: Token) -> None:
        self.flags[f"yearly_count_{re.findall('[0-9]+', token.text)[-1]}"] = None

    def _on_relative(self, token: Token) -> None:
        self.flags["relative"] = None
        if self._moves_one_day(token):
            return
        target = re.search(rf"([{WEEKDAYS}])曜?日?\Z", token.text)
        if (
            not self._group.specs
            or target is None
            or not self._group.specs[-1].weekdays.byday
            or "直後" not in token.text
        ):
            self.flags["uncertain"] = None
            return
        spec = self._group.specs[-1]
        offset = (WEEKDAYS.index(target[1]) - spec.weekdays.byday[-1] - 1) % 7 + 1
        self._group.specs.append(replace(spec, offset_days=offset))

    def _moves_one_day(self, token: Token) -> bool:
        """第2日曜の翌日, 第2日曜の前日の土曜: the day beside an ordinal weekday, whose name may follow."""
        specs = self._group.specs
        if len(specs) != 1 or token.text not in {"の翌日", "の前日"}:
            return False
        days = specs[0].weekdays
        if len(days.byday) != 1 or not specs[0].nth or days.on_holidays or self._group.has_hours:
            return False
        if re.match(rf"の?[{WEEKDAYS}]曜|\(", self.tidy[token.end :]):
            return False
        specs[0] = replace(specs[0], offset_days=1 if token.text == "の翌日" else -1)
        return True
