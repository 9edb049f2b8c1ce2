"""Answers about records and submissions that staff and owners get."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from directory.domain.advice import AdviceChannel, AdviceLevel
from directory.domain.contact import ContactKind
from directory.domain.draft import Status
from directory.domain.staff_notes import Vacancy
from directory.domain.submission import Channel, ReportReason, SubmissionKind, SubmissionStatus
from directory.domain.visibility import Publicity, Visibility
from directory.site.api.schemas import Answer, Metres


class ReceivedAnswer(Answer):
    """What became of a submission that was sent."""

    id: str
    code: Annotated[str, Field(description="控え番号")]
    status: SubmissionStatus
    replayed: Annotated[bool, Field(description="it was received before; nothing happened now")]


class DecidedAnswer(Answer):
    """A submission after a decision."""

    id: str
    status: SubmissionStatus
    version: int
    resource_id: str


class VenueItem(Answer):
    """One place of a record; without words that betray it where the place is confidential."""

    key: str
    name: str
    postal_code: str
    address: str
    building: str
    access: str
    latitude: float | None = None
    longitude: float | None = None


class RecordContact(Answer):
    """One way to reach somebody, as far as the reader may see it."""

    kind: ContactKind
    value: str
    note: str
    publicity: Publicity


class RecordFact(Answer):
    """A fact that is known."""

    code: str
    answer: str


class NotesItem(Answer):
    """What only support workers read of a record."""

    referral: str
    vacancy: Vacancy
    vacancy_text: str
    vacancy_on: date | None = None
    cautions: str


class AdviceItem(Answer):
    """What somebody said an advice desk is for; empty = as its category and texts say by themselves."""

    topics: list[str]
    level: AdviceLevel
    channels: list[AdviceChannel]


class RecordFields(Answer):
    """The content of a record."""

    name: str
    kana: str
    categories: list[str]
    municipality: str
    organization: str
    networks: list[str]
    department: str
    description: str
    tags: list[str]
    venues: list[VenueItem]
    has_place: Annotated[bool, Field(description="false: the place is confidential and asked for by itself")]
    service_area: str
    advice: AdviceItem
    schedule_text: str
    age_text: str
    fee_text: str
    facts: list[RecordFact]
    contacts: list[RecordContact]
    capacity: int | None = None
    booking: str
    visibility: Visibility
    status: Status
    assured_on: date | None = None
    staff_notes: Annotated[NotesItem | None, Field(description="only for who may read it")] = None


class RecordAnswer(RecordFields):
    """A record as the signed-in reader may see it."""

    id: str
    version: Annotated[int, Field(description="also the ETag; a change names it in If-Match")]
    listings: Annotated[list[str], Field(description="public codes")]
    attention: Annotated[list[str], Field(description="codes of findings that a person must look at")]
    source: str
    updated_at: datetime


class ProposedAnswer(Answer):
    """An edit that waits for a moderator; the record stays as it is until then."""

    submission_id: str
    status: SubmissionStatus
    version: Annotated[int, Field(description="of the record")]


class PlacedVenueItem(VenueItem):
    """One place, exactly."""

    level: str | None = None
    radius_m: Metres | None = None


class PlaceAnswer(Answer):
    """Where a record is, exactly. Reading a confidential place is written down."""

    id: str
    venues: list[PlacedVenueItem]


class SenderItem(Answer):
    """Who sent a submission."""

    name: str
    email: str
    phone: str
    has_account: bool
    is_email_confirmed: bool


class SubmissionAnswer(Answer):
    """What was sent, for its moderators and its sender."""

    id: str
    code: str
    kind: SubmissionKind
    status: SubmissionStatus
    version: int
    municipality: str
    channel: Channel
    created_at: datetime
    changed: list[str]
    draft: RecordFields | None = None
    resource_id: str
    message: str
    reason: ReportReason | None = None
    sender: SenderItem
    decided_at: datetime | None = None
    reply: str
