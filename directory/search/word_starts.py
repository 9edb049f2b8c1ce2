"""Whether a short word stands in a name as a word of its own: みしん is none in はぐくみシングル."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import Bools, Floats, Rows
from directory.search.concepts import Lexicon
from directory.search.places import PlaceNames
from directory.text.reading import is_kana

SHORT_SOUND = 5
"""Letters of a word that chance puts together in some of many names; longer ones may hold a typo."""

_LIKE_WHOLE = 0.5
"""Share of the grams of a word from which on a name is looked at: less of them answers nothing."""

_READ = 2_000
_SAMPLE = 256
"""Most names that are read one by one; of more of them, so many tell whether it is a word in most."""

_LONGEST_KNOWN = 12
"""Letters of a known word that is looked for beside another one."""

_JOINS = ("の", "と")
"""Particles between the words of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStarts:
    """Knows where words begin: at the beginning of a name, where its letters change, and behind known words."""

    lexicon: Lexicon
    places: PlaceNames

    def stands_in_name(self, word: str, name: str) -> bool:
        """Whether a word begins where one of a canonical name does.

        Kanji are words wherever they stand. A long word, in which a letter may be wrong, need not stand there whole.
        """
        if not is_kana(word):
            return True
        if word not in name:
            return len(word) > SHORT_SOUND
        known = (self.lexicon.by_word, self.lexicon.by_written, self.places.names)
        return any(at == 0 or not is_kana(name[at - 1]) or _is_behind(known, name, at) for at in _places_of(word, name))

    def stands_in_reading(self, sound: str, reading: str) -> bool:
        """The same of reading keys, where words end as well; a long sound, too, need not stand there as a whole."""
        if sound not in reading:
            return len(sound) > SHORT_SOUND
        known = (self.lexicon.by_reading, self.places.by_reading)
        return sound in self.lexicon.by_reading or any(
            (at == 0 or _is_behind(known, reading, at)) and _is_before(known, reading, at + len(sound))
            for at in _places_of(sound, reading)
        )

    def stand_in_names(self, word: str, names: Sequence[str]) -> Bools:
        """`stands_in_name` for many names; nearly all of them do not have the word at all."""
        absent = len(word) > SHORT_SOUND or not is_kana(word)
        stand = (self.stands_in_name(word, name) if word in name else absent for name in names)
        return np.fromiter(stand, bool, len(names))

    def stand_in_readings(self, sound: str, readings: Sequence[str]) -> Bools:
        """`stands_in_reading` for many reading keys."""
        absent = len(sound) > SHORT_SOUND
        stand = (self.stands_in_reading(sound, each) if sound in each else absent for each in readings)
        return np.fromiter(stand, bool, len(readings))


def only_words(values: Floats, rows: Rows, are_words_in: Callable[[Rows], Bools]) -> Floats:
    """The values of some documents, 0 for those in which a word has its letters and is none.

    Args:
        values: share of the grams of the word that each document has.
        rows: the documents.
        are_words_in: whether it stands in each of some as a word.
    """
    near = np.flatnonzero(values >= _LIKE_WHOLE)
    if not near.size:
        return values
    read = near[:: near.size // _SAMPLE] if near.size > _READ else near
    is_word = are_words_in(rows[read])
    if read.size < near.size:
        is_word = np.full(near.size, 2 * np.count_nonzero(is_word) > read.size)
    found = values.copy()
    found[near[~is_word]] = 0
    return found


def _places_of(word: str, text: str) -> list[int]:
    return [at for at in range(len(text) - len(word) + 1) if text.startswith(word, at)]


def _is_behind(known: tuple[Container[str], ...], text: str, at: int) -> bool:
    """Whether a known word of two letters or more, or a particle, ends at a place of a text."""
    if text[at - 1] in _JOINS:
        return True
    # Loops, not expressions: most of what a question costs whose words stand in hundreds of names.
    for start in range(max(0, at - _LONGEST_KNOWN), at - 1):
        part = text[start:at]
        for words in known:
            if part in words:
                return True
    return False


def _is_before(known: tuple[Container[str], ...], text: str, at: int) -> bool:
    """Whether a text ends at a place, or a known word of two letters or more, or a particle, begins there."""
    if at == len(text) or text[at] in _JOINS:
        return True
    for end in range(at + 2, min(len(text), at + _LONGEST_KNOWN) + 1):
        part = text[at:end]
        for words in known:
            if part in words:
                return True
    return False
