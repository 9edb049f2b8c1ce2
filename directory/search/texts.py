"""Collects what is indexed of documents as they come; of long texts only the grams stay, of documents nothing."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from directory.search.address_numbers import address_numbers
from directory.search.analysis import FIELD_BREAK, Ints, Rows
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.gram_writer import GramWriter
from directory.search.places import names_of
from directory.search.readings import Reader
from directory.search.segment import SURFACE_SIZES
from directory.text.fold import fold
from directory.text.reading import sound_key

_CACHED = 100_000


class Texts:
    """Folded texts in row order.

    Attributes:
        folded, names: the name folded, and canonical.
        named: name and tags, and which of them hold the words of the lexicon. around: places, address, kinds and who
            runs it.
    """

    def __init__(self, lexicon: Lexicon, reader: Reader) -> None:
        """Begins with no document; the reader hears every name that was published with its kana."""
        # Names of towns and kinds come again and again.
        self._lexicon = lexicon
        self._reader = reader
        self._canonical = lru_cache(maxsize=_CACHED)(lexicon.canonical)
        self._names_of_places = lru_cache(maxsize=_CACHED)(self._canonical_names)
        self.folded: list[str] = []
        self.names: list[str] = []
        self.named = GramWriter(SURFACE_SIZES, words=tuple(lexicon.by_written))
        self.around = GramWriter(SURFACE_SIZES)
        self._sounds: list[str | None] = []
        self._numbers, self._number_ends = array("i"), array("q", (0,))
        self._places: dict[str, array[int]] = {}
        self._codes: dict[str, array[int]] = {}

    @property
    def places(self) -> dict[str, Rows]:
        """Canonical name of a place -> its rows."""
        return _frozen(self._places)

    @property
    def codes(self) -> dict[str, Rows]:
        """category:CODE or fact:CODE -> its rows."""
        return _frozen(self._codes)

    @property
    def numbers(self) -> tuple[Ints, Rows]:
        """Where the numbers of each address begin (and the last ones end), and the numbers."""
        return np.array(self._number_ends, np.int64), np.array(self._numbers, np.int32)

    def read_sounds(self) -> list[str]:
        """The reading key of every document; names without kana are read by all that the reader has learned."""
        read = self._reader.key
        return [read(name) if sound is None else sound for name, sound in zip(self.names, self._sounds, strict=True)]

    def add(self, document: SearchDocument) -> None:
        """The next document, but for its description."""
        row = len(self.folded)
        folded = fold(document.name)
        name = self._lexicon.unify(folded)
        # One object where both are the same: most names have no variants.
        self.folded.append(folded)
        self.names.append(folded if name == folded else name)
        kana = fold(document.kana)
        self._sounds.append(sound_key(kana) if document.kana else None)
        if kana and not document.is_kana_generated:
            self._reader.hear(name, kana, self._names_of_places(document.towns))
        tags = self._canonical("、".join(document.tags)) if document.tags else ""
        self.named.add(f"{name}{FIELD_BREAK}{tags}")
        self.around.add(self._around(document))
        self._numbers.extend(address_numbers(document.address))
        self._number_ends.append(len(self._numbers))
        for place in dict.fromkeys(self._names_of_places(document.places)):
            self._places.setdefault(place, array("i")).append(row)
        for code in document.category_codes:
            self._codes.setdefault(f"category:{code}", array("i")).append(row)
        for code in document.fact_codes:
            self._codes.setdefault(f"fact:{code}", array("i")).append(row)

    def _canonical_names(self, places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._canonical(name) for place in places for name in names_of(place))

    def _around(self, document: SearchDocument) -> str:
        often = map(self._canonical, (*document.places, *document.labels, *document.around))
        return FIELD_BREAK.join(filter(None, (*often, self._lexicon.canonical(document.address))))


def _frozen(rows: Mapping[str, array[int]]) -> dict[str, Rows]:
    return {name: np.array(found, np.int32) for name, found in rows.items()}
