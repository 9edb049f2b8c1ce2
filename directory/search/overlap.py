"""How much a question and a name have in common, by how telling it is: すみれの広場 in 支援センター「すみれの広場」."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import BLOCK, POINT_BITS, Floats, Ints, Rows, grams_of, read_block
from directory.search.array_file import ArraySink
from directory.search.postings import Postings
from directory.search.segment import SURFACE_SIZES, Segment
from directory.search.sought import seek
from directory.search.weights import Weights

NAME_POWER = 3
AROUND_POWER = 2
"""Of the idf of a gram: 城辰 in 城辰保育所 says more than all the grams of 地域子育て支援センター together."""

_LEAST_MASS = 1e-6
"""Of a text without grams."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Common:
    """What a question and each of some listings have in common, 0 … 1.

    Attributes:
        named: of what question and name say together. around: of what the question says, found not in the name but
            in its address, places or organization.
    """

    named: Floats
    around: Floats

    def at(self, places: Ints) -> Common:
        """The same for some of them."""
        return Common(named=self.named[places], around=self.around[places])

    def worth(self, weights: Weights) -> Floats:
        """What it adds to the scores."""
        return np.float32(weights.common_bonus) * self.named + np.float32(weights.around_bonus) * self.around


class Overlap:
    """The grams of one question over all segments."""

    def __init__(self, text: str, segments: Sequence[Segment], *, weights: Weights) -> None:
        """Looks the grams of a canonical text up."""
        self._count = sum(segment.count for segment in segments)
        self._segments = tuple(segments)
        self._single_letter_worth = weights.single_letter_worth
        grams = grams_of(text, SURFACE_SIZES)
        # Of each segment one gram after the other, first in names, then around them.
        self._listed = [segment.named.find_each(grams) + segment.around.find_each(grams) for segment in segments]
        sizes = np.array([[each.size for each in listed] for listed in self._listed], np.int64).sum(axis=0)
        telling, less = _tell(
            np.array(grams, np.int64),
            sizes.reshape(2, -1),
            self._count,
            single_letter_worth=weights.single_letter_worth,
        )
        # A word that hardly any name has, but every second address, says little there.
        less = np.minimum(telling, less)
        self._weights = np.array((telling**NAME_POWER, less**AROUND_POWER), np.float32)
        self._named_mass = float((telling**NAME_POWER).sum()) + _LEAST_MASS
        self._around_mass = float((telling**AROUND_POWER).sum()) + _LEAST_MASS

    def with_rows(self, by_segment: Iterable[tuple[int, Ints, Rows]], *, count: int) -> Common:
        """What it has in common with `count` rows, of each segment: its number, their places and documents."""
        if len(self._segments) == 1:
            ((number, _, documents),) = by_segment
            return self.with_documents(number, documents)
        common = Common(named=np.zeros(count, np.float32), around=np.zeros(count, np.float32))
        for number, places, documents in by_segment:
            found = self.with_documents(number, documents)
            common.named[places], common.around[places] = found.named, found.around
        return common

    def with_documents(self, number: int, documents: Rows) -> Common:
        """What the question has in common with documents of one segment."""
        with seek(documents, self._segments[number].scratch()) as sought:
            have = sought.are_listed_each(self._listed[number]).reshape(*self._weights.shape, documents.size)
        in_names, around_them = have
        around_them &= ~in_names
        # Numbers of two kinds are multiplied at a third of the speed.
        weighed = have.astype(np.float32)
        weighed *= self._weights[:, :, np.newaxis]
        named, around = np.add.reduce(weighed, axis=1)
        masses = np.maximum(self._masses(number, documents), np.float32(_LEAST_MASS))
        # Tags count as names when they are met, but not in the mass of the name.
        whole = np.sqrt(np.float32(self._named_mass) * masses)
        return Common(
            named=np.minimum(np.minimum(named, masses) / whole, np.float32(1)),
            around=around / np.float32(self._around_mass),
        )

    def _masses(self, number: int, documents: Rows) -> Floats:
        """How telling each name is; counted among a few new listings alone, every word of theirs would be common."""
        segment = self._segments[number]
        if 2 * segment.count >= self._count:
            return segment.name_masses[documents]
        names = [segment.names[document] for document in documents.tolist()]
        every = [segment.named for segment in self._segments]
        return name_masses(names, every, single_letter_worth=self._single_letter_worth)


def name_masses(names: Sequence[str], named: Sequence[Postings], *, single_letter_worth: float) -> Floats:
    """How telling each canonical name is: the sum over its grams; `named` are the postings of all names."""
    count = sum(postings.count for postings in named)
    masses: list[Floats] = [np.zeros(0, np.float32)]
    for start in range(0, len(names), BLOCK):
        part = names[start : start + BLOCK]
        block = read_block(part, SURFACE_SIZES)
        listed = np.sum([postings.sizes_of(block.grams) for postings in named], axis=0)
        telling = _tell(block.grams, listed, count, single_letter_worth=single_letter_worth)
        each = np.repeat(telling**NAME_POWER, block.counts)
        masses.append(np.bincount(block.texts, weights=each, minlength=len(part)).astype(np.float32))
    return np.concatenate(masses)


def _tell(grams: Ints, listed: Ints, count: int, *, single_letter_worth: float) -> NDArray[np.float64]:
    """The idf of grams that so many of `count` texts have, less for single letters."""
    worth = np.where(grams < 1 << POINT_BITS, single_letter_worth, 1.0)
    telling: NDArray[np.float64] = worth * np.maximum(0.1, np.log((count + 1) / (listed + 0.5)))
    return telling


def put_name_masses(names: Sequence[str], named: Postings, sink: ArraySink, *, weights: Weights) -> None:
    """Hands on how telling each name is; `named` are the postings of these and more texts."""
    sink.put("name_masses", name_masses(names, (named,), single_letter_worth=weights.single_letter_worth))
