"""When, for whom and for how much: the cells of a row -> schedule, eligibility and fees."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fees
from directory.domain.issue import Issue
from directory.domain.schedule import Schedule
from directory.formats.row_cells import RowCells
from directory.text.age_text import parse_age
from directory.text.fee_text import FeeColumns, parse_fees, read_fee_columns
from directory.text.schedule_text import ScheduleColumns, parse_schedule, read_schedule_columns

COLUMN_FIELDS = ("weekdays", "days", "frequency", "start", "end", "event_start_on")
FEE_FIELDS = ("fee_infant", "fee_elementary", "fee_junior_high", "fee_high", "fee_adult")
DAY_PAIRS = (
    ("平日", "weekday_start", "weekday_end"),
    ("土曜", "saturday_start", "saturday_end"),
    ("学校休日", "holiday_start", "holiday_end"),
)
FREE_FIELDS = ("schedule", "closed", *(field for _, start, end in DAY_PAIRS for field in (start, end)))
SCHEDULE_FIELDS = (*COLUMN_FIELDS, "schedule_note", *FREE_FIELDS)
CACHED = 20_000


def read_schedule(row: RowCells, notes: list[Issue]) -> Schedule:
    """When the row says it is open; flags and leftovers become issues, nothing is invented."""
    if not row.has(*SCHEDULE_FIELDS):
        return Schedule()
    free_text = _free_schedule(row) if row.has(*FREE_FIELDS) else ""
    if row.has(*COLUMN_FIELDS, "schedule_note"):
        schedule = _read_columns(
            ScheduleColumns(
                weekdays=row.text("weekdays"),
                days=row.text("days") or _event_days(row),
                frequency=row.text("frequency"),
                start=row.text("start"),
                end=row.text("end"),
                note="\n".join(part for part in (row.text("schedule_note"), free_text) if part),
            )
        )
    else:
        schedule = _parse_text(free_text)
    _note_schedule(row, schedule, notes)
    return schedule


def read_eligibility(row: RowCells, notes: list[Issue]) -> Eligibility:
    """For whom; ages in two columns (AgeS, AgeE) are joined first."""
    text = row.text("eligibility")
    if not text and row.has("age_from", "age_to"):
        text = f"{_with_unit(row.text('age_from'))}～{_with_unit(row.text('age_to'))}"
    if not text:
        return Eligibility()
    eligibility = parse_age(text)
    if "wrong_column" in eligibility.flags:
        notes.append(row.issue("eligibility_wrong_column", "warning", "eligibility"))
    return eligibility


def read_fees(row: RowCells) -> Fees:
    """For how much; a bare number means yen because these are fee columns."""
    if not row.has("fee", "fee_note", *FEE_FIELDS):
        return Fees()
    if row.has(*FEE_FIELDS):
        return _read_fee_columns(
            FeeColumns(
                infant=row.text("fee_infant"),
                elementary=row.text("fee_elementary"),
                junior_high=row.text("fee_junior_high"),
                high=row.text("fee_high"),
                adult=row.text("fee_adult"),
                note="\n".join(part for part in (row.text("fee_note"), row.text("fee")) if part),
            )
        )
    text = "\n".join(part for part in (row.text("fee"), row.text("fee_note")) if part)
    return parse_fees(text, is_fee_column=True)


@lru_cache(maxsize=CACHED)
def _read_columns(columns: ScheduleColumns) -> Schedule:
    """Cached: a list repeats the same hours on most of its rows."""
    return read_schedule_columns(columns)


@lru_cache(maxsize=CACHED)
def _parse_text(text: str) -> Schedule:
    """Cached for the same reason."""
    return parse_schedule(text)


@lru_cache(maxsize=CACHED)
def _read_fee_columns(columns: FeeColumns) -> Fees:
    """Cached for the same reason."""
    return read_fee_columns(columns)


def _free_schedule(row: RowCells) -> str:
    """Free text about opening: the text column, pairs of hours per kind of day, closing days."""
    parts = list(row.texts("schedule"))
    for label, start, end in DAY_PAIRS:
        if row.has(start, end):
            parts.append(f"{label} {row.text(start)}～{row.text(end)}")
    if closed := row.text("closed"):
        parts.append(f"【休み】{closed}")
    return "\n".join(parts)


def _event_days(row: RowCells) -> str:
    """First and last day of an event."""
    first, last = row.text("event_start_on"), row.text("event_end_on")
    return f"{first}～{last}" if first and last and first != last else first


def _with_unit(age: str) -> str:
    """A bare number in an age column is years."""
    return f"{age}歳" if unicodedata.normalize("NFKC", age).isdigit() else age


def _note_schedule(row: RowCells, schedule: Schedule, notes: list[Issue]) -> None:
    """Contradictions, hours that end before they begin, and text without any rule."""
    if schedule.rules and not schedule.flags:
        return
    field = next(name for name in SCHEDULE_FIELDS if row.text(name))
    if "contradiction" in schedule.flags:
        notes.append(row.issue("schedule_contradiction", "attention", field, original=schedule.raw))
    odd = [flag for flag in ("end_before_start", "past_midnight") if flag in schedule.flags]
    notes.extend(row.issue(f"schedule_{flag}", "warning", field, original=schedule.raw) for flag in odd)
    if not schedule.rules and not schedule.added and not schedule.flags and schedule.raw:
        notes.append(row.issue("schedule_not_understood", "info", field, original=schedule.raw))
