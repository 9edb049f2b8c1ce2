"""What differs between two drafts, in words: a label, what was and what will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.domain.advice import Advice
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft
from directory.domain.draft_diff import FieldDiff, FieldValue
from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes
from directory.site.phrasing.advice import phrase_advice
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.fact import phrase_fact
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.schedule import phrase_schedule, say_raw
from directory.site.phrasing.staff_notes import phrase_notes
from directory.wording.words import Words

CODED = frozenset({"status", "visibility"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """One row of a comparison; an empty text says that there was nothing."""

    field: str
    label: str
    before: str
    after: str


def phrase_differences(diffs: Iterable[FieldDiff], words: Words) -> tuple[DifferenceRow, ...]:
    """The rows of a comparison."""
    return tuple(
        DifferenceRow(
            field=each.field,
            label=_label(each, words),
            before=phrase_value(each.field, each.before, words),
            after=phrase_value(each.field, each.after, words),
        )
        for each in diffs
    )


def phrase_value(field: str, value: FieldValue, words: Words) -> str:
    """One value of a field in words; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return words.say(f"{field}.{value}") if field in CODED else value
    if isinstance(value, tuple):
        return _phrase_tuple(field, value, words)
    if isinstance(value, Advice):
        return phrase_advice(value, words)
    if isinstance(value, StaffNotes):
        return phrase_notes(value, words)
    return _phrase_whole(value, words)


def _phrase_tuple(field: str, value: tuple[str, ...] | Facts | tuple[Contact, ...], words: Words) -> str:
    if field == "categories":
        return words.say("list.comma").join(phrase_kind(str(code), words) for code in value)
    return "\n".join(_phrase_item(each, words) for each in value)


def _phrase_item(item: str | tuple[str, str] | Contact, words: Words) -> str:
    if isinstance(item, Contact):
        text = f"{words.say(f'contact.{item.kind}')} {item.value}"
        note = f"（{item.note}）" if item.note else ""
        return f"{text}{note} — {words.say(f'publicity.{item.publicity}')}"
    if isinstance(item, tuple):
        code, answer = item
        return f"{words.say(f'fact.{code}')}: {phrase_fact(code, answer, words)}"
    return item


def _phrase_whole(value: object, words: Words) -> str:
    match value:
        case Schedule():
            return _both(phrase_schedule(value, words), say_raw(value))
        case Eligibility():
            return _both(phrase_eligibility(value, words), value.raw)
        case Fees():
            return _both(phrase_fees(value, words), value.raw)
        case OrganizationDraft():
            networks = words.say("list.comma").join(value.networks)
            return f"{value.name}（{networks}）" if networks else value.name
        case Coordinate():
            return f"{value.latitude:.5f}, {value.longitude:.5f}"
        case _:
            return str(value)


def _both(understood: str, raw: str) -> str:
    """What was understood, and the text itself when it says it otherwise."""
    return understood if raw in ("", understood) else f"{understood}\n「{raw}」" if understood else raw


def _label(diff: FieldDiff, words: Words) -> str:
    if not diff.venue:
        return words.say(f"record.{diff.field}")
    return words.say("record.of_venue", number=diff.venue, field=words.say(f"venue.{diff.field}"))
