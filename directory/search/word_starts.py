"""Whether a short word stands in a name as a word of its own: みしん is none in はぐくみシングル."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import Bools, Floats, Rows
from directory.search.concepts import Lexicon
from directory.search.places import PlaceNames
from directory.text.reading import is_kana

SHORT_SOUND = 5
"""Letters of a word that chance puts together in some of many names; in longer ones a letter may be wrong."""

_WHOLE = 0.99
"""Share of the grams of a word that a text has which holds it, but for rounding."""

_LEAST_BEGINNING = 3
"""Sounds that may be the beginning of a name that is being typed; fewer begin many names."""

_READ = 2_000
_SAMPLE = 256
"""Most names that are read one by one; of more of them, so many tell whether it is a word in most."""

_LONGEST_KNOWN = 12
"""Letters of a known word that is looked for beside another one."""

_KANJI = re.compile("[一-鿿]")
_JOINS = ("の", "と")
"""Particles between the words of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStarts:
    """Knows where words begin: at the beginning of a name, where its letters change, and behind known words."""

    lexicon: Lexicon
    places: PlaceNames

    def stands_in_name(self, word: str, name: str) -> bool:
        """Whether a word begins where one of a canonical name does.

        Several kanji are words wherever they stand, a single one where no other stands beside it (刀 is none in 刀根).
        """
        if not is_kana(word):
            return len(word) > 1 or _stands_alone(word, name)
        known = (self.lexicon.by_word, self.lexicon.by_written, self.places.names)
        return any(at == 0 or not is_kana(name[at - 1]) or _is_behind(known, name, at) for at in _places_of(word, name))

    def stands_in_reading(self, sound: str, reading: str) -> bool:
        """The same of reading keys, where words end as well; three sounds may be the beginning of a name."""
        known = (self.lexicon.by_reading, self.places.by_reading)
        if sound in self.lexicon.by_reading or (len(sound) >= _LEAST_BEGINNING and reading.startswith(sound)):
            return sound in reading
        return any(
            (at == 0 or _is_behind(known, reading, at)) and _is_before(known, reading, at + len(sound))
            for at in _places_of(sound, reading)
        )

    def stand_in_names(self, word: str, names: Sequence[str]) -> Bools:
        """`stands_in_name` for many names."""
        stand = (word in name and self.stands_in_name(word, name) for name in names)
        return np.fromiter(stand, bool, len(names))

    def stand_in_readings(self, sound: str, readings: Sequence[str]) -> Bools:
        """`stands_in_reading` for many reading keys."""
        stand = (sound in each and self.stands_in_reading(sound, each) for each in readings)
        return np.fromiter(stand, bool, len(readings))


def only_words(values: Floats, rows: Rows, word: str, are_words_in: Callable[[Rows], Bools]) -> Floats:
    """The values of some documents, 0 for those in which a word has its letters and is none.

    Of a short word, those that have only some of its letters answer nothing either; in a longer one some may be wrong.

    Args:
        values: share of the grams of the word that each document has.
        rows: the documents.
        word: a text or a sound.
        are_words_in: whether it stands in each of some as a word.
    """
    holders = np.flatnonzero(values >= _WHOLE)
    read = holders[:: holders.size // _SAMPLE] if holders.size > _READ else holders
    is_word = are_words_in(rows[read])
    if read.size < holders.size:
        is_word = np.full(holders.size, 2 * np.count_nonzero(is_word) > read.size)
    found = np.zeros_like(values) if len(word) <= SHORT_SOUND else values.copy()
    found[holders] = values[holders] * is_word
    return found


def _places_of(word: str, text: str) -> list[int]:
    return [at for at in range(len(text) - len(word) + 1) if text.startswith(word, at)]


def _stands_alone(letter: str, name: str) -> bool:
    """Whether a kanji stands in a name, at least once without another kanji beside it."""
    beside = re.findall(f"(.?){re.escape(letter)}(.?)", name)
    return any(not _KANJI.match(before) and not _KANJI.match(after) for before, after in beside)


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
