"""The words of a long list that differ from a misspelt one in the fewest letters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.analysis import grams_of
from directory.search.array_file import KeptArrays
from directory.search.gram_writer import index_texts
from directory.search.postings import Postings

ALIKE_SHARE = 0.66
"""Least likeness of a misspelt word: one letter of three wrong, missing or swapped."""

_MOST_LETTERS = 127
"""Letters of a text that are compared; numbers of letters are kept in a byte."""

_MOST_MISSES = ((1 - ALIKE_SHARE) * np.arange(2 * _MOST_LETTERS)).astype(np.uint8)
"""Letters of a word, or of a text that is longer, that may be wrong."""


class AlikeWords:
    """Words by their letters, so that a question is compared only with those that share enough of them; immutable."""

    def __init__(self, words: Sequence[str]) -> None:
        """Takes the words in any order; they are kept by their lengths, so that a text looks at one stretch of them."""
        self._words = sorted((word for word in words if 0 < len(word) <= _MOST_LETTERS), key=len)
        sink = KeptArrays()
        index_texts(self._words, sizes=(1,), sink=sink, name="letters")
        self._letters = Postings(sink.finish().within("letters"), count=len(self._words), sizes=(1,))
        self._lengths = np.array([len(word) for word in self._words], np.uint8)
        self._starts: list[int] = self._lengths.searchsorted(np.arange(2 * _MOST_LETTERS, dtype=np.uint8)).tolist()

    def nearest(self, text: str) -> dict[str, int]:
        """The words with the fewest letters wrong, missing, too many or swapped, and how many that are."""
        if not 0 < len(text) <= _MOST_LETTERS:
            return {}
        words, misses = self._perhaps_like(text)
        found: dict[str, int] = {}
        most = int(len(text) / ALIKE_SHARE)
        for least in np.unique(misses).tolist():
            if least > most:
                break
            near = [self._words[place] for place in words[misses == least].tolist()]
            for word, edits, _ in process.extract_iter(text, near, scorer=OSA.distance, score_cutoff=most):
                if edits > most or edits > _MOST_MISSES[max(len(text), len(word))]:
                    continue
                if edits < most:
                    found.clear()
                most = int(edits)
                found[word] = most
        return found

    def _perhaps_like(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Places of the words that may be like the text, and how many letters of it each misses at least."""
        shortest, longest = math.ceil(len(text) * ALIKE_SHARE), int(len(text) / ALIKE_SHARE)
        first, end = self._starts[shortest] // 8 * 8, self._starts[longest + 1]
        lengths = self._lengths[first:end]
        longer = np.maximum(lengths, np.uint8(len(text)))
        misses = longer - np.minimum(self._shared_letters(text, first, end), lengths)
        near = np.flatnonzero(misses <= _MOST_MISSES[longest])
        near = near[misses[near] <= _MOST_MISSES[longer[near]]]
        return near + first, misses[near]

    def _shared_letters(self, text: str, first: int, end: int) -> NDArray[np.uint8]:
        """How many letters of the text each word from `first` (a multiple of 8) to `end` has, those that recur too."""
        shared = np.zeros(end - first, np.uint8)
        counted, bounds = Counter(text), np.array((first, end), np.int32)
        found = self._letters.find_each(grams_of(text, (1,)))
        for count, listed in zip(counted.values(), found, strict=True):
            if listed.bits is not None:
                has_letter = np.unpackbits(listed.bits[first // 8 :], count=shared.size)
                shared += has_letter if count == 1 else has_letter * np.uint8(count)
            elif listed.rows is not None:
                start, stop = listed.rows.searchsorted(bounds).tolist()
                shared[listed.rows[start:stop] - first] += np.uint8(count)
        return shared
