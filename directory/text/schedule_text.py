"""Schedule texts and schedule columns -> schedules; the door of the schedule modules."""

from __future__ import annotations

from directory.domain.schedule import Schedule
from directory.text.schedule_columns import ScheduleColumns, read_schedule_columns
from directory.text.schedule_reader import read_schedule

__all__ = ["ScheduleColumns", "parse_schedule", "read_schedule_columns"]


def parse_schedule(text: str) -> Schedule:
    """Rules, closings and flags of a free text; what is not understood stays in `leftover`, everything in `raw`."""
    return read_schedule(text)
