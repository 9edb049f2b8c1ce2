"""A base and what has changed since -> columns, days and orders of a snapshot; of much, in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from directory.catalog.aside import SOON, Aside, Packed
from directory.catalog.base import Base, Surroundings
from directory.catalog.changes import Changes, add_changes, codes_by_scheme, inverse_of, rows_in_order
from directory.catalog.code_table import CodeTable
from directory.catalog.columns import FLAG_STALE, Columns, Indexes
from directory.catalog.days import DayTable
from directory.catalog.notes import without_holidays
from directory.catalog.packing import put_values, read_values
from directory.domain.district import District
from directory.search.array_file import ArrayFileWriter, Arrays, ArraySink, PartOfSink, view_arrays
from directory.search.segment import Segment

MANY_ADDED = 300
"""From so many on, what is new is arranged by another process: fewer are done before that has begun."""

PATIENCE_S = 300.0
"""How long it may take."""

_VALUES, _SEARCH = "values", "search"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Arranged:
    """What of a snapshot depends on all listings; its attributes are those of the snapshot.

    Attributes:
        names: of municipalities. places: of each row among the documents of base and changes; None = its own number.
    """

    columns: Columns
    days: DayTable
    names: Mapping[str, str]
    districts: Mapping[str, District]
    series: Mapping[str, tuple[int, ...]]
    codes: CodeTable
    recommended: Indexes
    next_days: NDArray[np.int16]
    places: Indexes | None = None
    row_of_place: Indexes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranging:
    """What has to be arranged."""

    base: Base
    changes: Changes
    districts: tuple[District, ...]
    surroundings: Surroundings

    def arrange(self) -> tuple[Arranged, tuple[Segment, ...]]:
        """The arrangement, and the text index in its segments."""
        if self.changes.count < MANY_ADDED:
            arranged, added = self._arrange_here()
        else:
            # Another process does what an import brings, so that readers do not have to share this one with it.
            aside = Aside(self._arrange_packed, patience_s=PATIENCE_S, niceness=SOON)
            given = view_arrays(memoryview(aside.result()))
            arranged, added = self._read(given.within(_VALUES)), given.within(_SEARCH)
        return arranged, (self.base.segment, *((Segment(added),) if added is not None else ()))

    def _arrange_here(self) -> tuple[Arranged, Arrays | None]:
        notes, changes = self.base.read_notes(), self.changes
        gathering, names = notes.gathering, notes.names
        added = add_changes(self.base, changes, gathering, self.surroundings) if changes.count else None
        names = {**names, **added.names} if added else names
        days = gathering.days(self.surroundings.holidays, self.surroundings.seasons, known=notes.days)
        columns, places = gathering.columns(self.districts, known=notes.columns), None
        series, row_of = gathering.series(), None
        if added:
            places = rows_in_order(columns, changes.gone, known=notes.columns.number.size)
            row_of = inverse_of(places, len(columns.number))
            columns = columns.taken(places, districts=codes_by_scheme(self.districts))
            days = replace(days, schedule_of=days.schedule_of[places])
            series = {code: tuple(row_of[list(found)].tolist()) for code, found in series.items()}
        names = {code: names[code] for code in columns.municipality.codes}
        next_days = days.next_days()
        arranged = Arranged(
            columns=columns,
            days=days,
            names=names,
            districts=gathering.districts(self.districts, names),
            series=series,
            codes=gathering.codes,
            recommended=_recommended(columns, next_days),
            next_days=next_days,
            places=places,
            row_of_place=row_of,
        )
        return arranged, added.arrays if added else None

    def _arrange_packed(self) -> Packed:
        arranged, added = self._arrange_here()
        stream = io.BytesIO()
        sink = ArrayFileWriter(stream)
        put_values(replace(arranged, days=without_holidays(arranged.days)), PartOfSink(sink, _VALUES))
        _put_arrays(added, PartOfSink(sink, _SEARCH))
        sink.finish()
        return stream.getbuffer()

    def _read(self, arrays: Arrays) -> Arranged:
        arranged = read_values(arrays)
        assert isinstance(arranged, Arranged)  # noqa: S101 - only our own process writes it
        return replace(arranged, days=replace(arranged.days, holidays=self.surroundings.holidays))


def _put_arrays(arrays: Arrays | None, sink: ArraySink) -> None:
    for name, array in arrays.by_name.items() if arrays else ():
        sink.put(name, array)


def _recommended(columns: Columns, next_days: NDArray[np.int16]) -> Indexes:
    """Place of each row when nothing is asked: next certain day, fresh before stale, name."""
    by_name = inverse_of(columns.name_rank, columns.name_rank.size)
    # Stable sorting of such small numbers takes a tenth of the time of sorting by all three.
    waits = next_days * np.int16(2) + ((columns.flags & FLAG_STALE) > 0)
    return inverse_of(by_name[np.argsort(waits[by_name], kind="stable")], by_name.size)
