"""Tables of where resources happen: what may be public, and apart from it the exact places and who confirmed them."""

from __future__ import annotations

from datetime import date
from typing import get_args

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from directory.domain.address import Level, Match
from directory.domain.district import DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fees
from directory.store.column_types import json_field
from directory.store.tables.base import BY_KEY, StoredRow, code_check

LOCATION_TYPES = ("physical", "virtual")
"""virtual: a resource without a venue. Source: HSDS 3.1 location.location_type."""


class LocationRow(StoredRow, table=True):
    """One place of a resource, in order, with its public code and (once published) its number."""

    __tablename__ = "location"
    __table_args__ = (UniqueConstraint("resource_id", "position"), code_check("location_type", LOCATION_TYPES), BY_KEY)

    code: str = Field(primary_key=True)
    number: int | None = Field(unique=True)
    resource_id: str = Field(foreign_key="resource.id", ondelete="CASCADE")
    position: int
    location_type: str
    municipality_name: str
    districts: tuple[DistrictRef, ...] = json_field(tuple[DistrictRef, ...])
    district_labels: tuple[str, ...] = json_field(tuple[str, ...])
    needs_question: bool
    eligibility: Eligibility | None = json_field(Eligibility, nullable=True)
    fees: Fees | None = json_field(Fees, nullable=True)


class PlaceRow(StoredRow, table=True):
    """PRIVATE: everything that says where a location is. No public connection can read this table.

    Columns before `level` are the publisher's own; the rest is how the address was understood (all NULL together).
    """

    __tablename__ = "place"
    __table_args__ = (
        code_check("level", get_args(Level)),
        code_check("match", get_args(Match)),
        CheckConstraint("(level IS NULL) = (latitude IS NULL)", name="understood"),
        BY_KEY,
    )

    location: str = Field(primary_key=True, foreign_key="location.code", ondelete="CASCADE")
    key: str
    name: str
    host: str
    address: str
    building: str
    postal_code: str
    access: str
    published_latitude: float | None
    published_longitude: float | None
    level: str | None
    match: str | None
    latitude: float | None
    longitude: float | None
    radius_m: int | None
    jis: str | None
    pref: str | None
    city: str | None
    ward: str | None
    town: str | None
    chome: int | None
    koaza: str | None
    banchi: str | None
    understood_building: str | None
    understood_postal_code: str | None
    corrected_from: str | None


class ConfirmedPinRow(StoredRow, table=True):
    """PRIVATE: a person checked on the spot that the pin of a location is right. Only public resources have rows here.

    A table of its own: few places are confirmed, and whoever asks for those must not read all the others.
    """

    __tablename__ = "confirmed_pin"
    __table_args__ = (BY_KEY,)

    location: str = Field(primary_key=True, foreign_key="location.code", ondelete="CASCADE")
    confirmed_on: date
    confirmed_by: str
