"""A published draft -> the answers with which its form begins."""

from __future__ import annotations

from datetime import date

from directory.domain.draft import ResourceDraft
from directory.domain.facts import fact
from directory.domain.registration import FIELD_LIMIT, OFFERED_FACTS, FormAnswers
from directory.usecases.registration.audience import (
    BOOKING_ANSWERS,
    ONLY_FACTS,
    answers_of_eligibility,
    answers_of_fees,
)
from directory.usecases.registration.contacts import answers_of_contacts
from directory.usecases.registration.dates import answers_of_schedule
from directory.usecases.registration.place import write_point
from directory.usecases.submit import SOURCE


def prefill(draft: ResourceDraft, *, today: date) -> FormAnswers:
    """The form's answers for a draft; what the form can not say stays out of it and is kept when nobody touches it."""
    singles = (
        ("name", draft.name),
        ("kana", draft.kana),
        ("category", draft.categories[0]),
        ("booking_note", draft.booking),
        ("booking", _booking_of(draft)),
        ("visibility", draft.visibility),
        ("organization", draft.organization.name if draft.organization else ""),
        ("languages", "、".join(draft.tags)),
        ("text", draft.description),
    )
    pairs = (
        *singles,
        *(("topics", code) for code in draft.advice.topics),
        *answers_of_eligibility(draft.eligibility),
        *(("only", code) for code in ONLY_FACTS if fact(draft.facts, code) == "yes"),
        *answers_of_fees(draft.fees, fact(draft.facts, "free")),
        *(("facts", code) for code in OFFERED_FACTS if fact(draft.facts, code) == "yes"),
        *_venue_answers(draft),
        *_schedule_answers(draft, today=today),
        *answers_of_contacts(draft.contacts),
    )
    return FormAnswers(tuple((name, value) for name, value in pairs if value.strip()))


def _booking_of(draft: ResourceDraft) -> str:
    said = fact(draft.facts, "booking_needed")
    return next((answer for answer, meaning in BOOKING_ANSWERS if meaning == said), "")


def _venue_answers(draft: ResourceDraft) -> tuple[tuple[str, str], ...]:
    """The place page of a record with one venue or none; that of several is not asked."""
    if not draft.venues and draft.service_area:
        return (("nowhere", "yes"), ("served", draft.service_area[:FIELD_LIMIT]))
    if len(draft.venues) != 1:
        return ()
    venue = draft.venues[0]
    return (
        ("postal", venue.postal_code),
        ("area", venue.address[:FIELD_LIMIT]),
        ("venue", venue.name),
        ("access", venue.access),
        ("pin", write_point(venue.coordinate) if venue.coordinate else ""),
    )


def _schedule_answers(draft: ResourceDraft, *, today: date) -> tuple[tuple[str, str], ...]:
    """The builder's answers, or that the schedule is to be kept because the builder can not say it."""
    schedule = draft.schedule
    answers = answers_of_schedule(schedule, today=today)
    if answers is None:
        return (("keeps_schedule", "yes"),)
    # what the text of a registered schedule says is its sender's own note; elsewhere it repeats the rules
    note = schedule.raw if draft.source.source == SOURCE else ""
    return (*answers, ("when_note", note)) if note else answers
