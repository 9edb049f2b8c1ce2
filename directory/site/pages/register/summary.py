"""A draft in plain words, page by page, so that its sender sees what was understood."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.facts import fact
from directory.domain.registration import OFFERED_FACTS, FormAnswers
from directory.runtime import Runtime
from directory.site.pages.register.route import path_of
from directory.site.pages.register.views import say_next_dates
from directory.site.phrasing.advice import phrase_topics
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.schedule import phrase_schedule, say_raw
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPart:
    """What one page said: rows of label and value, and where to change it."""

    step: int
    title: str
    url: str
    rows: tuple[tuple[str, str], ...]


def summarise(runtime: Runtime, draft: ResourceDraft, answers: FormAnswers) -> tuple[SummaryPart, ...]:
    """All parts in the order of the pages; a row without a value says so."""
    words = runtime.words
    builders = (
        ("activity", _activity(draft, words)),
        ("audience", _audience(draft, words)),
        ("place", _place(draft, words)),
        ("schedule", _schedule(runtime, draft)),
        ("contacts", _contacts(draft, answers, words)),
        ("extras", _extras(draft, words)),
    )
    return tuple(
        SummaryPart(step=step, title=title, url=path_of(step), rows=rows)
        for step, (title, rows) in enumerate(builders, start=1)
    )


def _activity(draft: ResourceDraft, words: Words) -> tuple[tuple[str, str], ...]:
    return (("name", draft.name), ("kana", draft.kana), ("category", phrase_kind(draft.categories[0], words)))


def _audience(draft: ResourceDraft, words: Words) -> tuple[tuple[str, str], ...]:
    booking = fact(draft.facts, "booking_needed")
    said = words.say(f"register.booking_{booking}") if booking != "unknown" else ""
    only = words.say("list.dot").join(
        words.say(f"register.only_{code}")
        for code in ("residents_only", "referral_needed")
        if fact(draft.facts, code) == "yes"
    )
    topics = phrase_topics(draft.advice, words)
    return (
        *((("topics", topics),) if topics else ()),
        ("who", phrase_eligibility(draft.eligibility, words)),
        ("only", only),
        ("fee", phrase_fees(draft.fees, words) or _free(draft, words)),
        ("booking", words.say("list.wide_space").join(part for part in (said, draft.booking) if part)),
    )


def _free(draft: ResourceDraft, words: Words) -> str:
    said = fact(draft.facts, "free")
    return words.say("register.fee_paid") if said == "no" else ""


def _place(draft: ResourceDraft, words: Words) -> tuple[tuple[str, str], ...]:
    if not draft.venues and draft.service_area:
        shown = words.say("register.visibility_hidden") if draft.visibility == "hidden" else ""
        return (("place", words.say("place.none_for", area=draft.service_area)), ("visibility", shown))
    rows: list[tuple[str, str]] = []
    for venue in draft.venues or (VenueDraft(),):
        parts = (venue.address, venue.building, venue.name or venue.host)
        rows.append(("place", words.say("list.wide_space").join(part for part in parts if part)))
        rows.append(("access", venue.access))
    return (*rows, ("visibility", words.say(f"register.visibility_{draft.visibility}")))


def _schedule(runtime: Runtime, draft: ResourceDraft) -> tuple[tuple[str, str], ...]:
    schedule = draft.schedule
    said = phrase_schedule(schedule, runtime.words)
    raw = say_raw(schedule)
    note = raw if raw != said else ""
    return (("when", said), ("when_note", note), ("next", say_next_dates(runtime, schedule)))


def _contacts(draft: ResourceDraft, answers: FormAnswers, words: Words) -> tuple[tuple[str, str], ...]:
    shown = (
        (
            each.kind,
            words.say("register.contact_shown", value=each.value, shown=words.say(f"register.shown_{each.publicity}")),
        )
        for each in draft.contacts
    )
    organization = draft.organization.name if draft.organization else ""
    return (("organization", organization), ("person", answers.one("person")), *shown)


def _extras(draft: ResourceDraft, words: Words) -> tuple[tuple[str, str], ...]:
    there = words.say("list.dot").join(
        words.say(f"fact.{code}") for code in OFFERED_FACTS if fact(draft.facts, code) == "yes"
    )
    return (("facts", there), ("languages", words.say("list.dot").join(draft.tags)), ("text", draft.description))
