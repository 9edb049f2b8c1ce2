"""What of a base is no array: packed into bytes, and read back as nothing but values of the catalog and the domain."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from directory.catalog.days import DayTable
from directory.catalog.gathering import Gathering

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Notes:
    """What of a base is no array.

    Attributes:
        gathering: its columns, ready for more listings. days: of its schedules. names: of its municipalities.
    """

    gathering: Gathering
    days: DayTable
    names: Mapping[str, str]


def pack_notes(notes: Notes) -> NDArray[np.uint8]:
    """The notes as bytes; the holidays are left out, because whoever reads them has its own."""
    kept = replace(notes, days=replace(notes.days, holidays=_NOT_KEPT))
    return np.frombuffer(pickle.dumps(kept, protocol=5), np.uint8)


def unpack_notes(packed: NDArray[np.uint8]) -> Notes:
    """A copy of the notes that the caller may add to.

    Raises:
        pickle.UnpicklingError: the bytes name something that notes are not made of.
    """
    notes: Notes = _NotesReader(io.BytesIO(packed.data)).load()
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
