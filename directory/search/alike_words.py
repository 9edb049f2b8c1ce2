"""The words of a long list that differ from a misspelt one in the fewest letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.array_file import KeptArrays
from directory.search.gram_writer import index_texts
from directory.search.postings import Postings

ALIKE_SHARE = 0.66
"""Least likeness of a misspelt word: one letter of three wrong, missing or swapped."""

_MOST_LETTERS = 127
"""Letters of a text that are compared; numbers of letters are kept in a byte."""


class AlikeWords:
    """Words by their letters, so that a question is compared only with those that share enough of them; immutable."""

    def __init__(self, words: Sequence[str]) -> None:
        """Takes the words in any order; they are kept by their lengths, so that a text looks at one stretch of them."""
        self._words = sorted((word for word in words if 0 < len(word) <= _MOST_LETTERS), key=len)
        sink = KeptArrays()
        index_texts(self._words, sizes=(1,), sink=sink, name="letters")
        self._letters = Postings(sink.finish().within("letters"), count=len(self._words), sizes=(1,))
        self._lengths = np.array([len(word) for word in self._words], np.uint8)

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
                if edits > most or edits > (1 - ALIKE_SHARE) * max(len(text), len(word)):
                    continue
                if edits < most:
                    found.clear()
                most = int(edits)
                found[word] = most
        return found

    def _perhaps_like(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Places of the words that may be like the text, and how many letters of it each misses at least."""
        first = int(self._lengths.searchsorted(int(np.ceil(len(text) * ALIKE_SHARE))))
        end = int(self._lengths.searchsorted(int(len(text) / ALIKE_SHARE), "right"))
        shared = np.zeros(max(0, end - first), np.uint8)
        for letter, count in Counter(text).items():
            rows = self._letters.rows_with(letter)
            shared[rows[rows.searchsorted(first) : rows.searchsorted(end)] - first] += np.uint8(count)
        lengths = self._lengths[first:end]
        longer = np.maximum(lengths, np.uint8(len(text)))
        misses = longer - np.minimum(shared, lengths)
        near = np.flatnonzero(misses <= (1 - ALIKE_SHARE) * longer)
        return near + first, misses[near]
