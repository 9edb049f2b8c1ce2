"""Listings as the JSON bytes that table `published` holds."""

from __future__ import annotations

import msgspec

from directory.domain.listing import Listing

_decoder = msgspec.json.Decoder(Listing)


def encode_listing(listing: Listing) -> bytes:
    """JSON bytes of a listing."""
    return msgspec.json.encode(listing)


def decode_listing(payload: bytes) -> Listing:
    """The listing that a payload holds."""
    return _decoder.decode(payload)
