"""An answer as GeoJSON (RFC 7946), in pieces, so that a large one is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from directory.catalog.answer import Hit
from directory.catalog.find import Found
from directory.domain.listing import Listing

CHUNK = 200
"""Listings encoded at a time."""


def encode_geojson(found: Found, *, revision: str) -> Iterator[bytes]:
    """Every listing of the answer, unplaced ones with `geometry: null`; longitude first, WGS84.

    The feature's id is the public code. `radius_m` says how far off an approximate place may be.
    """
    head = msgspec.json.encode({"type": "FeatureCollection", "revision": revision, "total": found.total})
    yield head[:-1] + b',"features":['
    for offset in range(0, found.total, CHUNK):
        encoded = [msgspec.json.encode(_feature(hit)) for hit in found.hits(offset, CHUNK)]
        yield (b"," if offset else b"") + b",".join(encoded)
    yield b"]}"


def _feature(hit: Hit) -> dict[str, object]:
    listing = hit.listing
    point = listing.coordinate
    geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
    return {"type": "Feature", "id": listing.code, "geometry": geometry, "properties": _properties(listing, hit)}


def _properties(listing: Listing, hit: Hit) -> dict[str, object]:
    phones = [contact.value for contact in listing.contacts if contact.kind == "phone" and contact.value]
    return {
        "id": listing.code,
        "name": listing.name,
        "category": listing.categories[0],
        "categories": listing.categories,
        "municipality": listing.municipality,
        "municipality_name": listing.municipality_name,
        "district": listing.districts[0].name if listing.districts else "",
        "address": listing.address,
        "phone": phones[0] if phones else "",
        "next_date": hit.next_session.on if hit.next_session else None,
        "level": listing.level,
        "radius_m": listing.radius_m if listing.coordinate else None,
        "approximate": listing.precision != "exact",
        "precision": listing.precision,
        "status": listing.status,
        "assured_on": listing.assured_on,
        "source_id": listing.source_id,
        "licence": listing.licence,
        "attribution": listing.attribution,
    }
