"""Which row of a snapshot every document of its segments is, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np

from directory.search.analysis import Bools, Ints, Rows
from directory.search.pool import FloatPool
from directory.search.postings import are_in
from directory.search.scored import Scored
from directory.search.segment import Segment
from directory.search.text_column import TextColumn


class SegmentRows:
    """Rows of documents; where there is one segment and every document its own row, nothing is kept.

    Attributes:
        values: arrays with a value for every row, and some more.
    """

    def __init__(self, segments: Sequence[Segment], rows: Rows | None) -> None:
        """Takes the row of every document, one segment after the other, -1 = gone; None = its own number."""
        self._segments = tuple(segments)
        self._firsts = np.cumsum([0, *(segment.count for segment in segments)])
        self._rows = rows
        self.count = int(self._firsts[-1]) if rows is None else int(np.count_nonzero(rows >= 0))
        # Where rows are documents, both may use the same memory.
        self.values = segments[0].values if rows is None else FloatPool(self.count)
        self._documents = np.empty(0, np.int32)
        if rows is not None:
            self._documents = np.zeros(self.count, np.int32)
            self._documents[rows[rows >= 0]] = np.flatnonzero(rows >= 0)

    def spot(self, row: int) -> tuple[Segment, int]:
        """The segment of a row and its document there."""
        if self._rows is None:
            return self._segments[0], row
        document = int(self._documents[row])
        number = int(np.searchsorted(self._firsts, document, side="right")) - 1
        return self._segments[number], document - int(self._firsts[number])

    def by_segment(self, rows: Rows) -> Iterator[tuple[int, Ints, Rows]]:
        """For each segment its number, the places of its rows among those given, and their documents."""
        if self._rows is None:
            yield 0, np.arange(rows.size), rows
            return
        documents = self._documents[rows]
        of_segment = np.searchsorted(self._firsts, documents, side="right") - 1
        for number in range(len(self._segments)):
            places = np.flatnonzero(of_segment == number)
            yield number, places, documents[places] - self._firsts[number].astype(np.int32)

    def name_of(self, row: int) -> str:
        """The canonical name of a row."""
        segment, document = self.spot(row)
        return segment.names[document]

    def reading_of(self, row: int) -> str:
        """The reading key of a row's name."""
        segment, document = self.spot(row)
        return segment.readings[document]

    def folded(self, rows: Rows) -> list[str]:
        """The folded names of rows."""
        return self._texts(rows, lambda segment: segment.folded)

    def names(self, rows: Rows) -> list[str]:
        """The canonical names of rows."""
        return self._texts(rows, lambda segment: segment.names)

    def readings(self, rows: Rows) -> list[str]:
        """The reading keys of rows."""
        return self._texts(rows, lambda segment: segment.readings)

    def _texts(self, rows: Rows, column: Callable[[Segment], TextColumn]) -> list[str]:
        if self._rows is None:
            return column(self._segments[0]).of_rows(rows)
        spots = (self.spot(row) for row in rows.tolist())
        return [column(segment)[document] for segment, document in spots]

    def of_documents(self, number: int, of_rows: Bools | None) -> Bools | None:
        """What holds for rows, for the documents of a segment; False for those that are gone."""
        if self._rows is None:
            return of_rows
        rows = self._of_segment(number)
        return rows >= 0 if of_rows is None else (rows >= 0) & of_rows[rows]

    def joined(self, found: Sequence[Scored]) -> Scored:
        """What was found in each segment, by row instead of by document; ascending."""
        if self._rows is None:
            return found[0]
        rows = np.concatenate([self._of_segment(number)[each.rows] for number, each in enumerate(found)])
        order = np.argsort(rows)
        return Scored(
            rows=rows[order],
            values=np.concatenate([each.values for each in found])[order],
            misses_text=None
            if all(each.misses_text is None for each in found)
            else np.concatenate([each.miss_text(np.arange(each.rows.size)) for each in found])[order],
        )

    def belong(self, rows: Rows, concepts: Sequence[int]) -> Bools:
        """Whether each of some rows belongs to one of some concepts of the lexicon, surely or not."""
        found = np.zeros(rows.size, bool)
        for concept in concepts:
            found |= self._are_in(rows, partial(_members, concept))
        return found

    def _are_in(self, rows: Rows, listed: Callable[[Segment], Rows]) -> Bools:
        """Whether each of some rows is among the documents that each segment lists."""
        documents = rows if self._rows is None else self._documents[rows]
        found = np.zeros(rows.size, bool)
        for first, segment in zip(self._firsts.tolist(), self._segments, strict=False):
            found |= are_in(documents - np.int32(first), listed(segment))
        return found

    def stand_at(self, rows: Rows, place: str) -> Bools:
        """Whether each of some rows stands at a place, by its canonical name."""
        return self._are_in(rows, lambda segment: segment.rows_at(place))

    def fields_with(self, text: str, rows: Rows) -> list[str]:
        """Name of the field in which each row holds all grams of a text: tag, place or description; "" for none."""
        found = [""] * rows.size
        for number, places, documents in self.by_segment(rows):
            segment = self._segments[number]
            # the first field wins: it is written last
            for field, postings in (("description", segment.texts), ("place", segment.around), ("tag", segment.named)):
                for place in places[postings.hold(text, documents)].tolist():
                    found[place] = field
        return found

    def beginning_with(self, sound: str, limit: int, *, among: Rows) -> Rows:
        """Of some rows whose reading begins with a reading key, those among others, which ascend."""
        found = [segment.beginning_with(sound, limit) for segment in self._segments]
        rows = found[0]
        if self._rows is not None:
            rows = np.concatenate([self._of_segment(number)[each] for number, each in enumerate(found)])
        return rows[are_in(rows, among)]

    def _of_segment(self, number: int) -> Rows:
        if self._rows is None:
            return np.arange(self._segments[number].count, dtype=np.int32)
        return self._rows[int(self._firsts[number]) : int(self._firsts[number + 1])]


def _members(concept: int, segment: Segment) -> Rows:
    return segment.members(concept).rows
