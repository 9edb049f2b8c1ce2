"""Schedule texts and schedule columns -> schedules; the door of the schedule modules."""

from __future__ import annotations

from directory.domain.schedule import Schedule
from directory.text.schedule_columns import ScheduleColumns, read_schedule_columns
from directory.text.schedule_reader import read_closing_days, read_schedule

__all__ = ["ScheduleColumns", "parse_closing_days", "parse_schedule", "read_schedule_columns"]


def parse_schedule(text: str) -> Schedule:
    """Rules, closings and flags of a free text; what is not understood stays in `leftover`, everything in `raw`."""
    return read_schedule(text)


def parse_closing_days(text: str) -> Schedule:
    """Closings of a cell that names only closing days (column 定休日): 土日祝日 closes at weekends here."""
    return read_closing_days(text) if text.strip() else Schedule(raw=text)
