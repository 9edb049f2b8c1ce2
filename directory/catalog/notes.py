"""What of a base is no text index: what was gathered, its columns and days, handed on as arrays and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from directory.catalog.columns import Columns
from directory.catalog.days import DayTable
from directory.catalog.gathering import Gathering
from directory.catalog.packing import put_values, read_values
from directory.search.array_file import Arrays, ArraySink


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Notes:
    """What of a base is no text index.

    Attributes:
        gathering: ready for more listings. columns: of what it has. days: of its schedules. names: of its
            municipalities.
    """

    gathering: Gathering
    columns: Columns
    days: DayTable
    names: Mapping[str, str]


def put_notes(notes: Notes, sink: ArraySink) -> None:
    """Hands the notes on as arrays; the holidays are left out, because whoever reads them has its own."""
    put_values(replace(notes, days=without_holidays(notes.days)), sink)


def read_notes(arrays: Arrays) -> Notes:
    """The notes; the caller may add to what has been gathered.

    Raises:
        pickle.UnpicklingError: they name something that notes are not made of.
    """
    notes = read_values(arrays)
    assert isinstance(notes, Notes)  # noqa: S101 - whoever may write the file may write any notes into it
    return notes


def without_holidays(days: DayTable) -> DayTable:
    """The table as it may be handed on; it answers nothing until it has holidays again."""
    return replace(days, holidays=_NOT_KEPT)


class _NotKept:
    """Stands for the holidays in the notes."""

    last_known_year = 0

    def is_holiday(self, day: date) -> bool:
        """Never asked."""
        raise NotImplementedError(day)


_NOT_KEPT = _NotKept()
