"""Tables of what people can use and who runs it."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from directory.domain.advice import Advice
from directory.domain.contact import ContactKind
from directory.domain.draft import Status
from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.name_reading import NameReading
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes
from directory.domain.visibility import PUBLICITIES, VISIBILITIES
from directory.store.column_types import json_field, moment_field
from directory.store.tables.base import BY_KEY, StoredRow, code_check


class OrganizationRow(StoredRow, table=True):
    """Who runs resources. The same name in another municipality is another organization."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("municipality", "name", "corporate_number"),)

    id: str = Field(primary_key=True)
    municipality: str
    name: str
    corporate_number: str


class ResourceRow(StoredRow, table=True):
    """One resource as approved. What betrays where it lies is in `place` only."""

    __tablename__ = "resource"
    __table_args__ = (code_check("status", get_args(Status)), code_check("visibility", VISIBILITIES))

    id: str = Field(primary_key=True)
    stable_key: str = Field(unique=True)
    version: int
    name: str
    kana: str
    municipality: str
    status: str
    visibility: str
    department: str
    description: str
    tags: tuple[str, ...] = json_field(tuple[str, ...])
    service_area: str
    eligibility: Eligibility = json_field(Eligibility)
    fees: Fees = json_field(Fees)
    facts: Facts = json_field(Facts)
    capacity: int | None
    booking: str
    assured_on: date | None
    extra: tuple[tuple[str, str], ...] = json_field(tuple[tuple[str, str], ...])
    organization_id: str | None = Field(foreign_key="organization.id")
    source: str = Field(index=True)
    record_id: str
    file: str
    file_sha256: str
    sheet: str
    row: int
    licence: str
    attribution: str
    file_date: date | None
    import_run: str | None = Field(foreign_key="import_run.id")
    attention: tuple[str, ...] = json_field(tuple[str, ...])
    draft_hash: str
    content_hash: str
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    reading: NameReading = json_field(NameReading, stored="{}")
    advice: Advice = json_field(Advice, stored="{}")
    staff_notes: StaffNotes = json_field(StaffNotes, stored="{}")


class ResourceCategoryRow(StoredRow, table=True):
    """Categories of a resource; position 0 is the main one."""

    __tablename__ = "resource_category"
    __table_args__ = BY_KEY

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    code: str


class OrganizationMemberRow(StoredRow, table=True):
    """That an organization belongs to a network, and which resource says so."""

    __tablename__ = "organization_member"
    __table_args__ = BY_KEY

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    network_id: str = Field(foreign_key="organization.id")
    member_id: str = Field(foreign_key="organization.id")


class ScheduleRow(StoredRow, table=True):
    """When a resource (location empty) or one of its locations is open."""

    __tablename__ = "schedule"
    __table_args__ = BY_KEY

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    location: str | None = Field(foreign_key="location.code", ondelete="CASCADE", index=True)
    raw: str
    parsed: Schedule = json_field(Schedule)


class ContactRow(StoredRow, table=True):
    """One way to reach somebody, and who may see it."""

    __tablename__ = "contact"
    __table_args__ = (code_check("kind", get_args(ContactKind)), code_check("publicity", PUBLICITIES), BY_KEY)

    resource_id: str = Field(primary_key=True, foreign_key="resource.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    kind: str
    value: str
    raw: str
    note: str
    publicity: str
