"""What of a base is more than arrays: handed on as arrays, read back as nothing but values of catalog and domain."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from directory.catalog.columns import Columns
from directory.catalog.days import DayTable
from directory.catalog.gathering import Gathering
from directory.search.array_file import Arrays, ArraySink

_OURS = ("directory.catalog.", "directory.domain.")
_PLAIN = {
    ("array", "array"),
    ("array", "_array_reconstructor"),
    ("datetime", "date"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.numeric", "_frombuffer"),
}
"""All that notes may be made of, beside classes of ours: none of it runs anything or opens a file."""


_VALUES = "values"
_LARGE_BYTES = 4_096
"""From so many on, an array of the notes is one of the file, too: it is mapped, and copied only by who changes it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Notes:
    """What of a base is no array, and its columns, whose arrays stay where they are.

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
    kept = replace(notes, days=replace(notes.days, holidays=_NOT_KEPT))
    large: list[pickle.PickleBuffer] = []

    def stays_inside(buffer: pickle.PickleBuffer) -> bool:
        is_large = buffer.raw().nbytes >= _LARGE_BYTES
        if is_large:
            large.append(buffer)
        return not is_large

    sink.put(_VALUES, np.frombuffer(pickle.dumps(kept, protocol=5, buffer_callback=stays_inside), np.uint8))
    for number, buffer in enumerate(large):
        sink.put(str(number), np.frombuffer(buffer.raw(), np.uint8))


def read_notes(arrays: Arrays) -> Notes:
    """The notes; the caller may add to what has been gathered.

    Raises:
        pickle.UnpicklingError: they name something that notes are not made of.
    """
    large = [arrays[str(number)] for number in range(len(arrays.by_name) - 1)]
    notes: Notes = _NotesReader(io.BytesIO(arrays[_VALUES].data), buffers=large).load()
    return notes


class _NotesReader(pickle.Unpickler):
    """Knows no other names, so that a forged file can call nothing."""

    def find_class(self, module: str, name: str) -> object:
        """The class of a name."""
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(_OURS) and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


class _NotKept:
    """Stands for the holidays in the notes."""

    last_known_year = 0

    def is_holiday(self, day: date) -> bool:
        """Never asked."""
        raise NotImplementedError(day)


_NOT_KEPT = _NotKept()
