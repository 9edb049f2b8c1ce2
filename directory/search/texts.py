"""Collects what is indexed of all documents in one pass, so that the documents themselves need not stay."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from directory.search.address_numbers import address_numbers
from directory.search.analysis import FIELD_BREAK, Rows
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.places import names_of
from directory.text.fold import fold

DESCRIPTION_LIMIT = 600
"""Letters of a description that are indexed."""
_CACHED = 100_000


class Texts:
    """Folded texts in row order.

    Attributes:
        folded, names: the name folded, and canonical. kana: as published.
        learnable: canonical name, kana and names of places of every document published with its kana.
        named: canonical name and tags. around: places, address, kinds and who runs it. descriptions: canonical.
        numbers: of the address.
        places: canonical name of a place -> its rows.
        codes: category:CODE or fact:CODE -> its rows.
    """

    def __init__(self, documents: Iterable[SearchDocument], *, lexicon: Lexicon) -> None:
        """Reads every document once."""
        # Names of towns and kinds come again and again.
        self.canonical = lru_cache(maxsize=_CACHED)(lexicon.canonical)
        self._names_of_places = lru_cache(maxsize=_CACHED)(self._canonical_names)
        self.folded: list[str] = []
        self.names: list[str] = []
        self.kana: list[str] = []
        self.learnable: list[tuple[str, str, tuple[str, ...]]] = []
        self.named: list[str] = []
        self.around: list[str] = []
        self.descriptions: list[str] = []
        self.numbers: list[tuple[int, ...]] = []
        self._places: dict[str, array[int]] = {}
        self._codes: dict[str, array[int]] = {}
        self._known_numbers: dict[tuple[int, ...], tuple[int, ...]] = {}
        for document in documents:
            self._add(document, lexicon)

    @property
    def places(self) -> dict[str, Rows]:
        """Canonical name of a place -> its rows."""
        return _frozen(self._places)

    @property
    def codes(self) -> dict[str, Rows]:
        """category:CODE or fact:CODE -> its rows."""
        return _frozen(self._codes)

    def _add(self, document: SearchDocument, lexicon: Lexicon) -> None:
        row = len(self.folded)
        folded = fold(document.name)
        name = lexicon.unify(folded)
        # One object where both are the same: most names have no variants.
        self.folded.append(folded)
        self.names.append(folded if name == folded else name)
        self.kana.append(document.kana)
        if document.kana and not document.is_kana_generated:
            self.learnable.append((name, document.kana, self._names_of_places(document.towns)))
        tags = self.canonical("、".join(document.tags)) if document.tags else ""
        self.named.append(f"{name}{FIELD_BREAK}{tags}")
        self.around.append(self._around(document, lexicon))
        self.descriptions.append(lexicon.canonical(document.description[:DESCRIPTION_LIMIT]))
        numbers = address_numbers(document.address)
        self.numbers.append(self._known_numbers.setdefault(numbers, numbers))
        for place in dict.fromkeys(self._names_of_places(document.places)):
            self._places.setdefault(place, array("i")).append(row)
        for code in document.category_codes:
            self._codes.setdefault(f"category:{code}", array("i")).append(row)
        for code in document.fact_codes:
            self._codes.setdefault(f"fact:{code}", array("i")).append(row)

    def _canonical_names(self, places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.canonical(name) for place in places for name in names_of(place))

    def _around(self, document: SearchDocument, lexicon: Lexicon) -> str:
        often = map(self.canonical, (*document.places, *document.labels, *document.around))
        return FIELD_BREAK.join(filter(None, (*often, lexicon.canonical(document.address))))


def _frozen(rows: Mapping[str, array[int]]) -> dict[str, Rows]:
    return {name: np.array(found, np.int32) for name, found in rows.items()}
