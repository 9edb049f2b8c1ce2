"""Collects the names of documents as they come, with their tags, readings, places and kinds."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from directory.search.analysis import BLOCK, FIELD_BREAK, Rows
from directory.search.block_folding import fold_each
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.gram_writer import GramWriter
from directory.search.places import names_of
from directory.search.readings import Reader
from directory.search.segment import SURFACE_SIZES
from directory.text.reading import sound_key

_CACHED = 100_000


class Texts:
    """Folded texts in row order.

    Attributes:
        folded, names: the name folded, and canonical.
        named: name and tags, and which of them hold the words of the lexicon.
        places: canonical name of a place -> its rows. codes: category:CODE or fact:CODE -> its rows.
    """

    def __init__(self, lexicon: Lexicon, reader: Reader) -> None:
        """Begins with no document; the reader hears every name that was published with its kana."""
        self._lexicon = lexicon
        self._reader = reader
        # Names of towns come again and again.
        self._canonical = lru_cache(maxsize=_CACHED)(lexicon.canonical)
        self._names_of_places = lru_cache(maxsize=_CACHED)(self._canonical_names)
        self._waiting: list[SearchDocument] = []
        self.folded: list[str] = []
        self.names: list[str] = []
        self.named = GramWriter(SURFACE_SIZES, words=tuple(lexicon.by_written))
        self._sounds: list[str | None] = []
        self._places: dict[str, array[int]] = {}
        self._codes: dict[str, array[int]] = {}

    def add(self, document: SearchDocument) -> None:
        """The next document."""
        self._waiting.append(document)
        if len(self._waiting) == BLOCK:
            self._read_waiting()

    def finish(self) -> None:
        """Reads what still waits, so that everything can be asked for."""
        self._read_waiting()
        self._reader.settle()

    @property
    def places(self) -> dict[str, Rows]:
        """Canonical name of a place -> its rows."""
        return _frozen(self._places)

    @property
    def codes(self) -> dict[str, Rows]:
        """category:CODE or fact:CODE -> its rows."""
        return _frozen(self._codes)

    def read_sounds(self) -> list[str]:
        """The reading key of every document; names without kana are read by all that the reader has learned."""
        read = self._reader.key
        return [read(name) if sound is None else sound for name, sound in zip(self.names, self._sounds, strict=True)]

    def _read_waiting(self) -> None:
        documents, self._waiting = self._waiting, []
        folded = fold_each([document.name for document in documents])
        kana = fold_each([document.kana for document in documents])
        for document, name, sound in zip(documents, folded, kana, strict=True):
            self._read(document, name, sound)

    def _read(self, document: SearchDocument, folded: str, kana: str) -> None:
        row = len(self.folded)
        name = self._lexicon.unify(folded)
        # One object where both are the same: most names have no variants.
        self.folded.append(folded)
        self.names.append(folded if name == folded else name)
        self._sounds.append(sound_key(kana) if document.kana else None)
        if kana and not document.is_kana_generated:
            self._reader.hear(name, kana, self._names_of_places(document.towns))
        tags = self._canonical("、".join(document.tags)) if document.tags else ""
        self.named.add(f"{name}{FIELD_BREAK}{tags}")
        _note(self._places, self._names_of_places(document.places), row)
        _note(self._codes, [f"category:{code}" for code in document.category_codes], row)
        _note(self._codes, [f"fact:{code}" for code in document.fact_codes], row)

    def _canonical_names(self, places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._canonical(name) for place in places for name in names_of(place)))


def _note(known: dict[str, array[int]], names: Sequence[str], row: int) -> None:
    for name in names:
        rows = known.get(name)
        if rows is None:
            rows = known[name] = array("i")
        rows.append(row)


def _frozen(rows: Mapping[str, array[int]]) -> dict[str, Rows]:
    return {name: np.array(found, np.int32) for name, found in rows.items()}
