"""Guesses which concepts a question in people's own words means: a small linear model over its letters."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from directory.search.concepts import kana_of
from directory.text.reading import sound_key

MODEL_FILE = "needs.npz"
NONE = "none"
OTHER = "other"
"""The labels of names and places, which say nothing of a need, and of what other trades and offices do (固定資産税)."""

_SOUND_SIGN = zlib.crc32(b"~")
"""Where the check sum of a gram by sound begins."""

_LONGEST_TEXT = 120
"""Letters of a question that are read."""

_REMEMBERED = 512
"""Questions whose guesses are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A concept that a question may mean, and how probable that is (0 … 1)."""

    concept: str
    probability: float


class Guesses:
    """How probable each label is; immutable."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        """Takes the probability of every label, in the order of the model."""
        self._odds = odds

    def probability(self, *labels: str) -> float:
        """Of one of some labels; 0 for those that the model does not know."""
        return sum(self._odds.get(label, 0.0) for label in labels)

    def ranked(self, least: float = 0.0) -> tuple[Guess, ...]:
        """The labels that are at least so probable, the most probable first."""
        likely = sorted(
            (-chance, place, label) for place, (label, chance) in enumerate(self._odds.items()) if chance >= least
        )
        return tuple(Guess(concept=label, probability=-chance) for chance, _, label in likely)

    @cached_property
    def first_need(self) -> float:
        """How probable the most probable need is."""
        return max((chance for label, chance in self._odds.items() if label not in (NONE, OTHER)), default=0.0)


class NeedModel:
    """Weights of letter grams for every concept; immutable, so safe for any number of readers."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Takes the arrays of the model file: labels, gaps, counts, columns, values, scales, bias.

        Grams ascend: each is said by its distance from the one before, and by how many weights it has.
        """
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self._grams = np.cumsum(arrays["gaps"], dtype=np.uint32)
        self._starts = np.concatenate(([0], np.cumsum(arrays["counts"], dtype=np.int64)))
        self._columns = arrays["columns"]
        self._values = arrays["values"]
        self._scales = arrays["scales"].astype(np.float64)
        self._bias = arrays["bias"].astype(np.float64)
        # A question is parsed more than once on its way.
        self._guess_once = lru_cache(maxsize=_REMEMBERED)(self._guess)

    def guess(self, words: Sequence[str]) -> Guesses:
        """Every label with its probability; they sum to 1.

        Args:
            words: canonical words of the question, without its places.
        """
        return self._guess_once(tuple(words))

    def knows(self, word: str) -> bool:
        """Whether two neighbouring letters of a word say anything; of a word of one letter, the letter itself.

        Single kanji stand in many words: 休 in a name that nobody knows says nothing about holidays.
        """
        singles, pairs, _ = _grams_by_size(word)
        return bool(self._places_of(np.array(pairs or singles, np.uint32)).size)

    def _guess(self, words: tuple[str, ...]) -> Guesses:
        found, share = self._known_grams(words)
        firsts, counts = self._starts[found], self._starts[found + 1] - self._starts[found]
        before = np.cumsum(counts) - counts
        at = np.repeat(firsts - before, counts) + np.arange(counts.sum())
        sums = np.bincount(self._columns[at], weights=self._values[at], minlength=self._bias.size)
        scores = self._bias + share * self._scales * sums
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        return Guesses(dict(zip(self.labels, odds.tolist(), strict=True)))

    def _known_grams(self, words: Sequence[str]) -> tuple[NDArray[np.int64], float]:
        """Places of the grams that the model knows, and the weight of each: a long question has many."""
        asked = np.array(list(read_grams(words)), np.uint32)
        asked.sort()
        return self._places_of(asked), gram_share(max(1, asked.size))

    def _places_of(self, asked: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Places of those of some grams that the model knows; looking them up reads few of the many that it has."""
        if not asked.size or not self._grams.size:
            return np.empty(0, np.int64)
        places = np.minimum(self._grams.searchsorted(asked), self._grams.size - 1)
        known: NDArray[np.int64] = places[self._grams[places] == asked]
        return known


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
        if text and text.isascii():
            grams.add(zlib.crc32(text.encode()))
        kana = kana_of(text)
        if kana:
            # Kana by sound are other grams than kana by spelling.
            grams.update(_numbers(f"<{sound_key(kana)}>", _SOUND_SIGN))
    return grams


def _numbers(text: str, sign: int = 0) -> Iterator[int]:
    """Numbers of the grams of a text whose first and last letters are marks, which say nothing alone."""
    singles, pairs, triples = _grams_by_size(text, sign)
    return chain(singles[1:-1], pairs, triples)


def _grams_by_size(text: str, sign: int = 0) -> tuple[list[int], list[int], list[int]]:
    """Check sums of the grams of one, two and three letters, each made of the one that is a letter shorter."""
    letters = list(map(str.encode, text))
    singles = [zlib.crc32(letter, sign) for letter in letters]
    pairs = list(map(zlib.crc32, letters[1:], singles))
    return singles, pairs, list(map(zlib.crc32, letters[2:], pairs))


@lru_cache(maxsize=1)
def load_needs() -> NeedModel:
    """The model of needs.npz, read once."""
    with resources.files(__package__).joinpath(MODEL_FILE).open("rb") as stream, np.load(stream) as arrays:
        return NeedModel({name: arrays[name] for name in arrays.files})
