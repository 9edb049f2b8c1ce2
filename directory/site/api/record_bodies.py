"""Bodies that programs send about records: exactly the described keys, of exactly the described types."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from directory.domain.advice import AdviceChannel, AdviceLevel
from directory.domain.contact import ContactKind
from directory.domain.draft import NAME_LIMIT, TEXT_LIMIT, Status
from directory.domain.staff_notes import LINE_LIMIT, NOTE_LIMIT, Vacancy
from directory.domain.submission import Decision
from directory.domain.visibility import Publicity, Visibility

SHORT, MANY = 300, 50
"""Longest line, and most values of one field."""


def refuse_controls(text: str) -> str:
    """The text. NUL and its like are in no text that a person wrote; databases and terminals stumble over them."""
    if any(unicodedata.category(character) == "Cc" and character not in "\n\r\t" for character in text):
        message = "control characters are not allowed"
        raise ValueError(message)
    return text


Line = Annotated[str, StringConstraints(max_length=SHORT), AfterValidator(refuse_controls)]
Text = Annotated[str, StringConstraints(max_length=TEXT_LIMIT), AfterValidator(refuse_controls)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=NAME_LIMIT, pattern=r"\S"), AfterValidator(refuse_controls)
]
Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]+$")]
DistrictCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[0-9a-f-]+$")]
Number = Annotated[int, Field(ge=0, le=1_000_000)]


class Body(BaseModel):
    """Base of all bodies: exactly the described keys, of exactly the described types."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True)


class PointBody(Body):
    """A point in WGS84."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class VenueBody(Body):
    """One place where it happens."""

    key: Annotated[Line, Field(description="of a venue that the record has; empty = the one at the same position")] = ""
    name: Line = ""
    postal_code: Line = ""
    address: Line = ""
    building: Line = ""
    access: Text = ""
    point: PointBody | None = None


class ContactBody(Body):
    """One way to reach somebody; nobody but the moderators sees it unless `publicity` says so."""

    kind: ContactKind
    value: Line
    note: Line = ""
    publicity: Publicity = "private"


class FactBody(Body):
    """A fact that is known."""

    code: Code
    answer: Literal["yes", "no"]


class AdviceBody(Body):
    """What an advice desk is for, as a whole; what is empty is as its category and texts say by themselves."""

    topics: Annotated[list[Code], Field(max_length=MANY)] = []
    level: AdviceLevel = ""
    channels: Annotated[list[AdviceChannel], Field(max_length=MANY)] = []


class RecordBody(Body):
    """Fields of a record; a missing one stays as it is. Texts of dates, ages and fees are read like those of files."""

    name: Name | None = None
    kana: Line | None = None
    categories: Annotated[list[Code], Field(min_length=1, max_length=MANY)] | None = None
    organization: Line | None = None
    networks: Annotated[list[Line], Field(max_length=MANY)] | None = None
    department: Line | None = None
    description: Text | None = None
    tags: Annotated[list[Line], Field(max_length=MANY)] | None = None
    venues: Annotated[list[VenueBody], Field(max_length=MANY)] | None = None
    service_area: Line | None = None
    advice: AdviceBody | None = None
    schedule_text: Text | None = None
    age_text: Text | None = None
    fee_text: Text | None = None
    facts: Annotated[list[FactBody], Field(max_length=MANY)] | None = None
    contacts: Annotated[list[ContactBody], Field(max_length=MANY)] | None = None
    capacity: Number | None = None
    booking: Text | None = None
    visibility: Visibility | None = None
    status: Status | None = None


class NotesBody(Body):
    """What only support workers read; a missing field stays as it is. Moderators change it, coordinators propose."""

    referral: Annotated[str, StringConstraints(max_length=NOTE_LIMIT), AfterValidator(refuse_controls)] | None = None
    vacancy: Vacancy | None = None
    vacancy_text: Annotated[str, StringConstraints(max_length=LINE_LIMIT), AfterValidator(refuse_controls)] | None = (
        None
    )
    vacancy_on: Annotated[
        date | None, Field(strict=False, description="day on which it was said; missing = today, where it is new")
    ] = None
    cautions: Annotated[str, StringConstraints(max_length=NOTE_LIMIT), AfterValidator(refuse_controls)] | None = None


class ChangeBody(RecordBody):
    """A change of a record by somebody who is signed in."""

    staff_notes: NotesBody | None = None


class SenderBody(Body):
    """Who sends it; never public."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""


class SubmissionBody(RecordBody):
    """A new activity. It is published when a moderator has looked at it."""

    municipality: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
    name: Name
    category: Annotated[
        Code | None, Field(description="main category; further ones in `categories`. Only drafts of staff may lack it")
    ] = None
    description: Annotated[Text | None, Field(description="only drafts of staff may lack it")] = None
    district: Annotated[
        DistrictCode | None, Field(description="code of a district; only of drafts that staff bring home from a visit")
    ] = None
    message: Annotated[Text, Field(description="to the moderator; never public")] = ""
    sender: SenderBody | None = None


class DecisionBody(Body):
    """What a moderator decides."""

    decision: Decision
    reason: Annotated[Text, Field(description="to the sender, when it is returned")] = ""
    version: Annotated[int, Field(ge=1, description="of the submission that was looked at")] | None = None
