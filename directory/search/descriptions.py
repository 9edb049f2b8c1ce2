"""What is indexed of descriptions, apart from all else, so that another process may do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory.search.analysis import Rows
from directory.search.array_file import Arrays, ArraySink, KeptArrays
from directory.search.concepts import Lexicon
from directory.search.gram_writer import GramWriter
from directory.search.row_lists import put_lists, read_lists
from directory.search.segment import SURFACE_SIZES

DESCRIPTION_LIMIT = 600
"""Letters of a description that are indexed."""


class DescriptionWriter:
    """Takes the descriptions of documents as they come."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begins with no document."""
        self._lexicon = lexicon
        self._grams = GramWriter(SURFACE_SIZES, words=tuple(lexicon.by_written))

    def add(self, description: str) -> None:
        """The description of the next document, as published."""
        self._grams.add(self._lexicon.canonical(description[:DESCRIPTION_LIMIT]))

    def put_into(self, sink: ArraySink) -> None:
        """Hands on what `Described` reads, and forgets it."""
        put_lists(sink, "words", list(self._grams.rows_of_words().values()))
        self._grams.put_into(sink, "grams")

    def finish(self) -> Described:
        """What was taken."""
        sink = KeptArrays()
        self.put_into(sink)
        return Described(sink.finish())


@dataclass(frozen=True, slots=True)
class Described:
    """What a `DescriptionWriter` wrote."""

    arrays: Arrays

    def rows_of_words(self, lexicon: Lexicon) -> Mapping[str, Rows]:
        """Word of the lexicon with which it was written -> documents whose description holds it, ascending."""
        return dict(zip(lexicon.by_written, read_lists(self.arrays, "words"), strict=True))

    def put_grams(self, sink: ArraySink, name: str) -> None:
        """Hands on what `Postings` reads."""
        for part, found in self.arrays.within("grams").by_name.items():
            sink.put(f"{name}/{part}", found)
