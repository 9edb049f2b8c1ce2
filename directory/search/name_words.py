"""Some documents of a segment, in whose names a text counts only where it stands as a word."""

from __future__ import annotations

from functools import partial

import numpy as np

from directory.search.analysis import Bools, Floats, Rows
from directory.search.segment import Segment
from directory.search.word_starts import WordStarts, only_words


class NameWords:
    """The documents whose values are asked for, with what tells words in their names."""

    def __init__(self, starts: WordStarts, segment: Segment, rows: Rows) -> None:
        """Takes ascending documents of the segment."""
        self._starts = starts
        self._segment = segment
        self._rows = rows

    def only_in_names(self, word: str, values: Floats) -> Floats:
        """The values of the documents, 0 where a text stands in the name, and only within other words."""
        return only_words(values, self._rows, partial(self._hold, word))

    def only_in_readings(self, sound: str, values: Floats) -> Floats:
        """The same of reading keys."""
        starts, readings = self._starts, self._segment.readings
        return only_words(values, self._rows, lambda rows: starts.stand_in_readings(sound, readings.of_rows(rows)))

    def _hold(self, word: str, rows: Rows) -> Bools:
        """Whether each name has a text as a word of its own, or a tag or what stands around the name has it."""
        segment, names = self._segment, self._segment.names.of_rows(rows)
        hold = self._starts.stand_in_names(word, names)
        absent = np.array([place for place in np.flatnonzero(~hold).tolist() if word not in names[place]], np.int64)
        if absent.size:
            hold[absent] = segment.named.hold(word, rows[absent]) | segment.around.hold(word, rows[absent])
        return hold
