"""Days of a schedule and the hours that belong to them, before they become rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from directory.domain.schedule import Window
from directory.text.schedule_days import Weekdays
from directory.text.schedule_hours import cut_out

NO_WEEKDAYS = Weekdays()


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
    is_complete: bool = False
    is_extension: bool = False
    is_dated: bool = False
    is_unreadable: bool = False

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
