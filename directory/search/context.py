"""What is indexed of documents beside their names, apart from all else, so that another process may do it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from directory.search.address_numbers import address_numbers
from directory.search.analysis import BLOCK, FIELD_BREAK, Rows
from directory.search.array_file import Arrays, ArraySink, KeptArrays
from directory.search.block_folding import fold_each
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.gram_writer import GramWriter
from directory.search.row_lists import put_lists, read_lists
from directory.search.segment import SURFACE_SIZES

DESCRIPTION_LIMIT = 600
"""Letters of a description that are indexed."""

_CACHED = 100_000
_INDEXED = ("around", "texts", "numbers")


class ContextWriter:
    """Takes the addresses, places, kinds and descriptions of documents as they come; their grams stay."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begins with no document."""
        self._lexicon = lexicon
        # Names of towns and kinds come again and again.
        self._canonical = lru_cache(maxsize=_CACHED)(lexicon.canonical)
        self._waiting: list[SearchDocument] = []
        self._around = GramWriter(SURFACE_SIZES)
        self._descriptions = GramWriter(SURFACE_SIZES, words=tuple(lexicon.by_written))
        self._numbers, self._ends = array("i"), array("q", (0,))

    def add(self, document: SearchDocument) -> None:
        """The next document."""
        self._waiting.append(document)
        if len(self._waiting) == BLOCK:
            self._read_waiting()

    def put_into(self, sink: ArraySink) -> None:
        """Hands on what `Context` reads, and forgets it."""
        self._read_waiting()
        put_lists(sink, "words", list(self._descriptions.rows_of_words().values()))
        self._around.put_into(sink, "around")
        self._descriptions.put_into(sink, "texts")
        sink.put("numbers/starts", np.array(self._ends, np.int64))
        sink.put("numbers/values", np.array(self._numbers, np.int32))

    def finish(self) -> Context:
        """What was taken."""
        sink = KeptArrays()
        self.put_into(sink)
        return Context(sink.finish())

    def _read_waiting(self) -> None:
        documents, self._waiting = self._waiting, []
        unify = self._lexicon.unify
        for folded in fold_each([document.description[:DESCRIPTION_LIMIT] for document in documents]):
            self._descriptions.add(unify(folded))
        for document, folded in zip(documents, fold_each([each.address for each in documents]), strict=True):
            often = map(self._canonical, (*document.places, *document.labels, *document.around))
            self._around.add(FIELD_BREAK.join(filter(None, (*often, unify(folded)))))
            self._numbers.extend(address_numbers(document.address))
            self._ends.append(len(self._numbers))


@dataclass(frozen=True, slots=True)
class Context:
    """What a `ContextWriter` wrote."""

    arrays: Arrays

    def rows_of_words(self, lexicon: Lexicon) -> Mapping[str, Rows]:
        """Word of the lexicon with which it was written -> documents whose description holds it, ascending."""
        return dict(zip(lexicon.by_written, read_lists(self.arrays, "words"), strict=True))

    def put_into(self, sink: ArraySink) -> None:
        """Hands on what `Segment` reads: postings of what is around names and of descriptions, numbers of addresses."""
        for name, found in self.arrays.by_name.items():
            if name.startswith(_INDEXED):
                sink.put(name, found)
