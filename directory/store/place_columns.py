"""How an understood address is spread over columns of table `place`, and what of a placement counts as content."""

from __future__ import annotations

from operator import attrgetter

from directory.domain.address import Place
from directory.domain.resource import Placement

_FIELDS = ("pref", "city", "ward", "jis", "town", "chome", "koaza", "banchi", "radius_m", "level", "match")
_read = attrgetter(*_FIELDS)


def place_columns(place: Place | None) -> dict[str, object]:
    """Columns of a place without its score, which means nothing outside one answer of the geocoder."""
    if place is None:
        return _NOWHERE
    columns: dict[str, object] = dict(zip(_FIELDS, _read(place), strict=True))
    columns["latitude"] = place.coordinate.latitude
    columns["longitude"] = place.coordinate.longitude
    columns["understood_building"] = place.building
    columns["understood_postal_code"] = place.postal_code
    columns["corrected_from"] = place.corrected_from
    return columns


def content_of(placement: Placement) -> tuple[object, ...]:
    """Everything of a placement that is stored."""
    content = (
        place_columns(placement.place),
        placement.districts,
        placement.needs_question,
        placement.municipality_name,
    )
    # appended only where there is one, so that hashes written before confirmations existed stay right
    return content if placement.confirmed is None else (*content, placement.confirmed)


_NOWHERE: dict[str, object] = dict.fromkeys(
    (*_FIELDS, "latitude", "longitude", "understood_building", "understood_postal_code", "corrected_from")
)
