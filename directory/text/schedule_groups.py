"""Understood words of a schedule -> groups of days with their hours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from directory.domain.schedule import Window
from directory.text.schedule_days import WEEKDAYS, Weekdays, read_month_days, read_months, read_nth, read_weekdays
from directory.text.schedule_hours import cut_out, read_times, read_window
from directory.text.schedule_tokens import Token

NO_WEEKDAYS = Weekdays()
_TOPIC = re.compile(r"\s*(?:\(|日)?は")
_TRIVIAL = re.compile(r"[\s、,・/;]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpec:
    """Some days: weekdays (of ordinal weeks), days of the month, or only how often."""

    weekdays: Weekdays = NO_WEEKDAYS
    nth: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    week_interval: int = 1
    month_interval: int = 1
    offset_days: int = 0


@dataclass(slots=True)
class Group:
    """Days and the hours that belong to them. `end` alone changes the hours of another group."""

    specs: list[DaySpec] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    pauses: list[Window] = field(default_factory=list)
    months: tuple[int, ...] = ()
    end: int | None = None
    end_text: str = ""
    label: str = ""
    part: str = ""
    depth: int = 0
    is_topic: bool = False
    is_extension: bool = False

    @property
    def has_hours(self) -> bool:
        """Whether any hour was named."""
        return bool(self.windows) or self.end is not None

    def open_windows(self) -> tuple[Window, ...]:
        """Windows without the pauses."""
        windows = tuple(dict.fromkeys(self.windows))
        for pause in self.pauses:
            windows = cut_out(windows, pause)
        return windows


class GroupReader:
    """Reads tokens one after the other; what waits for its days (第2, 毎月, 隔週) is kept in `waiting`."""

    def __init__(self, tidy: str) -> None:
        self.tidy = tidy
        self.groups: list[Group] = [Group()]
        self.flags: dict[str, None] = {}
        self.waiting = DaySpec()
        self.week_count: int | None = None
        self._label = ""

    def read(self, tokens: list[Token]) -> list[Group]:
        """All groups that say something."""
        for token in tokens:
            handler = getattr(self, f"_on_{token.kind}", None)
            if handler is not None:
                handler(token)
        self._settle()
        return [group for group in self.groups if group.specs or group.has_hours or group.part]

    @property
    def _group(self) -> Group:
        return self.groups[-1]

    def _begin(self, token: Token) -> None:
        """A new group when the current one already has its hours."""
        if self._group.has_hours or self._group.part:
            is_bracketed = token.depth > self._group.depth and not self._group.specs
            is_extension = is_bracketed or (self._group.is_extension and token.depth == self._group.depth)
            self.groups.append(Group(label=self._label, depth=token.depth, is_extension=is_extension))

    def _settle(self) -> None:
        """Days that only say how often (月1回 16時~), or months alone, become a spec of their own."""
        waiting = self.waiting
        if not self._group.specs and (waiting.nth or waiting.count or waiting.month_interval > 1):
            self._group.specs.append(waiting)
        if not self._group.specs and waiting.months:
            self._group.months = waiting.months
        self.waiting = DaySpec(months=waiting.months) if self._group.specs else DaySpec()

    def _on_days(self, token: Token) -> None:
        self._begin(token)
        days = read_weekdays(token.text)
        if days.is_choice and not (self.waiting.count and "どちらか" in token.text):
            self.flags["uncertain"] = None
        if self.week_count is not None and len(days.byday) > self.week_count:
            self.flags["uncertain"] = None
        self._group.specs.append(replace(self.waiting, weekdays=days))
        self._group.is_topic = bool(_TOPIC.match(self.tidy, token.end))
        self.waiting = DaySpec(months=self.waiting.months)
        self.week_count = None

    def _on_nth(self, token: Token) -> None:
        self._begin(token)
        nth, is_choice = read_nth(token.text)
        if is_choice:
            self.flags["uncertain"] = None
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
        if token.depth and self._group.specs and not self._group.has_hours:
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
        if token.depth and self._group.specs and not self._group.has_hours:
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
        self.flags.update({f"yearly_count_{re.findall(r'[0-9]+', token.text)[-1]}": None, "date_unknown": None})

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
            return
        if token.depth > self._group.depth and self._group.windows:
            self.flags["extension" if self._is_alone_in_bracket(token) else "note_time"] = None
            return
        self._settle()
        if not self._group.windows:
            self._group.depth = token.depth
        self._group.windows.append(window)

    def _is_alone_in_bracket(self, token: Token) -> bool:
        """Whether a bracket holds nothing but hours."""
        return bool(re.match(r"[\s\d:~、,時分]*[)\]】]", self.tidy[token.end :]))

    def _on_start(self, token: Token) -> None:
        start = read_times(token.text)[0]
        if start is None:
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

    def _on_label(self, token: Token) -> None:
        if self._group.has_hours or self._group.specs:
            if token.depth:
                return
            self.groups.append(Group())
        self._label = self._group.label = token.text

    def _on_part(self, token: Token) -> None:
        self._settle()
        self._group.part = token.text

    def _on_half_closed(self, _token: Token) -> None:
        self.flags["supplement"] = None
        self._group.specs.clear()

    def _on_stop(self, token: Token) -> None:
        if token.text in "。\n":
            self.waiting = replace(self.waiting, months=())
