"""Understood words of a schedule, one after the other -> groups of days with their hours."""

from __future__ import annotations

import re
from dataclasses import replace

from directory.domain.schedule import Window
from directory.text.schedule_group_days import DayReader
from directory.text.schedule_groups import Group
from directory.text.schedule_hours import read_times, read_window
from directory.text.schedule_tokens import Token

EARLIEST_START = 7 * 60
"""「5時半開店」 without 午前 is most likely an afternoon: not read as 05:30."""

_MORNING = re.compile(r"午前|AM|朝|0\d:", re.IGNORECASE)


class GroupReader(DayReader):
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

    def _on_after_school(self, token: Token) -> None:
        """「放課後~18:00」: open on these days, from a time that differs."""
        self.flags["time_vague"] = None
        self._settle()
        self._group.part = token.text.replace("~", "～")

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
