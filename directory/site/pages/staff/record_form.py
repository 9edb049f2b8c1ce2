"""A record as one form of plain fields, and what comes back from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from directory.domain.category import CATEGORIES, ROOTS, is_known
from directory.domain.contact import Contact
from directory.domain.draft import OrganizationDraft, ResourceDraft, Status, VenueDraft
from directory.domain.errors import DirectoryError, RequestRefused
from directory.domain.facts import FACT_CODES, Facts, YesNo, fact
from directory.domain.staff_notes import VACANCIES
from directory.domain.visibility import PUBLICITIES, VISIBILITIES, Visibility
from directory.site.pages.staff.advice_fields import CHOICES, AdviceChoices, read_advice
from directory.site.pages.staff.contact_fields import CONTACT_KINDS, read_contacts
from directory.site.pages.staff.form_fields import Fields
from directory.site.pages.staff.venue_fields import read_venues
from directory.site.phrasing.fact import phrase_fact
from directory.usecases.moderation.record_texts import NoteTexts, RecordTexts, keep_notes
from directory.wording.words import Words

STATUSES: tuple[Status, ...] = ("active", "paused", "ended", "unknown")
EMPTY_CONTACTS = 2
"""Rows for further contacts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChoice:
    """One fact and what is known of it; `yes` and `no` are the answers in the words of the public page."""

    code: str
    answer: YesNo
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm:
    """Values of the fields.

    Attributes:
        shows_venues: places are part of it; a confidential place only where it was asked for.
        shows_notes: notes for support workers are part of it; not for owners and administrators.
    """

    draft: ResourceDraft
    shows_venues: bool
    shows_notes: bool
    venues: tuple[VenueDraft, ...]
    contacts: tuple[Contact | None, ...]
    facts: tuple[FactChoice, ...]
    categories: tuple[tuple[str, str], ...]
    advice: AdviceChoices = CHOICES
    kinds: tuple[str, ...] = CONTACT_KINDS
    publicities: tuple[str, ...] = PUBLICITIES
    statuses: tuple[str, ...] = STATUSES
    visibilities: tuple[str, ...] = VISIBILITIES
    vacancies: tuple[str, ...] = VACANCIES


def fill_form(draft: ResourceDraft, words: Words, *, shows_venues: bool, shows_notes: bool) -> RecordForm:
    """The form of a draft, with room for one more place and two more contacts."""
    return RecordForm(
        draft=draft,
        shows_venues=shows_venues,
        shows_notes=shows_notes,
        venues=(*draft.venues, VenueDraft()) if shows_venues else (),
        contacts=(*draft.contacts, *(None,) * EMPTY_CONTACTS),
        facts=tuple(_choice(code, fact(draft.facts, code), words) for code in FACT_CODES),
        categories=tuple(_category_options()),
    )


def _choice(code: str, answer: YesNo, words: Words) -> FactChoice:
    return FactChoice(code=code, answer=answer, yes=phrase_fact(code, "yes", words), no=phrase_fact(code, "no", words))


def read_form(fields: Fields) -> RecordTexts:
    """What the form says. A field that the form did not have stays as it is.

    Raises:
        RequestRefused: record_field: a point or a choice that can not be.
    """
    return RecordTexts(
        name=fields.one("name"),
        kana=fields.one("kana"),
        categories=_categories(fields),
        organization=fields.one("organization"),
        networks=tuple(dict.fromkeys(_lines(fields.one("networks")))),
        department=fields.one("department"),
        description=_text(fields, "description"),
        tags=tuple(dict.fromkeys(_lines(fields.one("tags")))),
        venues=tuple(read_venues(fields)) if fields.has("venue_address") else None,
        service_area=fields.one("service_area"),
        advice=read_advice(fields),
        schedule=_text(fields, "schedule"),
        eligibility=_text(fields, "eligibility"),
        fees=_text(fields, "fees"),
        facts=_facts(fields),
        contacts=tuple(read_contacts(fields)),
        capacity=fields.number("capacity"),
        booking=_text(fields, "booking"),
        visibility=_visibility(fields),
        status=_status(fields),
        staff_notes=_notes(fields) if fields.has("referral") else None,
    )


