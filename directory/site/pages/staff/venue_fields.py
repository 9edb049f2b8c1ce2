"""The places of a record as rows of fields, and what comes back from them."""

from __future__ import annotations

from collections.abc import Iterator

from directory.domain.coordinate import Coordinate
from directory.domain.errors import InvalidCoordinate, RequestRefused
from directory.site.pages.staff.form_fields import Fields
from directory.usecases.moderation.record_texts import VenueTexts

TEXTS = ("key", "name", "postal_code", "address", "building", "access")
SAYS_WHERE = ("name", "postal_code", "address", "building")


def read_venues(fields: Fields) -> Iterator[VenueTexts]:
    """The rows that say where.

    Raises:
        RequestRefused: record_field: a point that can not be.
    """
    columns = (fields.column(f"venue_{each}") for each in (*TEXTS, "latitude", "longitude"))
    for *row, latitude, longitude in zip(*columns, strict=False):
        texts = dict(zip(TEXTS, row, strict=True))
        if any(texts[each] for each in SAYS_WHERE):
            yield VenueTexts(**texts, coordinate=_point(latitude, longitude))


def _point(latitude: str, longitude: str) -> Coordinate | None:
    if not latitude and not longitude:
        return None
    try:
        return Coordinate(latitude=float(latitude), longitude=float(longitude))
    except (ValueError, InvalidCoordinate):
        raise RequestRefused("record_field", {"field": "venues"}) from None
