"""Guesses which concepts a question in people's own words means: a small linear model over its letters."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from directory.search.concepts import kana_of
from directory.text.reading import reading_key

MODEL_FILE = "needs.npz"
NONE = "none"
"""The label of what no directory of places for families holds (固定資産税, a name, an address)."""

_LONGEST_GRAM = 3
_LONGEST_TEXT = 120
"""Letters of a question that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A concept that a question may mean, and how probable that is (0 … 1)."""

    concept: str
    probability: float


class NeedModel:
    """Weights of letter grams for every concept; immutable, so safe for any number of readers."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Takes the arrays of the model file: labels, grams (ascending), starts, columns, values, scales, bias."""
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self._grams = arrays["grams"]
        self._starts = arrays["starts"].astype(np.int64).tolist()
        self._columns = arrays["columns"]
        self._values = arrays["values"].astype(np.float32)
        self._scales = arrays["scales"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)

    def guess(self, words: Sequence[str]) -> tuple[Guess, ...]:
        """Every label with its probability, the most probable first; they sum to 1.

        Args:
            words: canonical words of the question, without its places.
        """
        scores = self._bias.copy()
        found, share = self._known_grams(words)
        for place in found:
            span = slice(self._starts[place], self._starts[place + 1])
            scores[self._columns[span]] += share * self._values[span] * self._scales[self._columns[span]]
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        order = np.argsort(-odds, kind="stable").tolist()
        return tuple(Guess(concept=self.labels[place], probability=float(odds[place])) for place in order)

    def _known_grams(self, words: Sequence[str]) -> tuple[list[int], float]:
        """Places of the grams that the model knows, and the weight of each: a long question has many."""
        asked = np.array(sorted(read_grams(words)), np.uint32)
        if not asked.size or not self._grams.size:
            return [], 0.0
        places = np.minimum(self._grams.searchsorted(asked), self._grams.size - 1)
        found: list[int] = places[self._grams[places] == asked].tolist()
        return found, gram_share(asked.size)


def gram_share(count: int) -> float:
    """Weight of each of `count` grams, so that long and short questions weigh about the same."""
    return 1.0 / math.sqrt(count)


def read_grams(words: Sequence[str]) -> set[int]:
    """Numbers of all grams (1 … 3 letters) of canonical words, by spelling and, of kana and romaji, by sound."""
    grams: set[int] = set()
    left = _LONGEST_TEXT
    for word in words:
        text = word[:left]
        left -= len(text)
        grams.update(_numbers(f"^{text}$"))
        if text.isascii() and text:
            grams.add(zlib.crc32(text.encode()))
        kana = kana_of(text)
        if kana:
            grams.update(_numbers(f"<{reading_key(kana)}>"))
    return grams


def _numbers(text: str) -> Iterator[int]:
    for size in range(1, _LONGEST_GRAM + 1):
        for at in range(len(text) - size + 1):
            gram = text[at : at + size]
            if size > 1 or gram not in "^$<>":
                # Kana by sound are other grams than kana by spelling.
                yield zlib.crc32((("~" if text[0] == "<" else "") + gram).encode())


@lru_cache(maxsize=1)
def load_needs() -> NeedModel:
    """The model of needs.npz, read once."""
    with resources.files(__package__).joinpath(MODEL_FILE).open("rb") as stream, np.load(stream) as arrays:
        return NeedModel({name: arrays[name] for name in arrays.files})
