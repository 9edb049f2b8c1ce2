"""Encoded listings, decoded when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import msgspec
import numpy as np

from directory.catalog.columns import Indexes
from directory.domain.listing import Listing
from directory.search.text_column import TextColumn

_CACHED = 512

DECODER = msgspec.json.Decoder(Listing)
"""Reads one payload of the published table."""


class NumberedPayloads:
    """Encoded listings in the order of their numbers, found by document."""

    def __init__(self, texts: TextColumn, documents: Indexes) -> None:
        """Takes the payloads in the order of their numbers, and the document of each."""
        self.documents = documents
        self.texts = texts
        self._places = np.empty_like(documents)
        self._places[documents] = np.arange(documents.size, dtype=documents.dtype)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.texts)

    def encoded(self, document: int) -> bytes:
        """The JSON of the listing of a document."""
        return self.texts.encoded(int(self._places[document]))


class ListingShelf:
    """Payloads in row order; safe for any number of readers."""

    def __init__(self, base: NumberedPayloads, added: tuple[bytes, ...] = (), places: Indexes | None = None) -> None:
        """Keeps the encoded listings.

        Args:
            base: those of the base.
            added: more of them.
            places: of each row among all of them; None = the rows are those of the base.
        """
        # not a method: a shelf that holds itself would outlive its snapshot until garbage is looked for
        self._payload_of = partial(_find_payload, base, added, places)
        self._read = lru_cache(maxsize=_CACHED)(partial(_decode, self._payload_of))

    def listing(self, row: int) -> Listing:
        """The listing of a row."""
        return self._read(row)

    def payload(self, row: int) -> bytes:
        """The JSON of the listing of a row."""
        return self._payload_of(row)


def _find_payload(base: NumberedPayloads, added: tuple[bytes, ...], places: Indexes | None, row: int) -> bytes:
    place = row if places is None else int(places[row])
    count = len(base)
    return base.encoded(place) if place < count else added[place - count]


def _decode(payload_of: Callable[[int], bytes], row: int) -> Listing:
    return DECODER.decode(payload_of(row))
