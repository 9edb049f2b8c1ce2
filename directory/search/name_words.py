"""Some documents of a segment, in whose names a text counts only where it stands as a word."""

from __future__ import annotations

import numpy as np

from directory.search.analysis import Floats, Rows
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
        return only_words(values, self._rows, lambda row: self._holds(word, row))

    def only_in_readings(self, sound: str, values: Floats) -> Floats:
        """The same of reading keys."""
        starts, readings = self._starts, self._segment.readings
        return only_words(values, self._rows, lambda row: starts.stands_in_reading(sound, readings[row]))

    def _holds(self, word: str, row: int) -> bool:
        """Whether a name has a text as a word of its own, or a tag or what stands around the name has it."""
        segment, name = self._segment, self._segment.names[row]
        if self._starts.stands_in_name(word, name):
            return True
        one = np.array([row], np.int32)
        return word not in name and bool(segment.named.hold(word, one)[0] or segment.around.hold(word, one)[0])
