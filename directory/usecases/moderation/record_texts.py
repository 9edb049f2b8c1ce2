"""A record as people write it, in texts, and the way from there to a draft."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError

from directory.domain.advice import Advice
from directory.domain.contact import Contact, ContactKind
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, Status, VenueDraft
from directory.domain.eligibility import Eligibility
from directory.domain.errors import RequestRefused
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.japan import is_in_japan
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes, Vacancy, date_vacancy, own_contacts
from directory.domain.visibility import Publicity, Visibility
from directory.formats.stable_key import fold_for_key
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.phone_text import parse_emails, parse_phones, parse_urls
from directory.text.schedule_text import parse_schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTexts:
    """One way to reach somebody, as typed. publicity: nobody sees it unless somebody says so."""

    kind: ContactKind
    value: str
    note: str = ""
    publicity: Publicity = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueTexts:
    """One place, as typed. What the form does not ask for (host, own hours) stays as the same venue has it.

    Attributes:
        key: of the venue that is meant; empty = the one at the same position, or a new one.
    """

    key: str = ""
    name: str = ""
    postal_code: str = ""
    address: str = ""
    building: str = ""
    access: str = ""
    coordinate: Coordinate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTexts:
    """Notes for staff, as typed; None = stays as it is. vacancy_on: None = today, where something about room is new."""

    referral: str | None = None
    vacancy: Vacancy | None = None
    vacancy_text: str | None = None
    vacancy_on: date | None = None
    cautions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTexts:
    """Fields of a record; None = stays as it is. schedule, eligibility, fees: texts that are read by the text room."""

    name: str | None = None
    kana: str | None = None
    categories: tuple[str, ...] | None = None
    organization: str | None = None
    networks: tuple[str, ...] | None = None
    department: str | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None
    venues: tuple[VenueTexts, ...] | None = None
    service_area: str | None = None
    advice: Advice | None = None
    schedule: str | None = None
    eligibility: str | None = None
    fees: str | None = None
    facts: Facts | None = None
    contacts: tuple[ContactTexts, ...] | None = None
    capacity: int | None = None
    booking: str | None = None
    visibility: Visibility | None = None
    status: Status | None = None
    staff_notes: NoteTexts | None = None

    def given(self) -> Mapping[str, object]:
        """The fields that say something."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return MappingProxyType({name: value for name, value in named.items() if value is not None})


_READ = frozenset({"organization", "networks", "venues", "schedule", "eligibility", "fees", "contacts", "staff_notes"})
"""Fields that have to be understood; all others go over as they are."""


def write_record(base: ResourceDraft, texts: RecordTexts) -> ResourceDraft:
    """The draft with what the texts say; a text that did not change keeps what was understood of it before.

    Raises:
        RequestRefused: record_field: a value that a record can not have; `facts["field"]` names it.
    """
    values: dict[str, object] = {name: value for name, value in texts.given().items() if name not in _READ}
    values |= _read_terms(base, texts)
    if texts.contacts is not None:
        values["contacts"] = tuple(_write_contact(each, base.contacts) for each in texts.contacts)
    if texts.venues is not None:
        values["venues"] = _write_venues(base.venues, texts.venues)
    if texts.staff_notes is not None:
        values["staff_notes"] = keep_notes(base.staff_notes, texts.staff_notes)
    if texts.organization is not None or texts.networks is not None:
        values["organization"] = _write_organization(base.organization, texts)
    try:
        return ResourceDraft.model_validate({**base.__dict__, **values})
    except ValidationError as error:
        place = error.errors(include_input=False, include_url=False)[0]["loc"]
        raise _refusal(str(place[0])) from None


def settle_notes(draft: ResourceDraft, known: ResourceDraft, *, today: date) -> ResourceDraft:
    """The draft whose notes for staff say since when they hold, and which contacts no publisher gave.

    Raises:
        RequestRefused: record_field: the day is still to come.
    """
    notes = draft.staff_notes
    if draft.contacts != known.contacts:
        notes = replace(notes, contacts=own_contacts(draft.contacts, known.contacts, known.staff_notes))
    if notes == known.staff_notes:
        return draft
    try:
        return draft.model_copy(update={"staff_notes": date_vacancy(notes, known.staff_notes, today=today)})
    except ValueError:
        raise _refusal("staff_notes") from None


