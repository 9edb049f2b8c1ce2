"""An answer as GeoJSON (RFC 7946), in pieces, so that a large one is never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from directory.catalog.find import Found

CHUNK = 200
"""Listings encoded at a time."""

_EMPTY, _NULL, _NONE = msgspec.Raw(b'""'), msgspec.Raw(b"null"), msgspec.Raw(b"[]")


def encode_geojson(found: Found, *, revision: str, attribution: str) -> Iterator[bytes]:
    """Every listing of the answer, unplaced ones with `geometry: null`; longitude first, WGS84.

    The feature's id is the public code. `radius_m` says how far off an approximate place may be;
    `attribution` names the sources of derived points.
    """
    facts = {"revision": revision, "total": found.total, "attribution": attribution}
    head = msgspec.json.encode({"type": "FeatureCollection", **facts})
    yield head[:-1] + b',"features":['
    decoder, encoder = msgspec.json.Decoder(_Published), msgspec.json.Encoder()
    for offset in range(0, found.total, CHUNK):
        page = zip(found.payloads(offset, CHUNK), found.next_dates(offset, CHUNK), strict=True)
        encoded = [encoder.encode(_feature(decoder.decode(payload), next_date)) for payload, next_date in page]
        yield (b"," if offset else b"") + b",".join(encoded)
    yield b"]}"


class _Point(msgspec.Struct, gc=False):
    latitude: msgspec.Raw
    longitude: msgspec.Raw


class _District(msgspec.Struct, gc=False):
    name: msgspec.Raw = _EMPTY


class _Contact(msgspec.Struct, gc=False):
    kind: str
    value: str = ""


class _Advice(msgspec.Struct, frozen=True, gc=False):
    topics: msgspec.Raw = _NONE
    level: msgspec.Raw = _EMPTY
    channels: msgspec.Raw = _NONE


class _Published(msgspec.Struct):
    """What a feature needs of an encoded `Listing`; raw parts go over as they are, which is quick."""

    code: msgspec.Raw
    name: msgspec.Raw
    categories: tuple[str, ...]
    municipality: msgspec.Raw
    municipality_name: msgspec.Raw = _EMPTY
    districts: tuple[_District, ...] = ()
    address: msgspec.Raw = _EMPTY
    service_area: msgspec.Raw = _EMPTY
    advice: _Advice = _Advice()
    contacts: tuple[_Contact, ...] = ()
    coordinate: _Point | None = None
    level: msgspec.Raw = _NULL
    radius_m: int = 0
    precision: str = "none"
    status: str = "active"
    assured_on: msgspec.Raw = _NULL
    source_id: msgspec.Raw = _EMPTY
    licence: msgspec.Raw = _EMPTY
    attribution: msgspec.Raw = _EMPTY


def read_fields() -> tuple[str, ...]:
    """Names of the fields of an encoded `Listing` that features are made of."""
    return _Published.__struct_fields__


def _feature(listing: _Published, next_date: date | None) -> dict[str, object]:
    point = listing.coordinate
    geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
    return {"type": "Feature", "id": listing.code, "geometry": geometry, "properties": _properties(listing, next_date)}


def _properties(listing: _Published, next_date: date | None) -> dict[str, object]:
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
        "service_area": listing.service_area,
        "topics": listing.advice.topics,
        "advice_level": listing.advice.level,
        "channels": listing.advice.channels,
        "next_date": next_date,
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
