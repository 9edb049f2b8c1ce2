"""How much a question and a name have in common, by how telling it is: すみれの広場 in 支援センター「すみれの広場」."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from directory.search.analysis import BLOCK, POINT_BITS, Floats, Rows, grams_of, idf, is_single, read_block
from directory.search.array_file import ArraySink
from directory.search.postings import Postings, Sought
from directory.search.segment import SURFACE_SIZES, Segment
from directory.search.weights import Weights


class Overlap:
    """The grams of one question over all segments."""

    def __init__(self, text: str, segments: Sequence[Segment], *, weights: Weights) -> None:
        """Looks the grams of a canonical text up."""
        count = sum(segment.count for segment in segments)
        self._segments = tuple(segments)
        self._listed = []
        self._mass = 0.0
        grams = grams_of(text, SURFACE_SIZES)
        found = zip(*(segment.named.find_each(grams) for segment in segments), strict=True)
        for gram, listed in zip(grams, found, strict=True):
            weight = idf(sum(each.size for each in listed), count)
            weight *= weights.single_letter_worth if is_single(gram) else 1.0
            self._mass += weight
            self._listed.append((weight, listed))

    def with_names(self, number: int, documents: Rows) -> Floats:
        """Share of what question and name say together that both say, 0 … 1, for documents of one segment."""
        shared = np.zeros(documents.size, np.float32)
        sought = Sought(documents)
        for weight, listed in self._listed:
            if listed[number].size:
                shared += np.float32(weight) * sought.are_listed(listed[number])
        masses = self._segments[number].name_masses[documents]
        whole = np.maximum(np.float32(self._mass) + masses, np.float32(1e-6))
        # Tags count as names when they are met, but not in the mass of the name.
        common: Floats = np.minimum(np.minimum(shared, masses) * 2 / whole, np.float32(1))
        return common


def put_name_masses(names: Sequence[str], named: Postings, sink: ArraySink, *, weights: Weights) -> None:
    """The idf of all grams of every name, summed; `named` are the postings of these and more texts."""
    masses: list[Floats] = []
    for start in range(0, len(names), BLOCK):
        part = names[start : start + BLOCK]
        block = read_block(part, SURFACE_SIZES)
        telling = np.maximum(0.1, np.log((named.count + 1) / (named.sizes_of(block.grams) + 0.5)))
        telling *= np.where(block.grams < 1 << POINT_BITS, weights.single_letter_worth, 1.0)
        summed = np.bincount(block.texts, weights=np.repeat(telling, block.counts), minlength=len(part))
        masses.append(summed.astype(np.float32))
    sink.put("name_masses", np.concatenate(masses or [np.zeros(0, np.float32)]))
