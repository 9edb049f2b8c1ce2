"""The only door in: what a CSV row, a form and an API body must become before anything is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from directory.domain.advice import NO_ADVICE, Advice, sort_advice
from directory.domain.category import is_known
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.eligibility import Eligibility
from directory.domain.facts import FACT_CODES, Facts
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes, tidy_notes
from directory.domain.visibility import Visibility

Status = Literal["active", "paused", "ended", "unknown"]

NAME_LIMIT = 200
TEXT_LIMIT = 20_000
"""Longest name and longest text, in characters. Source: trust.md section 3.11 (cell limit)."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LIMIT)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT)]

JIS_PATTERN = re.compile(r"\d{5}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """Where a record came from, for attribution and for finding it again.

    Attributes:
        source: name of the data set, stable over its editions (`131059_bunkyo_kodomosyokudo`).
        record_id: id inside that data set; empty when the file has none.
        row: row number as a spreadsheet shows it.
        file_date: date the file itself states, never a guess.
    """

    source: str
    record_id: str = ""
    file: str = ""
    file_sha256: str = ""
    sheet: str = ""
    row: int = 0
    licence: str = ""
    attribution: str = ""
    file_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDraft:
    """Who runs a resource. `networks` are names of organizations it belongs to."""

    name: str
    corporate_number: str = ""
    networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueDraft:
    """One place where a resource happens. What is None is as the whole resource says.

    Attributes:
        key: stable within the resource (record id of the venue, or its address).
        address: as published, raw. building: 方書, as published.
        host: the facility that lends the place (○○保育園内).
        coordinate: as published; never from geocoding.
        district_labels: the publisher's own words (学区, 地区名, 行政区).
    """

    key: str = ""
    name: str = ""
    address: str = ""
    building: str = ""
    host: str = ""
    postal_code: str = ""
    coordinate: Coordinate | None = None
    access: str = ""
    district_labels: tuple[str, ...] = ()
    schedule: Schedule | None = None
    eligibility: Eligibility | None = None
    fees: Fees | None = None


class ResourceDraft(BaseModel):
    """A validated description of one resource.

    Raises (as pydantic.ValidationError): no name, unknown category or fact, wrong municipality code, too long text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    stable_key: str
    source: SourceRef
    name: Name
    kana: Text = ""
    categories: tuple[str, ...] = Field(min_length=1)
    municipality: str
    organization: OrganizationDraft | None = None
    department: Text = ""
    description: Text = ""
    tags: tuple[str, ...] = ()
    venues: tuple[VenueDraft, ...] = ()
    service_area: Text = ""
    advice: Advice = NO_ADVICE
    schedule: Schedule = Schedule()
    eligibility: Eligibility = Eligibility()
    fees: Fees = Fees()
    facts: Facts = ()
    contacts: tuple[Contact, ...] = ()
    capacity: int | None = Field(default=None, ge=0)
    booking: Text = ""
    visibility: Visibility = "public"
    status: Status = "active"
    assured_on: date | None = None
    extra: tuple[tuple[str, str], ...] = ()
    staff_notes: StaffNotes = StaffNotes()

    @field_validator("categories")
    @classmethod
    def _known_categories(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [code for code in codes if not is_known(code)]
        if unknown:
            message = f"unknown category {unknown[0]}"
            raise ValueError(message)
        return codes

    @field_validator("facts")
    @classmethod
    def _known_facts(cls, facts: Facts) -> Facts:
        unknown = [code for code, _ in facts if code not in FACT_CODES]
        if unknown:
            message = f"unknown fact {unknown[0]}"
            raise ValueError(message)
        return tuple(sorted(facts))

    @field_validator("advice")
    @classmethod
    def _known_advice(cls, advice: Advice) -> Advice:
        return sort_advice(advice)

    @field_validator("staff_notes")
    @classmethod
    def _short_notes(cls, notes: StaffNotes) -> StaffNotes:
        return tidy_notes(notes)

    @field_validator("municipality")
    @classmethod
    def _five_digits(cls, code: str) -> str:
        if not JIS_PATTERN.match(code):
            message = "municipality is a 5-digit JIS code"
            raise ValueError(message)
        return code
