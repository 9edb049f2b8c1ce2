"""Some documents of a segment, in whose names a text counts only where it stands as a word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from directory.search.analysis import Bools, Floats, Rows
from directory.search.postings import are_in
from directory.search.segment import Segment
from directory.search.word_starts import WordStarts, only_words


class NameWords:
    """The documents whose values are asked for, with what tells words in their names."""

    def __init__(self, starts: WordStarts, segment: Segment, rows: Rows, known: dict[str, tuple[Rows, Bools]]) -> None:
        """Takes ascending documents of the segment, and what was read of some for the same question."""
        self._starts = starts
        self._segment = segment
        self._rows = rows
        self._known = known

    def only_in_names(self, word: str, values: Floats) -> Floats:
        """The values of the documents, 0 where a text stands in the name, and only within other words."""
        return only_words(values, self._rows, word, partial(self._hold_word, word))

    def only_in_readings(self, sound: str, values: Floats) -> Floats:
        """The same of reading keys."""
        return only_words(values, self._rows, sound, partial(self._hold_sound, sound))

    def _hold_sound(self, sound: str, rows: Rows) -> Bools:
        """Whether each reading has a sound as a word of its own."""
        return self._read(
            f"sound {sound}",
            rows,
            lambda left: self._starts.stand_in_readings(sound, self._segment.readings.of_rows(left)),
        )

    def _hold_word(self, word: str, rows: Rows) -> Bools:
        """Whether each name has a text as a word of its own, or a tag or what stands around the name has it."""
        return self._read(f"word {word}", rows, partial(self._read_names, word))

    def _read(self, what: str, rows: Rows, hold: Callable[[Rows], Bools]) -> Bools:
        """Reads those of some documents that were not read in another way to take the question."""
        before, known = self._known.get(what, (rows[:0], np.empty(0, bool)))
        is_new = ~are_in(rows, before)
        found = np.zeros(rows.size, bool)
        if not is_new.all():
            found[~is_new] = known[before.searchsorted(rows[~is_new])]
        if is_new.any():
            found[is_new] = hold(rows[is_new])
        self._known[what] = (rows, found)
        return found

    def _read_names(self, word: str, rows: Rows) -> Bools:
        segment, names = self._segment, self._segment.names.of_rows(rows)
        hold = self._starts.stand_in_names(word, names)
        absent = np.array([place for place in np.flatnonzero(~hold).tolist() if word not in names[place]], np.int64)
        if absent.size and len(word) > 1:
            hold[absent] = segment.named.hold(word, rows[absent]) | segment.around.hold(word, rows[absent])
        return hold
