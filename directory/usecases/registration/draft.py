"""Answers of all pages -> the draft that a moderator will see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from directory.domain.advice import NO_ADVICE, TOPIC_CODES, Advice
from directory.domain.advice_rules import is_desk
from directory.domain.category import is_known
from directory.domain.contact import Contact
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.facts import Facts
from directory.domain.registration import CONTACT_FIELDS, OFFERED_FACTS, STEP_FIELDS, FormAnswers
from directory.formats.kind import judge_kind
from directory.usecases.registration.audience import ONLY_FACTS, read_audience_facts, read_eligibility, read_fees
from directory.usecases.registration.contacts import read_contacts
from directory.usecases.registration.dates import read_schedule
from directory.usecases.registration.place import PlaceReading, is_nowhere, read_venue, read_visibility
from directory.usecases.registration.prefill import prefill
from directory.usecases.registration.spelling import tidy
from directory.usecases.submit import SOURCE
from directory.wording.words import Words

FALLBACK_CATEGORY = "meeting_space"
"""Of an activity whose name tells no kind and whose sender chose none; the moderator sees it."""

UNKEPT = SourceRef(source=SOURCE)
"""Key and source are given when the draft is sent."""

_ASKED_FACTS = frozenset({*OFFERED_FACTS, *ONLY_FACTS, "booking_needed", "free"})

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name",),
        "kana": ("kana",),
        "categories": ("category",),
        "advice": ("topics",),
        "eligibility": ("who", "who_note"),
        "fees": ("fee", "fee_child", "fee_adult", "fee_note"),
        "facts": ("only", "fee", "booking", "facts"),
        "booking": ("booking_note",),
        "venues": ("nowhere", "postal", "area", "area_choice", "lot", "venue", "access", "pin"),
        "service_area": ("nowhere", "served"),
        "visibility": ("nowhere", "visibility", "home"),
        "schedule": STEP_FIELDS[4],
        "organization": ("organization",),
        "contacts": (*CONTACT_FIELDS, *(f"{kind}_shown" for kind in CONTACT_FIELDS)),
        "tags": ("languages",),
        "description": ("text",),
    }
)
"""Fields of a draft and the answers that they come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What is published at present.

    Attributes:
        is_prefilled: its sender saw it in the form; otherwise what they left blank stays as it is.
    """

    draft: ResourceDraft
    is_prefilled: bool = True


def build_draft(
    answers: FormAnswers, place: PlaceReading, words: Words, *, today: date, base: Base | None = None
) -> ResourceDraft:
    """The draft of answers that passed their checks; of a change, every part that was not touched is kept exactly."""
    if base is None:
        made = {part: _value_of(part, answers, place, words, today) for part in PARTS}
        return ResourceDraft.model_validate(
            {"stable_key": SOURCE, "source": UNKEPT, "municipality": place.municipality, **made}
        )
    seen = prefill(base.draft, today=today) if base.is_prefilled else FormAnswers()
    touched = [part for part, fields in PARTS.items() if _of(answers, fields) != _of(seen, fields)]
    if answers.one("keeps_schedule") and "schedule" in touched:
        touched.remove("schedule")
    if len(base.draft.venues) > 1 and "venues" in touched:
        touched.remove("venues")
    values = {part: _value_of(part, answers, place, words, today, base) for part in touched}
    if "venues" in touched:
        values["municipality"] = place.municipality or base.draft.municipality
    return ResourceDraft.model_validate({**dict(base.draft), **values})


def guess_category(name: str) -> str:
    """The kind that a name tells; that of places to be where it tells none."""
    kind = judge_kind(name)
    return kind.category if kind.status == "known" else FALLBACK_CATEGORY


def _of(answers: FormAnswers, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Answers of some fields, in an order that tells nothing."""
    return tuple(sorted(pair for pair in answers.pairs if pair[0] in fields))


