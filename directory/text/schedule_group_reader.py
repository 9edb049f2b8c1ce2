"""Understood words of a schedule, one after the other -> groups of days with their hours."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Window
from directory.text.schedule_days import WEEKDAYS, Weekdays, read_month_days, read_months, read_nth, read_weekdays
from directory.text.schedule_group_state import DAYS_FOLLOW, PROGRAM, RUN, TOPIC, GroupState
from directory.text.schedule_groups import DaySpec, Group
from directory.text.schedule_hours import read_times, read_window
from directory.text.schedule_tokens import Token

EARLIEST_START = 7 * 60
"""「5時半開店」 without 午前 is most likely an afternoon: not read as 05:30."""

_MORNING = re.compile(r"午前|AM|朝|0\d:", re.IGNORECASE)
_BRACKET_END = re.compile(r"[^()第曜]*[)\]】]")


class GroupReader(GroupState):
    """Reads tokens one after the other."""

    def read(self, tokens: list[Token]) -> list[Group]:
        """All groups that say something."""
        for token in tokens:
            handler = getattr(self, f"_on_{token.kind}", None)
            self._listen(token)
            if handler is not None:
                handler(token)
        self._settle()
        said = (group for group in self.groups if group.specs or group.has_hours or group.part)
        return [group for group in said if not group.is_dated]

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
        self._group.is_topic = bool(TOPIC.match(self.tidy, token.end))
        self.waiting = DaySpec(months=self.waiting.months)
        self.week_count = None

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

    def _on_window(self, token: Token) -> None:
        window = read_window(token.text)
        if window is None:
            self.flags["time_vague"] = None
            self._group.is_unreadable = True
            return
        if token.depth < self._group.depth and self._group.windows:
            self.groups.append(Group(label=self._label, depth=token.depth))
        if token.depth > self._group.depth and (self._group.windows or self._group.is_unreadable):
            self.flags["extension" if self._is_alone_in_bracket(token) else "note_time"] = None
            return
        if self._group.is_complete:
            self.groups.append(Group(label=self._label, depth=token.depth))
        self._settle()
        if self._has_parts and self._heard_words:
            self.flags["uncertain"] = None  # 保育(月火) 食堂(第4金) 居場所9:00~15:00: whose hours?
        if not self._group.windows:
            self._group.depth = token.depth
        self._group.windows.append(window)

    def _is_alone_in_bracket(self, token: Token) -> bool:
        """Whether a bracket holds nothing but hours."""
        return bool(re.match(r"[\s\d:~、,時分]*[)\]】]", self.tidy[token.end :]))

    def _on_start(self, token: Token) -> None:
        start = read_times(token.text)[0]
        if start is None or (start < EARLIEST_START and not _MORNING.search(token.text)):
            self.flags["time_vague"] = None
            return
        if token.depth > self._group.depth and self._group.windows:
            self.flags["note_time"] = None
            return
        self._settle()
        self._group.windows.append(Window(start=start))
        self.flags["open_end"] = None

    def _on_end(self, token: Token) -> None:
        times = read_times(token.text)
        self._settle()
        if self._group.windows:
            self.groups.append(Group(label=self._label, depth=token.depth))
            self._settle()
        self._group.end, self._group.end_text = times[0] if times else None, token.text

    def _on_pause(self, token: Token) -> None:
        pause = read_window(token.text)
        if pause is not None:
            self._group.pauses.append(pause)

    def _on_point(self, _token: Token) -> None:
        self.flags["time_vague"] = None

    def _on_note_window(self, _token: Token) -> None:
        self.flags["note_time"] = None

    def _on_extension(self, _token: Token) -> None:
        self.flags["extension"] = None

    def _on_extension_label(self, token: Token) -> None:
        self.flags["extension"] = None
        self.groups.append(Group(depth=token.depth, is_extension=True))

    def _on_dates(self, token: Token) -> None:
        if self._group.specs or self._group.has_hours:
            self.groups.append(Group(depth=token.depth))
        self._group.is_dated = True
        if token.kind == "dates":
            self.dated.append(self._group)

    _on_date_range = _on_dates

    def _on_reception(self, token: Token) -> None:
        """Hours of the telephone are not those of the place."""
        self.flags["note_time"] = None
        self._on_dates(token)

    def _on_label(self, token: Token) -> None:
        if self._group.has_hours or self._group.specs:
            if token.depth:
                return
            self.groups.append(Group())
        self._label = self._group.label = token.text

    def _on_part(self, token: Token) -> None:
        if token.depth > self._group.depth and len(self._group.specs) > 1:
            self.flags["uncertain"] = None  # 月~金(第3水曜は午後のみ)
        self._settle()
        self._group.part = token.text

    def _on_half_closed(self, _token: Token) -> None:
        self.flags["supplement"] = None
        self._group.specs.clear()

    def _on_stop(self, token: Token) -> None:
        if token.text in "。\n":
            self.waiting = replace(self.waiting, months=())
