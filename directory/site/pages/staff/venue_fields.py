"""The places of a record as rows of fields, and what comes back from them."""

from __future__ import annotations

from collections.abc import Iterator

from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate, RequestRefused
from directory.site.pages.staff.form_fields import Fields
from directory.usecases.moderation.record_texts import VenueTexts


def read_venues(fields: Fields) -> Iterator[VenueTexts]:
    """The rows that say where.

    Raises:
        RequestRefused: record_field: a point that can not be.
    """
    names = ("key", "name", "postal_code", "address", "building", "access", "latitude", "longitude")
    for key, name, postal_code, address, building, access, latitude, longitude in zip(
        *(fields.column(f"venue_{each}") for each in names), strict=False
    ):
        if not (name or address or building or postal_code):
            continue
        yield VenueTexts(
            key=key,
            name=name,
            postal_code=postal_code,
            address=address,
            building=building,
            access=access,
            coordinate=_point(latitude, longitude),
        )


def _point(latitude: str, longitude: str) -> Coordinate | None:
    if not latitude and not longitude:
        return None
    try:
        return Coordinate(latitude=float(latitude), longitude=float(longitude))
    except (ValueError, InvalidCoordinate):
        raise RequestRefused("record_field", {"field": "venues"}) from None
