"""The searchable texts of some listings, indexed field by field: arrays only, so that it can be mapped from a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import Bools, Floats, Rows
from directory.search.array_file import Arrays
from directory.search.places import PlaceNames
from directory.search.pool import FloatPool
from directory.search.postings import Postings
from directory.search.text_column import TextColumn

SURFACE_SIZES = (1, 2)
SOUND_SIZES = (2, 3)
"""Letters of the grams of texts, and of reading keys."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Members:
    """Documents of one concept.

    Attributes:
        rows: the documents, ascending.
        hundredths: for every document of the segment how surely it belongs to the concept, 0 … 100.
    """

    rows: Rows
    hundredths: NDArray[np.uint8]


class Segment:
    """Texts of documents by number, and their postings; immutable.

    Attributes:
        count: documents.
        folded, names, readings: the name folded, canonical, and its reading key.
        named: postings of name and tags. around: of places, address, kinds and who runs it. texts: of descriptions.
        sounds: of readings.
        name_masses: how telling each name is.
        places: canonical names of places. place_readings: the reading keys of each, with blanks between.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Reads what a `SegmentWriter` wrote."""
        self._arrays = arrays
        self.folded = TextColumn.read(arrays, "folded")
        self.names = TextColumn.read(arrays, "names")
        self.readings = TextColumn.read(arrays, "readings")
        self.count = len(self.folded)
        self.named = self._postings("named", SURFACE_SIZES)
        self.around = self._postings("around", SURFACE_SIZES)
        self.texts = self._postings("texts", SURFACE_SIZES)
        self.sounds = self._postings("sounds", SOUND_SIZES)
        self.places = TextColumn.read(arrays, "places")
        self.name_masses: Floats = arrays["name_masses"]
        self.place_readings = TextColumn.read(arrays, "place_readings")
        self._scratch = threading.local()
        # Bits are read by the byte.
        self.values = FloatPool((self.count + 7) // 8 * 8)

    def members(self, concept: int) -> Members:
        """Documents of a concept of the lexicon with which the segment was written."""
        starts = self._arrays["members/starts"]
        part = slice(int(starts[concept]), int(starts[concept + 1]))
        return Members(rows=self._arrays["members/rows"][part], hundredths=self._arrays["members/hundredths"][concept])

    def rows_at(self, place: str) -> Rows:
        """Documents at a place, by its canonical name; ascending."""
        number = self._place_numbers.get(place)
        if number is None:
            return np.empty(0, np.int32)
        starts = self._arrays["place_rows/starts"]
        rows: Rows = self._arrays["place_rows/rows"][int(starts[number]) : int(starts[number + 1])]
        return rows

    def begin_with_numbers(self, rows: Rows, asked: tuple[int, ...]) -> Bools:
        """Whether the address of each document begins with the given numbers (4-5 is 4-5-15)."""
        starts, values = self._arrays["numbers/starts"], self._arrays["numbers/values"]
        begin = starts[rows]
        begins: Bools = starts[rows + 1] - begin >= len(asked)
        for place, number in enumerate(asked):
            at = np.minimum(begin + place, max(values.size - 1, 0))
            begins &= (values[at] == number) if values.size else False
        return begins

    def beginning_with(self, sound: str, limit: int) -> Rows:
        """Some documents whose reading begins with a reading key, in the order of their readings."""
        ordered: Rows = self._arrays["by_reading"]
        start = _place_in(ordered, self.readings, sound)
        end = _place_in(ordered, self.readings, sound + "\U0010ffff")
        return ordered[start : min(end, start + limit)]

    def read_places(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Canonical names of places and their reading keys, none when unknown."""
        for number in range(len(self.places)):
            yield self.places[number], tuple(self.place_readings[number].split())

    def scratch(self) -> Rows:
        """One number for every document, all 0, for the calling thread; it must be 0 again afterwards."""
        found: Rows | None = getattr(self._scratch, "numbers", None)
        if found is None:
            found = self._scratch.numbers = np.zeros(self.count, np.int32)
        return found

    @cached_property
    def place_names(self) -> PlaceNames:
        """Its places, ready to be looked for in questions."""
        return PlaceNames(dict(self.read_places()))

    @cached_property
    def _place_numbers(self) -> dict[str, int]:
        return {self.places[number]: number for number in range(len(self.places))}

    def _postings(self, name: str, sizes: tuple[int, ...]) -> Postings:
        return Postings(self._arrays.within(name), count=self.count, sizes=sizes)


def _place_in(ordered: Rows, readings: TextColumn, sound: str) -> int:
    """Where a reading key would stand; readings are compared as bytes, whose order is that of their letters."""
    wanted = sound.encode()
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) // 2
        if readings.encoded(int(ordered[middle])) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def join_places(segments: Sequence[Segment]) -> PlaceNames:
    """All places; a write seldom brings a new one, and those of the first segment are kept ready."""
    first, *others = segments
    more = {name: sound for segment in reversed(others) for name, sound in segment.read_places()}
    known = first.place_names
    return known if more.keys() <= known.names.keys() else PlaceNames({**more, **known.names})
