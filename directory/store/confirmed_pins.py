"""Pins that a person confirmed: what the geocoder may learn from, and nothing that is confidential."""

from __future__ import annotations

from sqlalchemy import Connection, select

from directory.domain.address import Place
from directory.store.loading import read_place
from directory.store.tables import CONFIRMED_PIN, LOCATION, PLACE, RESOURCE

_PINS = (
    select(PLACE)
    .join_from(CONFIRMED_PIN, PLACE, PLACE.c.location == CONFIRMED_PIN.c.location)
    .join(LOCATION, LOCATION.c.code == PLACE.c.location)
    .join(RESOURCE, RESOURCE.c.id == LOCATION.c.resource_id)
    # Confidential resources have no row in confirmed_pin; the second lock is this line.
    .where(RESOURCE.c.visibility == "public", PLACE.c.level == "pin", LOCATION.c.needs_question.is_(False))
    .order_by(PLACE.c.location)
)


def read_confirmed_pins(connection: Connection) -> tuple[Place, ...]:
    """Places of all confirmed pins of public resources, in a fixed order; one small query where there are none."""
    found = (read_place(row) for row in connection.execute(_PINS).mappings())
    return tuple(place for place in found if place is not None)
