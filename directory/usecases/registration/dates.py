"""The schedule builder's answers -> a schedule, and back as far as the builder can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import get_args

from directory.domain.registration import LINE_FIELDS, MOST_LINES, FieldProblem, FormAnswers, line_field
from directory.domain.schedule import Schedule, SpecialDays, Window
from directory.domain.schedule_form import FormLine, Repetition, ScheduleForm, from_form, to_form
from directory.text.time_text import parse_time
from directory.usecases.registration.spelling import read_dates, read_days_of_month

REPETITIONS: tuple[Repetition, ...] = get_args(Repetition)
CLOSED_CHOICES: tuple[SpecialDays, ...] = ("holiday", "obon", "new_year", "summer_vacation")
"""What the page offers: 祝日, お盆, 年末年始, 学校の夏休み."""

ORDINALS = (1, 2, 3, 4, 5, -1)
EARLIEST_MINUTE = 5 * 60
"""Whoever writes 1:30 means the afternoon."""

_NEEDED: Mapping[Repetition, tuple[str, ...]] = MappingProxyType(
    {"weekly": ("day",), "other_week": ("day",), "monthly_weekday": ("nth", "day"), "monthly_day": ("monthday",)}
)
_WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleReading:
    """A schedule and what has to be mended."""

    schedule: Schedule = Schedule()
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _WindowReading:
    windows: tuple[Window, ...] = ()
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineReading:
    line: FormLine | None = None
    problems: tuple[FieldProblem, ...] = ()


def read_schedule(answers: FormAnswers, *, today: date) -> ScheduleReading:
    """What the builder says. Days without a year are the next ones after `today`."""
    lines = [_read_line(number, answers, today=today) for number in range(1, MOST_LINES + 1)]
    hours = _read_hours(answers, "dates_from", "dates_until")
    problems = [problem for line in lines for problem in line.problems] + list(hours.problems)
    single: dict[str, tuple[date, ...]] = {}
    for field in ("off_dates", "dates"):
        read = read_dates(answers.one(field), today=today) if answers.one(field) else ()
        single[field] = read or ()
        if read is None:
            problems.append(FieldProblem(field=field, code="dates_unreadable"))
    form = ScheduleForm(
        lines=tuple(line.line for line in lines if line.line is not None),
        closed_on=tuple(special for special in CLOSED_CHOICES if special in answers.many("closed")),
        cancelled=single["off_dates"],
        added=single["dates"],
        added_windows=hours.windows,
        note=answers.one("when_note"),
    )
    return ScheduleReading(schedule=from_form(form), problems=tuple(problems))


def answers_of_schedule(schedule: Schedule, *, today: date) -> tuple[tuple[str, str], ...] | None:
    """The builder's fields; None when they can not say all of it, so that it must be kept as it is."""
    form = to_form(schedule)
    if form is None or len(form.lines) > MOST_LINES:
        return None
    pairs = [pair for number, line in enumerate(form.lines, start=1) for pair in _answers_of_line(number, line)]
    pairs += [("closed", special) for special in form.closed_on]
    pairs += [("off_dates", _say_dates(form.cancelled)), ("dates", _say_dates(form.added))]
    pairs += _answers_of_windows(form.added_windows, "dates_from", "dates_until")
    answers = tuple((name, value) for name, value in pairs if value)
    again = read_schedule(FormAnswers(answers), today=today).schedule
    return answers if replace(again, raw=schedule.raw) == schedule else None


def _read_line(number: int, answers: FormAnswers, *, today: date) -> _LineReading:
    """One sentence; nothing when none of its fields is filled."""
    names = {name: line_field(name, number) for name in LINE_FIELDS}
    repetition = next((each for each in REPETITIONS if each == answers.one(names["repeat"])), None)
    if repetition is None:
        is_begun = any(answers.one(field) for name, field in names.items() if name != "repeat")
        return _LineReading(problems=(FieldProblem(field=names["repeat"], code="repeat_missing"),) if is_begun else ())
    problems = [
        FieldProblem(field=names[needed], code=f"{needed}_missing")
        for needed in _NEEDED.get(repetition, ())
        if not answers.one(names[needed])
    ]
    needs = _NEEDED.get(repetition, ())
    month_days = read_days_of_month(answers.one(names["monthday"])) if "monthday" in needs else ()
    if month_days is None and answers.one(names["monthday"]):
        problems.append(FieldProblem(field=names["monthday"], code="monthday_unreadable"))
    hours = _read_hours(answers, names["from"], names["until"])
    first = _read_first(answers.one(names["first"]), today=today) if repetition == "other_week" else ()
    if first is None:
        problems.append(FieldProblem(field=names["first"], code="dates_unreadable"))
    line = FormLine(
        repetition=repetition,
        byday=tuple(day for day in answers.numbers(names["day"]) if day in _WEEKDAYS) if "day" in needs else (),
        nth=tuple(each for each in answers.numbers(names["nth"]) if each in ORDINALS) if "nth" in needs else (),
        month_days=month_days or (),
        starts_on=first[0] if first else None,
        windows=hours.windows,
    )
    return _LineReading(line=line, problems=(*problems, *hours.problems))


def _read_first(text: str, *, today: date) -> tuple[date, ...] | None:
    return read_dates(text, today=today) if text else ()


def _read_hours(answers: FormAnswers, start_field: str, end_field: str) -> _WindowReading:
    """Hours of two fields; none when both are empty."""
    start_text, end_text = answers.one(start_field), answers.one(end_field)
    if not start_text and not end_text:
        return _WindowReading()
    start, end = parse_time(start_text), parse_time(end_text)
    problems = []
    if start is None:
        problems.append(FieldProblem(field=start_field, code="time_unreadable" if start_text else "from_missing"))
    elif start < EARLIEST_MINUTE:
        problems.append(FieldProblem(field=start_field, code="time_early"))
    if end_text and end is None:
        problems.append(FieldProblem(field=end_field, code="time_unreadable"))
    if not problems and start is not None and end is not None and end <= start:
        problems.append(FieldProblem(field=end_field, code="until_before_from"))
    if problems or start is None:
        return _WindowReading(problems=tuple(problems))
    return _WindowReading(windows=(Window(start=start, end=end),))


def _answers_of_line(number: int, line: FormLine) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = [("repeat", line.repetition)]
    pairs += [("day", str(day)) for day in line.byday] + [("nth", str(each)) for each in line.nth]
    pairs += [("monthday", "、".join("末日" if day == -1 else str(day) for day in line.month_days))]
    pairs += [("first", _say_dates((line.starts_on,) if line.starts_on else ()))]
    pairs += _answers_of_windows(line.windows, "from", "until")
    return [(line_field(name, number), value) for name, value in pairs]


def _answers_of_windows(windows: tuple[Window, ...], start_field: str, end_field: str) -> list[tuple[str, str]]:
    if len(windows) != 1:
        return []
    end = windows[0].end
    return [(start_field, _clock(windows[0].start)), (end_field, _clock(end) if end is not None else "")]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _say_dates(days: tuple[date, ...]) -> str:
    return "、".join(f"{day.year}年{day.month}月{day.day}日" for day in days)