def keep_typed(draft: ResourceDraft, fields: Fields) -> ResourceDraft:
    """The draft with what was typed, right or wrong, so that a form that comes back loses nothing."""
    texts = read_form(fields.without("venue_latitude", "venue_longitude", "vacancy_on"))
    plain = ("name", "kana", "categories", "department", "description", "tags", "service_area", "facts", "booking")
    typed: dict[str, object] = {name: value for name in plain if (value := getattr(texts, name)) is not None}
    typed["capacity"] = texts.capacity
    typed["advice"] = texts.advice or draft.advice
    typed["schedule"] = replace(draft.schedule, raw=texts.schedule or "")
    typed["eligibility"] = replace(draft.eligibility, raw=texts.eligibility or "")
    typed["fees"] = replace(draft.fees, raw=texts.fees or "")
    typed["contacts"] = tuple(
        Contact(kind=each.kind, value=each.value, note=each.note, publicity=each.publicity)
        for each in texts.contacts or ()
    )
    typed["organization"] = OrganizationDraft(name=texts.organization or "", networks=texts.networks or ())
    if texts.venues is not None:
        typed["venues"] = tuple(
            VenueDraft(
                key=each.key,
                name=each.name,
                postal_code=each.postal_code,
                address=each.address,
                building=each.building,
                access=each.access,
                coordinate=next((known.coordinate for known in draft.venues if known.key == each.key), None),
            )
            for each in texts.venues
        )
    typed["visibility"] = texts.visibility or draft.visibility
    typed["status"] = texts.status or draft.status
    if texts.staff_notes is not None:
        typed["staff_notes"] = keep_notes(draft.staff_notes, texts.staff_notes)
    return draft.model_copy(update=typed)


def phrase_refusal(refused: DirectoryError, words: Words) -> str:
    """What is wrong with a form, with the field's name as the form shows it."""
    label = f"record.{refused.facts.get('field', '')}"
    if label not in words:
        return words.say_error(refused)
    return words.say(f"error.{refused.code}", **{**refused.facts, "field": words.say(label)})


def _category_options() -> Iterator[tuple[str, str]]:
    for root in ROOTS:
        yield root.code, root.label
        for each in CATEGORIES.values():
            if each.parent == root.code:
                yield each.code, f"{root.label} › {each.label}"


def _text(fields: Fields, name: str) -> str:
    """A longer text; browsers send its line ends as CR LF."""
    return fields.one(name).replace("\r\n", "\n")


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _categories(fields: Fields) -> tuple[str, ...] | None:
    """The chosen categories, the main one first; None when there is none that exists."""
    chosen = dict.fromkeys((fields.one("category"), *fields.many("further")))
    return tuple(code for code in chosen if is_known(code)) or None


def _facts(fields: Fields) -> Facts:
    answers: dict[str, YesNo] = {"yes": "yes", "no": "no"}
    chosen = ((code, answers.get(fields.one(f"fact_{code}"))) for code in FACT_CODES)
    return tuple((code, answer) for code, answer in chosen if answer is not None)


def _notes(fields: Fields) -> NoteTexts:
    """The notes for staff.

    Raises:
        RequestRefused: record_field: a day that is none.
    """
    day = fields.one("vacancy_on")
    try:
        said_on = date.fromisoformat(day) if day else None
    except ValueError:
        raise RequestRefused("record_field", {"field": "staff_notes"}) from None
    return NoteTexts(
        referral=_text(fields, "referral"),
        vacancy=next((each for each in VACANCIES if each == fields.one("vacancy")), "unknown"),
        vacancy_text=fields.one("vacancy_text"),
        vacancy_on=said_on,
        cautions=_text(fields, "cautions"),
    )


def _visibility(fields: Fields) -> Visibility | None:
    return next((each for each in VISIBILITIES if each == fields.one("visibility")), None)


def _status(fields: Fields) -> Status | None:
    return next((each for each in STATUSES if each == fields.one("status")), None)
