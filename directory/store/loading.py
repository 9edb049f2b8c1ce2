"""Rows of all tables of some resources -> the stored resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.lease import Lease
from directory.domain.resource import Confirmation, ListingKey, Placement, Resource
from directory.domain.schedule import Schedule
from directory.store.tables import (
    CONFIRMED_PIN,
    CONTACT,
    LEASE,
    LOCATION,
    ORGANIZATION,
    ORGANIZATION_MEMBER,
    PLACE,
    RESOURCE,
    RESOURCE_CATEGORY,
    SCHEDULE,
)

_Children = dict[str, list[RowMapping]]

_PLAIN_FIELDS = (
    "stable_key",
    "name",
    "kana",
    "municipality",
    "department",
    "description",
    "tags",
    "service_area",
    "advice",
    "eligibility",
    "fees",
    "facts",
    "capacity",
    "booking",
    "visibility",
    "status",
    "assured_on",
    "extra",
    "staff_notes",
)
_SOURCE_FIELDS = (
    "source",
    "record_id",
    "file",
    "file_sha256",
    "sheet",
    "row",
    "licence",
    "attribution",
    "file_date",
)
_LEASE_FIELDS = ("rhythm_days", "confirmed_on", "confirmed_by", "asked_on", "unanswered", "cancelled")
_PLACE_FIELDS = ("pref", "city", "ward", "jis", "town", "chome", "koaza", "banchi", "radius_m", "level", "match")


_RESOURCES = (
    select(
        RESOURCE,
        ORGANIZATION.c.name.label("organization_name"),
        ORGANIZATION.c.corporate_number,
        *(column for column in LEASE.c if column.name != "resource_id"),
    )
    .join_from(RESOURCE, ORGANIZATION, isouter=True)
    .outerjoin(LEASE, LEASE.c.resource_id == RESOURCE.c.id)
)
_NETWORKS = select(ORGANIZATION_MEMBER, ORGANIZATION.c.name).join(
    ORGANIZATION, ORGANIZATION.c.id == ORGANIZATION_MEMBER.c.network_id
)
_LOCATIONS = (
    select(
        LOCATION,
        *(column for column in PLACE.c if column.name not in {"key", "building", "postal_code"}),
        PLACE.c.key.label("venue_key"),
        PLACE.c.building.label("venue_building"),
        PLACE.c.postal_code.label("venue_postal_code"),
        CONFIRMED_PIN.c.confirmed_on,
        CONFIRMED_PIN.c.confirmed_by,
    )
    .join(PLACE, PLACE.c.location == LOCATION.c.code)
    .outerjoin(CONFIRMED_PIN, CONFIRMED_PIN.c.location == LOCATION.c.code)
)


def load_resources(connection: Connection, ids: Sequence[str]) -> dict[str, Resource]:
    """The resources with these ids, by id, in a fixed number of queries whatever their count."""
    if not ids:
        return {}
    resources = connection.execute(_RESOURCES.where(RESOURCE.c.id.in_(ids))).mappings().all()
    categories = _children(connection, select(RESOURCE_CATEGORY), RESOURCE_CATEGORY, ids)
    networks = _children(connection, _NETWORKS, ORGANIZATION_MEMBER, ids)
    locations = _children(connection, _LOCATIONS, LOCATION, ids)
    schedules = _children(connection, select(SCHEDULE), SCHEDULE, ids)
    contacts = _children(connection, select(CONTACT), CONTACT, ids)
    return {
        row["id"]: _resource(
            row,
            categories=categories[row["id"]],
            networks=networks[row["id"]],
            locations=locations[row["id"]],
            schedules=schedules[row["id"]],
            contacts=contacts[row["id"]],
        )
        for row in resources
    }


def _children(connection: Connection, query: Select[Any], table: Table, ids: Sequence[str]) -> _Children:
    """Rows of one child table by resource, each resource's in order."""
    ordered = query.where(table.c.resource_id.in_(ids)).order_by(table.c.resource_id, table.c.position)
    grouped: _Children = defaultdict(list)
    for row in connection.execute(ordered).mappings():
        grouped[row["resource_id"]].append(row)
    return grouped


def _resource(
    row: RowMapping,
    *,
    categories: list[RowMapping],
    networks: list[RowMapping],
    locations: list[RowMapping],
    schedules: list[RowMapping],
    contacts: list[RowMapping],
) -> Resource:
    by_location: dict[str | None, Schedule] = {each["location"]: each["parsed"] for each in schedules}
    organization = None
    if row["organization_id"] is not None:
        organization = OrganizationDraft(
            name=row["organization_name"],
            corporate_number=row["corporate_number"],
            networks=tuple(each["name"] for each in networks),
        )
    # model_construct: what is stored was validated at the door, and must be readable even if the rules grew stricter.
    draft = ResourceDraft.model_construct(
        source=SourceRef(**{name: row[name] for name in _SOURCE_FIELDS}),
        categories=tuple(each["code"] for each in categories),
        organization=organization,
        venues=tuple(
            _venue(each, by_location.get(each["code"])) for each in locations if each["location_type"] == "physical"
        ),
        schedule=by_location.get(None, Schedule()),
        contacts=tuple(_contact(each) for each in contacts),
        **{name: row[name] for name in _PLAIN_FIELDS},
    )
    return Resource(
        id=row["id"],
        version=row["version"],
        draft=draft,
        placements=tuple(_placement(each) for each in locations),
        keys=tuple(ListingKey(code=each["code"], number=each["number"] or 0) for each in locations),
        attention=row["attention"],
        reading=row["reading"],
        lease=None if row["rhythm_days"] is None else read_lease(row, row["id"]),
        updated_at=row["updated_at"],
    )


def read_lease(row: RowMapping, resource_id: str) -> Lease:
    """The lease of a row that has the columns of table `lease`."""
    return Lease(resource_id=resource_id, **{name: row[name] for name in _LEASE_FIELDS})


def _contact(row: RowMapping) -> Contact:
    return Contact(kind=row["kind"], value=row["value"], raw=row["raw"], note=row["note"], publicity=row["publicity"])


def _venue(row: RowMapping, schedule: Schedule | None) -> VenueDraft:
    latitude, longitude = row["published_latitude"], row["published_longitude"]
    return VenueDraft(
        key=row["venue_key"],
        name=row["name"],
        address=row["address"],
        building=row["venue_building"],
        host=row["host"],
        postal_code=row["venue_postal_code"],
        coordinate=None if latitude is None else Coordinate(latitude=latitude, longitude=longitude),
        access=row["access"],
        district_labels=row["district_labels"],
        schedule=schedule,
        eligibility=row["eligibility"],
        fees=row["fees"],
    )


def read_place(row: RowMapping) -> Place | None:
    """The understood address of a row that has the columns of table `place`; None when nothing was understood.

    Its score is lost: it means nothing outside one answer of the geocoder.
    """
    if row["level"] is None:
        return None
    return Place(
        coordinate=Coordinate(latitude=row["latitude"], longitude=row["longitude"]),
        building=row["understood_building"],
        postal_code=row["understood_postal_code"],
        corrected_from=row["corrected_from"],
        **{name: row[name] for name in _PLACE_FIELDS},
    )


def _placement(row: RowMapping) -> Placement:
    confirmed = None
    if row["confirmed_on"] is not None:
        confirmed = Confirmation(on=row["confirmed_on"], by=row["confirmed_by"])
    return Placement(
        place=read_place(row),
        districts=row["districts"],
        needs_question=row["needs_question"],
        municipality_name=row["municipality_name"],
        confirmed=confirmed,
    )