def _value_of(
    part: str,
    answers: FormAnswers,
    place: PlaceReading,
    words: Words,
    today: date,
    base: Base | None = None,
) -> object:
    """One field of the draft."""
    old = base.draft if base else None
    readers: Mapping[str, Callable[[], object]] = {
        "name": lambda: answers.one("name"),
        "kana": lambda: answers.one("kana"),
        "categories": lambda: _read_categories(answers, old),
        "advice": lambda: _read_advice(answers, old),
        "eligibility": lambda: read_eligibility(answers, words),
        "fees": lambda: read_fees(answers, words).fees,
        "facts": lambda: _read_facts(answers, base),
        "booking": lambda: answers.one("booking_note"),
        "venues": lambda: () if is_nowhere(answers) else (_read_venue(answers, place, old),),
        "service_area": lambda: _read_service_area(answers, place, old),
        "visibility": lambda: read_visibility(answers),
        "schedule": lambda: read_schedule(answers, today=today).schedule,
        "organization": lambda: _read_organization(answers, old.organization if old else None),
        "contacts": lambda: _read_contacts(answers, base),
        "tags": lambda: _read_tags(answers),
        "description": lambda: answers.one("text"),
    }
    return readers[part]()


def _read_categories(answers: FormAnswers, old: ResourceDraft | None) -> tuple[str, ...]:
    """The chosen one first; what else the record is filed under stays."""
    chosen = answers.one("category")
    main = chosen if is_known(chosen) else guess_category(answers.one("name"))
    return tuple(dict.fromkeys((main, *(old.categories[1:] if old else ()))))


def _read_advice(answers: FormAnswers, old: ResourceDraft | None) -> Advice:
    """The ticked topics of an advice desk; who turned it into something else had ticked them for nothing."""
    known = old.advice if old else NO_ADVICE
    ticked = answers.many("topics") if is_desk(_read_categories(answers, old)) else ()
    return replace(known, topics=tuple(code for code in TOPIC_CODES if code in ticked))


def _read_facts(answers: FormAnswers, base: Base | None) -> Facts:
    """Ticks are yes. What the form does not ask, every no, and what its sender could not see stays."""
    said = dict(read_audience_facts(answers))
    said |= {code: "yes" for code in OFFERED_FACTS if code in answers.many("facts")}
    kept = {
        code: answer
        for code, answer in (base.draft.facts if base else ())
        if not (base and base.is_prefilled) or code not in _ASKED_FACTS or (answer == "no" and code in OFFERED_FACTS)
    }
    return tuple(sorted((kept | said).items()))


def _read_venue(answers: FormAnswers, place: PlaceReading, old: ResourceDraft | None) -> VenueDraft:
    """The venue; what the form does not ask about it stays."""
    new = read_venue(answers, place)
    if old is None or not old.venues:
        return new
    before = old.venues[0]
    is_same_address = new.address == before.address
    return replace(
        before,
        name=new.name,
        address=new.address,
        postal_code=new.postal_code,
        access=new.access,
        coordinate=new.coordinate or (before.coordinate if is_same_address else None),
        building=before.building if is_same_address else "",
        host=before.host if is_same_address else "",
        district_labels=before.district_labels if is_same_address else (),
    )


def _read_service_area(answers: FormAnswers, place: PlaceReading, old: ResourceDraft | None) -> str:
    """Whom a service without a place serves; of what has one the form does not ask, so what was known stays."""
    known = old.service_area if old else ""
    if is_nowhere(answers):
        return place.served or answers.one("served") or known
    return known if old and old.venues else ""


def _read_organization(answers: FormAnswers, old: OrganizationDraft | None) -> OrganizationDraft | None:
    name = answers.one("organization")
    if not name:
        return None
    return replace(old, name=name) if old else OrganizationDraft(name=name)


def _read_contacts(answers: FormAnswers, base: Base | None) -> tuple[Contact, ...]:
    """The page's contacts; notes of unchanged ones, and those that its sender could not see, stay."""
    new = read_contacts(answers).contacts
    if base is None:
        return new
    old = base.draft.contacts
    if not base.is_prefilled:
        known = {(each.kind, each.value) for each in old}
        return (*old, *(each for each in new if (each.kind, each.value) not in known))
    noted = {(each.kind, each.value): each for each in old}
    shown = {next(each for each in old if each.kind == kind) for kind in {each.kind for each in old}}
    said = {(each.kind, each.value) for each in new}
    further = (each for each in old if each not in shown and (each.kind, each.value) not in said)
    return (*(_with_note(each, noted.get((each.kind, each.value))) for each in new), *further)


def _with_note(contact: Contact, before: Contact | None) -> Contact:
    return replace(before, publicity=contact.publicity) if before else contact


def _read_tags(answers: FormAnswers) -> tuple[str, ...]:
    """Languages, one tag each."""
    text = tidy(answers.one("languages"))
    for mark in "・,，;/":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(word.strip() for word in text.split("、") if word.strip()))
