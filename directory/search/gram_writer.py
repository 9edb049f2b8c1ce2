"""Texts of one field as they come -> postings: read a block at a time, then forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.analysis import BLOCK, Block, Bools, Ints, Rows, read_block
from directory.search.array_file import ArraySink
from directory.search.word_rows import WordRows

_UNLISTED_SHARE = 32
"""From this part of all documents on, bits take less room than a list of 32-bit numbers, which is left out."""

_MARKED_SHARE = 256
"""From this part on there are bits: a few documents are looked up there in a tenth of the time."""

_FEWEST = 8
"""Documents up to which every gram has a list alone."""


class GramWriter:
    """Collects the grams of texts; beside them, which texts hold some words."""

    def __init__(self, sizes: tuple[int, ...], *, words: Sequence[str] = ()) -> None:
        """Begins with no text; grams have the given sizes (1 … 3 letters)."""
        self._sizes = sizes
        self._waiting: list[str] = []
        self._blocks: list[_PackedBlock] = []
        self._words = WordRows(words)
        self.count = 0

    def add(self, text: str) -> None:
        """The text of the next document."""
        self._waiting.append(text)
        if len(self._waiting) == BLOCK:
            self._read_waiting()

    def rows_of_words(self) -> dict[str, Rows]:
        """Word -> documents whose text holds it, ascending."""
        self._read_waiting()
        return self._words.found()

    def put_into(self, sink: ArraySink, name: str) -> None:
        """Hands on what `Postings` reads under a name, and forgets it."""
        self._read_waiting()
        blocks, self._blocks = self._blocks, []
        grams = np.unique(np.concatenate([block.grams for block in blocks] or [np.empty(0, np.int64)]))
        places = [grams.searchsorted(block.grams).astype(np.int32) for block in blocks]
        counts = np.zeros(grams.size, np.int64)
        for block, place in zip(blocks, places, strict=True):
            counts[place] += block.counts
        is_listed, is_marked = ~self._are_in_many(counts, _UNLISTED_SHARE), self._are_in_many(counts, _MARKED_SHARE)
        sink.put(f"{name}/grams", grams[is_listed])
        sink.put(f"{name}/marked", grams[is_marked])
        sink.put(f"{name}/marked_counts", counts[is_marked])
        sink.put(f"{name}/bits", self._bits(blocks, places, is_marked))
        starts = np.concatenate(([0], np.cumsum(np.where(is_listed, counts, 0))))
        sink.put(f"{name}/starts", np.append(starts[:-1][is_listed], starts[-1]))
        sink.put(f"{name}/rows", _list_rows(blocks, places, is_listed, starts))

    def _are_in_many(self, counts: Ints, share: int) -> Bools:
        """Whether so many documents are more than a part of all."""
        are_many: Bools = counts * share > max(self.count, share * _FEWEST)
        return are_many

    def _read_waiting(self) -> None:
        if not self._waiting:
            return
        block = read_block(self._waiting, self._sizes)
        self._words.take(block, self._waiting, first=self.count)
        self._blocks.append(_PackedBlock(block, first=self.count))
        self.count += len(self._waiting)
        self._waiting = []

    def _bits(
        self, blocks: Sequence[_PackedBlock], places: Sequence[NDArray[np.int32]], is_marked: Bools
    ) -> NDArray[np.uint8]:
        """A line for each marked gram with a bit for every document; a block fills whole bytes of it."""
        line_of = np.cumsum(is_marked) - 1
        bits = np.zeros((int(is_marked.sum()), (self.count + 7) // 8), np.uint8)
        for block, place in zip(blocks, places, strict=True):
            chosen = is_marked[place]
            has = np.zeros((len(bits), BLOCK), bool)
            has[np.repeat(line_of[place[chosen]], block.counts[chosen]), block.texts_of(chosen)] = True
            part = bits[:, block.first // 8 : (block.first + BLOCK) // 8]
            part[:] = np.packbits(has, axis=1)[:, : part.shape[1]]
        return bits


class _PackedBlock:
    """A block whose numbers take no more room than they need: there may be hundreds of them."""

    def __init__(self, block: Block, *, first: int) -> None:
        self.first = first
        self.grams = block.grams
        self.counts = block.counts.astype(np.uint16)
        self._texts = block.texts.astype(np.uint16)

    def texts_of(self, chosen: Bools) -> NDArray[np.uint16]:
        """The texts of some of its grams, one gram after the other."""
        texts: NDArray[np.uint16] = self._texts[np.repeat(chosen, self.counts)]
        return texts


def _list_rows(
    blocks: Iterable[_PackedBlock], places: Iterable[NDArray[np.int32]], is_listed: Bools, starts: Ints
) -> Rows:
    """The documents of all listed grams, one gram after the other; `starts` of all grams, where some have none."""
    rows = np.empty(int(starts[-1]), np.int32)
    cursor = starts[:-1].copy()
    for block, place in zip(blocks, places, strict=True):
        chosen = is_listed[place]
        counts, place_of = block.counts[chosen].astype(np.int64), place[chosen]
        before = np.cumsum(counts) - counts
        texts = block.texts_of(chosen)
        rows[np.repeat(cursor[place_of] - before, counts) + np.arange(texts.size)] = texts + np.int32(block.first)
        cursor[place_of] += counts
    return rows


def index_texts(texts: Iterable[str], *, sizes: tuple[int, ...], sink: ArraySink, name: str) -> None:
    """Indexes grams of the given sizes (1 … 3 letters) of every text and hands the arrays on under a name."""
    writer = GramWriter(sizes)
    for text in texts:
        writer.add(text)
    writer.put_into(sink, name)