def keep_notes(known: StaffNotes, texts: NoteTexts) -> StaffNotes:
    """The notes with what was typed; what was not said stays."""
    given = {each.name: getattr(texts, each.name) for each in fields(texts)}
    return replace(known, **{name: value for name, value in given.items() if value is not None})


def _read_terms(base: ResourceDraft, texts: RecordTexts) -> dict[str, Schedule | Eligibility | Fees]:
    values: dict[str, Schedule | Eligibility | Fees] = {}
    if texts.schedule is not None and _is_new(texts.schedule, base.schedule.raw):
        values["schedule"] = parse_schedule(texts.schedule)
    if texts.eligibility is not None and _is_new(texts.eligibility, base.eligibility.raw):
        values["eligibility"] = parse_age(texts.eligibility)
    if texts.fees is not None and _is_new(texts.fees, base.fees.raw):
        values["fees"] = parse_fees(texts.fees, is_fee_column=True)
    return values


def _is_new(text: str, known: str) -> bool:
    """Browsers send line ends as CR LF; that is no change."""
    return "\n".join(text.split("\r\n")).strip() != known.strip()


def _write_organization(known: OrganizationDraft | None, texts: RecordTexts) -> OrganizationDraft | None:
    """The organization by its new name; another name is another organization, without the old one's number."""
    name = (texts.organization if texts.organization is not None else known.name if known else "").strip()
    networks = texts.networks if texts.networks is not None else known.networks if known else ()
    if not name:
        return None
    number = known.corporate_number if known is not None and known.name == name else ""
    return OrganizationDraft(name=name, corporate_number=number, networks=networks)


def _write_venues(known: tuple[VenueDraft, ...], texts: tuple[VenueTexts, ...]) -> tuple[VenueDraft, ...]:
    """Venues in order; those that the record has keep their key, so that their public links stay."""
    written: list[VenueDraft] = []
    for position, text in enumerate(texts):
        if text.coordinate is not None and not is_in_japan(text.coordinate):
            raise _refusal("venues")
        meant = [each for each in known if each.key == text.key] if text.key else known[position : position + 1]
        old = meant[0] if meant else _new_venue(text, taken={each.key for each in (*known, *written)})
        written.append(
            replace(
                old,
                name=text.name.strip(),
                postal_code=text.postal_code.strip(),
                address=text.address.strip(),
                building=text.building.strip(),
                access=text.access.strip(),
                coordinate=text.coordinate,
            )
        )
    return tuple(written)


def _new_venue(text: VenueTexts, *, taken: set[str]) -> VenueDraft:
    key = fold_for_key(f"{text.address}{text.building}") or fold_for_key(text.name)
    return VenueDraft(key=key if key not in taken else f"{key}#{len(taken) + 1}")


def _write_contact(text: ContactTexts, known: tuple[Contact, ...]) -> Contact:
    """A contact that the record has already stays as it was published, also when it could not be read."""
    same = (each for each in known if (each.kind, each.value) == (text.kind, text.value.strip()))
    contact = next(same, None) or _read_contact(text)
    return replace(contact, note=text.note.strip(), publicity=text.publicity)


def _read_contact(text: ContactTexts) -> Contact:
    """The contact with its value normalised.

    Raises:
        RequestRefused: record_field: no telephone number, mail address or web address can be read.
    """
    found: tuple[Contact, ...]
    match text.kind:
        case "phone" | "fax":
            found = tuple(each for each in parse_phones(text.value).contacts if each.value)
        case "email":
            found = parse_emails(text.value)
        case "line":
            # an account's name is as good as its address
            name = unicodedata.normalize("NFKC", text.value).strip()
            found = parse_urls(text.value) or ((Contact(kind="line", value=name),) if name and ":" not in name else ())
        case _:
            found = parse_urls(text.value)
    if len(found) != 1:
        raise _refusal("contacts")
    return Contact(kind=text.kind, value=found[0].value, raw=text.value.strip())


def _refusal(field: str) -> RequestRefused:
    return RequestRefused("record_field", {"field": field})
