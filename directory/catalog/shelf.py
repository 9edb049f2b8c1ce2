"""Encoded listings, decoded when somebody looks at them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from directory.domain.listing import Listing

_CACHED = 512

DECODER = msgspec.json.Decoder(Listing)
"""Reads one payload of the published table."""


class ListingShelf:
    """Payloads in row order; safe for any number of readers."""

    def __init__(self, payloads: tuple[bytes, ...]) -> None:
        """Keeps the encoded listings."""
        self._payloads = payloads
        self._read = lru_cache(maxsize=_CACHED)(self._decode)

    def listing(self, row: int) -> Listing:
        """The listing of a row."""
        return self._read(row)

    def payload(self, row: int) -> bytes:
        """The JSON of the listing of a row."""
        return self._payloads[row]

    def _decode(self, row: int) -> Listing:
        return DECODER.decode(self._payloads[row])
