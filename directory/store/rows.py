"""A stored resource -> the rows of all its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Confirmation, ListingKey, Placement, Resource
from directory.domain.schedule import Schedule
from directory.store.bulk import RowValues
from directory.store.place_columns import place_columns

NO_SCHEDULE = Schedule()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMarks:
    """What a resource row holds beside the resource: whose it is, how it came in, its hashes."""

    organization_id: str | None
    network_ids: tuple[str, ...]
    import_run: str | None
    draft_hash: str
    content_hash: str
    created_at: datetime


@dataclass(slots=True, kw_only=True)
class RowBatch:
    """Rows of many resources, per table, ready for one executemany each."""

    resources: list[RowValues] = field(default_factory=list)
    categories: list[RowValues] = field(default_factory=list)
    members: list[RowValues] = field(default_factory=list)
    locations: list[RowValues] = field(default_factory=list)
    places: list[RowValues] = field(default_factory=list)
    confirmed: list[RowValues] = field(default_factory=list)
    schedules: list[RowValues] = field(default_factory=list)
    contacts: list[RowValues] = field(default_factory=list)

    def add_children(self, resource: Resource, marks: RowMarks) -> None:
        """Take in the rows of every table but `resource` itself."""
        draft = resource.draft
        for position, code in enumerate(draft.categories):
            self.categories.append({"resource_id": resource.id, "position": position, "code": code})
        for position, network in enumerate(marks.network_ids):
            self.members.append(
                {
                    "resource_id": resource.id,
                    "position": position,
                    "network_id": network,
                    "member_id": marks.organization_id,
                }
            )
        self._add_locations(resource)
        self._add_schedules(resource)
        for position, contact in enumerate(draft.contacts):
            self.contacts.append(_contact_row(resource.id, position, contact))

    def _add_locations(self, resource: Resource) -> None:
        venues = resource.draft.venues
        is_virtual = not venues
        for position, (venue, placement, key) in enumerate(
            zip(venues or (VenueDraft(),), resource.placements, resource.keys, strict=True)
        ):
            row = _location_row(resource.id, position, venue, placement, key)
            row["location_type"] = "virtual" if is_virtual else "physical"
            self.locations.append(row)
            self.places.append(_place_row(key.code, venue, placement.place))
            if placement.confirmed is not None:
                self.confirmed.append(_confirmed_row(key.code, placement.confirmed))

    def _add_schedules(self, resource: Resource) -> None:
        stated: list[tuple[str | None, Schedule]] = []
        if resource.draft.schedule != NO_SCHEDULE:
            stated.append((None, resource.draft.schedule))
        for venue, key in zip(resource.draft.venues, resource.keys, strict=False):
            if venue.schedule is not None:
                stated.append((key.code, venue.schedule))
        for position, (location, schedule) in enumerate(stated):
            self.schedules.append(
                {
                    "resource_id": resource.id,
                    "position": position,
                    "location": location,
                    "raw": schedule.raw,
                    "parsed": schedule,
                }
            )


def resource_row(resource: Resource, marks: RowMarks) -> dict[str, object]:
    """The row of table `resource`."""
    draft = resource.draft
    return {
        "id": resource.id,
        "stable_key": draft.stable_key,
        "version": resource.version,
        "attention": resource.attention,
        "updated_at": resource.updated_at,
        "organization_id": marks.organization_id,
        "import_run": marks.import_run,
        "draft_hash": marks.draft_hash,
        "content_hash": marks.content_hash,
        "created_at": marks.created_at,
        "reading": resource.reading,
        **_draft_columns(draft),
        **_source_columns(draft.source),
    }


def _draft_columns(draft: ResourceDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "kana": draft.kana,
        "municipality": draft.municipality,
        "status": draft.status,
        "visibility": draft.visibility,
        "department": draft.department,
        "description": draft.description,
        "tags": draft.tags,
        "service_area": draft.service_area,
        "advice": draft.advice,
        "eligibility": draft.eligibility,
        "fees": draft.fees,
        "facts": draft.facts,
        "capacity": draft.capacity,
        "booking": draft.booking,
        "assured_on": draft.assured_on,
        "extra": draft.extra,
        "staff_notes": draft.staff_notes,
    }


def _source_columns(source: SourceRef) -> dict[str, object]:
    return {
        "source": source.source,
        "record_id": source.record_id,
        "file": source.file,
        "file_sha256": source.file_sha256,
        "sheet": source.sheet,
        "row": source.row,
        "licence": source.licence,
        "attribution": source.attribution,
        "file_date": source.file_date,
    }


def _contact_row(resource_id: str, position: int, contact: Contact) -> RowValues:
    return {
        "resource_id": resource_id,
        "position": position,
        "kind": contact.kind,
        "value": contact.value,
        "raw": contact.raw,
        "note": contact.note,
        "publicity": contact.publicity,
    }


def _location_row(
    resource_id: str, position: int, venue: VenueDraft, placement: Placement, key: ListingKey
) -> dict[str, object]:
    return {
        "code": key.code,
        "number": key.number or None,
        "resource_id": resource_id,
        "position": position,
        "municipality_name": placement.municipality_name,
        "districts": placement.districts,
        "district_labels": venue.district_labels,
        "needs_question": placement.needs_question,
        "eligibility": venue.eligibility,
        "fees": venue.fees,
    }


def _confirmed_row(code: str, confirmed: Confirmation) -> RowValues:
    return {"location": code, "confirmed_on": confirmed.on, "confirmed_by": confirmed.by}


def _place_row(code: str, venue: VenueDraft, place: Place | None) -> RowValues:
    published = venue.coordinate
    return {
        "location": code,
        "key": venue.key,
        "name": venue.name,
        "host": venue.host,
        "address": venue.address,
        "building": venue.building,
        "postal_code": venue.postal_code,
        "access": venue.access,
        "published_latitude": published.latitude if published else None,
        "published_longitude": published.longitude if published else None,
        **place_columns(place),
    }
