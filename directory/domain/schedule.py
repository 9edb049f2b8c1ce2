"""When a resource is open: recurring rules, what closes it, and the dated sessions they give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Frequency = Literal["weekly", "monthly", "daily"]
Certainty = Literal["certain", "maybe"]
SchoolVacation = Literal["summer_vacation", "winter_vacation", "spring_vacation"]
SpecialDays = Literal[
    "holiday", "after_holiday", "new_year", "obon", "summer_vacation", "winter_vacation", "spring_vacation"
]
"""after_holiday: 祝日の翌日."""
SchoolTime = Literal["school_days", "school_vacations", "summer_vacation", "not_vacations"]
"""Which part of the year of schools a rule is for: 学校のある日, 長期休暇中のみ, 夏休み中のみ; not_vacations: the text
says something else about vacations, so that only days outside of them are sure."""
Shift = Literal["next_day", "next_weekday"]
"""Where a closing moves when it falls on a holiday: 翌日, 翌平日."""
Exemption = Literal["holiday", "summer_vacation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Opening hours in minutes after midnight. `end` over 1440 lies on the next day; None = open end."""

    start: int
    end: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One recurring rule.

    Attributes:
        freq: None when the days are not stated.
        byday: weekdays, Monday = 0 … Sunday = 6.
        nth: 1 … 5 or -1 (last) for monthly rules.
        months: 1 … 12; empty = every month.
        interval: every n-th week or month. phase_on: any day of a week (month) in which it holds; None = unknown.
        count: so many times a month, which ones unknown.
        offset_days: days after the day that the rest describes.
        on_holidays: the rule speaks of 祝日. skips_holidays: it speaks of 平日, which no holiday is.
        moved_days: days from a holiday to the day that the text names instead (祝日の場合は翌週 = 7); None = unsaid.
        school_time: the part of the school year to which the text limits the rule.
    """

    freq: Frequency | None = None
    byday: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    interval: int = 1
    phase_on: date | None = None
    count: int | None = None
    offset_days: int = 0
    on_holidays: bool = False
    skips_holidays: bool = False
    moved_days: int | None = None
    school_time: SchoolTime | None = None
    windows: tuple[Window, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """What closes the resource. `ranges` are ((month, day), (month, day)), inclusive, may wrap the year.

    Attributes:
        shift: set when the text says where the closing moves from a holiday.
        exempt: days that stay open although the rest matches.
    """

    byday: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    special: tuple[SpecialDays, ...] = ()
    ranges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    months: tuple[int, ...] = ()
    except_byday: tuple[int, ...] = ()
    shift: Shift | None = None
    exempt: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What was understood of the published text, beside the text itself.

    Attributes:
        cancelled, added: single dates. added_windows: hours of the added ones; empty = those of the rules.
        flags: irregular, approx, uncertain, nth_unknown, phase_unknown, days_unknown, date_unknown, open_end,
            shift_if_holiday, relative, seasonal, past_midnight, undisclosed, contradiction …
        leftover: the part that was not understood.
    """

    raw: str = ""
    rules: tuple[Rule, ...] = ()
    closed: tuple[Closure, ...] = ()
    cancelled: tuple[date, ...] = ()
    added: tuple[date, ...] = ()
    added_windows: tuple[Window, ...] = ()
    flags: tuple[str, ...] = ()
    leftover: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One dated occurrence (Asia/Tokyo)."""

    on: date
    windows: tuple[Window, ...] = ()
    certainty: Certainty = "certain"
