"""What differs between two drafts, field by field, and a change carried over to a newer draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directory.domain.advice import NO_ADVICE, Advice
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, VenueDraft
from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes

FieldValue = (
    str
    | int
    | date
    | tuple[str, ...]
    | OrganizationDraft
    | Schedule
    | Eligibility
    | Fees
    | Facts
    | tuple[Contact, ...]
    | Coordinate
    | Advice
    | StaffNotes
    | None
)

RECORD_FIELDS = (
    "name",
    "kana",
    "categories",
    "status",
    "visibility",
    "organization",
    "department",
    "description",
    "schedule",
    "eligibility",
    "fees",
    "booking",
    "capacity",
    "facts",
    "contacts",
    "service_area",
    "advice",
    "tags",
    "assured_on",
    "staff_notes",
)
"""Fields of a draft that people look at, in the order in which they read them; venues stand apart."""

VENUE_FIELDS = (
    "name",
    "postal_code",
    "address",
    "building",
    "host",
    "coordinate",
    "access",
    "schedule",
    "eligibility",
    "fees",
)

NOT_CONTENT = frozenset({"stable_key", "source"})
"""Fields that say which record it is and not what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
    """One field that differs.

    Attributes:
        venue: 0 = of the whole record, 1 = of its first venue …
        before, after: None or empty where there was nothing.
    """

    field: str
    before: FieldValue
    after: FieldValue
    venue: int = 0


def compare_drafts(old: ResourceDraft | None, new: ResourceDraft) -> tuple[FieldDiff, ...]:
    """All differences in reading order; against None (a new record) everything that is filled in."""
    record = (
        FieldDiff(field=name, before=getattr(old, name, None), after=getattr(new, name))
        for name in RECORD_FIELDS
        if _differs(getattr(old, name, None), getattr(new, name))
    )
    return (*record, *_compare_venues(old.venues if old else (), new.venues))


def list_changed(old: ResourceDraft, new: ResourceDraft) -> tuple[str, ...]:
    """Names of the draft's fields whose content differs."""
    return tuple(
        name
        for name in ResourceDraft.model_fields
        if name not in NOT_CONTENT and getattr(old, name) != getattr(new, name)
    )


def carry_over(current: ResourceDraft, proposed: ResourceDraft, changed: Sequence[str]) -> ResourceDraft:
    """The present draft with only the changed fields of a proposal.

    What somebody else changed meanwhile stays, and the record keeps its key and its source.
    """
    taken = {name: getattr(proposed, name) for name in changed if name not in NOT_CONTENT}
    return current.model_copy(update=taken)


def pair_venues(
    old: Sequence[VenueDraft], new: Sequence[VenueDraft]
) -> tuple[tuple[VenueDraft | None, VenueDraft | None], ...]:
    """Old and new venues side by side: the same by key, what remains in order; None where there is no other."""
    free = list(old)
    partners: list[VenueDraft | None] = []
    for venue in new:
        partner = next((each for each in free if each.key == venue.key), None)
        partners.append(partner)
        if partner is not None:
            free.remove(partner)
    for position, partner in enumerate(partners):
        if partner is None and free:
            partners[position] = free.pop(0)
    return (*zip(partners, new, strict=True), *((gone, None) for gone in free))


def _compare_venues(old: Sequence[VenueDraft], new: Sequence[VenueDraft]) -> Iterator[FieldDiff]:
    for number, (before, after) in enumerate(pair_venues(old, new), 1):
        for name in VENUE_FIELDS:
            was, will_be = getattr(before, name, None), getattr(after, name, None)
            if _differs(was, will_be):
                yield FieldDiff(field=name, before=was, after=will_be, venue=number)


def _differs(before: FieldValue, after: FieldValue) -> bool:
    """Nothing and an empty value are the same to a reader."""
    return _filled(before) != _filled(after)


def _filled(value: FieldValue) -> FieldValue:
    is_empty = value in ("", ()) or value in (Schedule(), Eligibility(), Fees(), NO_ADVICE, StaffNotes())
    return None if is_empty else value
