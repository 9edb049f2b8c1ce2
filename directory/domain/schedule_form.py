"""The fields of the schedule builder, and the way between them and schedules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from directory.domain.rule_days import has_days
from directory.domain.schedule import Closure, Rule, Schedule, SpecialDays, Window

Repetition = Literal["weekly", "workdays", "daily", "other_week", "monthly_weekday", "monthly_day", "irregular"]
"""毎週, 平日, 毎日, 隔週, 第○, 毎月○日, 不定期."""

WORKDAYS = (0, 1, 2, 3, 4)
SAYABLE_FLAGS = frozenset({"irregular", "phase_unknown", "open_end"})
VACATIONS: tuple[SpecialDays, ...] = ("summer_vacation", "winter_vacation", "spring_vacation")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One sentence of the builder: [毎月][第1・第3][土曜]の[11:30]～[14:00].

    Attributes:
        byday: Monday = 0; for weekly, other_week and monthly_weekday.
        nth: 1 … 5, -1 = last. month_days: 1 … 31, -1 = last. months: 1 … 12, empty = all.
        on_holidays: 祝日 too. starts_on: a day of one of the weeks of 隔週; None = nobody knows which weeks.
    """

    repetition: Repetition
    byday: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    on_holidays: bool = False
    starts_on: date | None = None
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleForm:
    """Everything that the schedule builder asks. `closed_on`: 祝日, お盆, 年末年始, 学校の長期休み.

    `cancelled`, `added`: single dates, the added ones with hours of their own. `note`: free text, never read as dates.
    """

    lines: tuple[FormLine, ...] = ()
    closed_on: tuple[SpecialDays, ...] = ()
    cancelled: tuple[date, ...] = ()
    added: tuple[date, ...] = ()
    added_windows: tuple[Window, ...] = ()
    note: str = ""


def from_form(form: ScheduleForm) -> Schedule:
    """What the builder says as a schedule; `raw` is only the note until somebody writes the rest in words.

    A line without the days that it needs gives no rule: nobody is told about days that were not chosen.
    """
    made = tuple(rule for line in form.lines if (rule := _rule(line)) is not None)
    flags: list[str] = []
    if any(line.repetition == "irregular" for line in form.lines):
        flags.append("irregular")
    if any(rule.interval > 1 and rule.phase_on is None for rule in made):
        flags.append("phase_unknown")
    if any(window.end is None for line in form.lines for window in line.windows):
        flags.append("open_end")
    return Schedule(
        raw=form.note,
        rules=made,
        closed=tuple(Closure(special=(special,)) for special in dict.fromkeys(form.closed_on)),
        cancelled=tuple(sorted(set(form.cancelled))),
        added=tuple(sorted(set(form.added))),
        added_windows=form.added_windows,
        flags=tuple(flags),
    )


def to_form(schedule: Schedule) -> ScheduleForm | None:
    """The builder's fields for a schedule; None when they can not say all of it, so that nothing is lost by editing."""
    if schedule.leftover or not SAYABLE_FLAGS.issuperset(schedule.flags):
        return None
    if any(closure != Closure(special=closure.special) for closure in schedule.closed):
        return None
    lines = tuple(_line(rule) for rule in schedule.rules)
    if "irregular" in schedule.flags:
        lines = (*lines, FormLine(repetition="irregular"))
    form = ScheduleForm(
        lines=lines,
        closed_on=tuple(dict.fromkeys(special for closure in schedule.closed for special in closure.special)),
        cancelled=schedule.cancelled,
        added=schedule.added,
        added_windows=schedule.added_windows,
    )
    return form if _means(form, schedule) else None


def _means(form: ScheduleForm, schedule: Schedule) -> bool:
    """Whether the form says exactly what the schedule says."""
    made = from_form(form)
    is_same_when = made.rules == schedule.rules and set(made.flags) == set(schedule.flags)
    specials = tuple(Closure(special=(special,)) for closure in schedule.closed for special in closure.special)
    return is_same_when and made.closed == tuple(dict.fromkeys(specials))


def _rule(line: FormLine) -> Rule | None:
    """The rule of one line; None when its days are missing or nobody knows them."""
    byday = tuple(sorted(set(line.byday)))
    rules: dict[Repetition, Rule] = {
        "daily": Rule(freq="daily"),
        "workdays": Rule(freq="weekly", byday=WORKDAYS, skips_holidays=True),
        "weekly": Rule(freq="weekly", byday=byday, on_holidays=line.on_holidays),
        "other_week": Rule(freq="weekly", byday=byday, interval=2, phase_on=line.starts_on),
        "monthly_weekday": Rule(freq="monthly", byday=byday, nth=tuple(sorted(set(line.nth)))),
        "monthly_day": Rule(freq="monthly", bymonthday=tuple(sorted(set(line.month_days)))),
    }
    rule = rules.get(line.repetition)
    if rule is None or not has_days(rule) or (line.repetition == "monthly_weekday" and not rule.nth):
        return None
    return replace(rule, months=tuple(sorted(set(line.months))), windows=line.windows)


def _line(rule: Rule) -> FormLine:
    """The nearest line for a rule; whether it says all of the rule is checked by building it back."""
    repetition: Repetition = "weekly"
    if rule.freq == "daily":
        repetition = "daily"
    elif rule.skips_holidays:
        repetition = "workdays"
    elif rule.bymonthday:
        repetition = "monthly_day"
    elif rule.freq == "monthly":
        repetition = "monthly_weekday"
    elif rule.interval > 1:
        repetition = "other_week"
    return FormLine(
        repetition=repetition,
        byday=rule.byday,
        nth=rule.nth,
        month_days=rule.bymonthday,
        months=rule.months,
        on_holidays=rule.on_holidays,
        starts_on=rule.phase_on,
        windows=rule.windows,
    )
