"""How long known words are by their first letters, so that looking for one in a text tries no other lengths."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_REMEMBERED = 2_048
"""Sets of lengths that are kept; all of them together are a few hundred."""


class WordLengths:
    """Lengths of some words by the letters with which they begin, as bits (bit 3 = three letters); immutable."""

    def __init__(self, words: Iterable[str], *, letters: int, least: int, longest: int) -> None:
        """Takes the words, by how many first letters they are told apart, and which lengths of them are asked for."""
        self._letters = letters
        self._bits: dict[str, int] = {}
        for word in words:
            if least <= len(word) <= longest:
                start = word[:letters]
                self._bits[start] = self._bits.get(start, 0) | 1 << len(word)

    def at(self, text: str, place: int) -> int:
        """Bits of the lengths of words that may begin at a place of a text."""
        return self._bits.get(text[place : place + self._letters], 0)


@lru_cache(maxsize=_REMEMBERED)
def longest_first(bits: int) -> tuple[int, ...]:
    """The lengths of which the bits are set."""
    return tuple(length for length in range(bits.bit_length() - 1, -1, -1) if bits >> length & 1)
