"""What callers hand to the store to add or change a resource, made ready for comparing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from directory.domain.draft import ResourceDraft
from directory.domain.name_reading import UNREAD, NameReading
from directory.domain.resource import ListingKey, Placement, Resource
from directory.domain.staff_notes import NO_NOTES, join_contacts
from directory.store.fingerprint import content_hash, draft_hash
from directory.store.resource_reader import StoredKey

Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChange:
    """A draft, where its venues lie, and what a person must look at.

    Attributes:
        placements: one per venue of the draft; exactly one for a place-less resource.
        reading: corrected or generated; without one that of the stored resource stays while the name does.
    """

    draft: ResourceDraft
    placements: tuple[Placement, ...]
    attention: tuple[str, ...] = ()
    reading: NameReading = UNREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedChange:
    """A change with its hashes."""

    draft: ResourceDraft
    placements: tuple[Placement, ...]
    attention: tuple[str, ...]
    reading: NameReading
    draft_hash: str
    content_hash: str


def prepare(change: ResourceChange) -> PreparedChange:
    """The change with its hashes. The pin of a confidential resource is not kept as confirmed: it teaches nobody.

    Raises:
        ValueError: not one placement per venue.
    """
    if len(change.placements) != max(1, len(change.draft.venues)):
        message = "a resource needs one placement per venue"
        raise ValueError(message)
    digest = draft_hash(change.draft)
    placements = change.placements
    if change.draft.visibility != "public":
        placements = tuple(replace(each, confirmed=None) for each in placements)
    return PreparedChange(
        draft=change.draft,
        placements=placements,
        attention=change.attention,
        reading=change.reading,
        draft_hash=digest,
        content_hash=content_hash(digest, placements, change.attention, change.reading, change.draft.staff_notes),
    )


def judge_outcome(item: PreparedChange, stored: StoredKey | None) -> Outcome:
    """What becomes of a change beside what is stored."""
    if stored is None:
        return "added"
    return "unchanged" if stored.content_hash == item.content_hash else "changed"


def keep_notes(item: PreparedChange, stored: StoredKey | None) -> PreparedChange:
    """The change with the stored notes and contacts of staff where it brings none: no publisher knows of them."""
    notes = stored.staff_notes if stored else NO_NOTES
    if notes == NO_NOTES or item.draft.staff_notes != NO_NOTES:
        return item
    contacts = join_contacts(item.draft.contacts, notes)
    draft = item.draft.model_copy(update={"staff_notes": notes, "contacts": contacts})
    digest = content_hash(draft_hash(draft), item.placements, item.attention, item.reading, notes)
    return replace(item, draft=draft, content_hash=digest)


def keep_keys(old: Resource, draft: ResourceDraft) -> tuple[ListingKey | None, ...]:
    """For every venue of the new draft the key of the old venue it stands for; None for a new venue.

    Venues are the same by their `key`. What remains on both sides is paired in order, so that the link of a resource
    survives a corrected address even where the address is the key.
    """
    wanted = [venue.key for venue in draft.venues] or [""]
    known = [venue.key for venue in old.draft.venues] or [""]
    kept: list[ListingKey | None] = [None] * len(wanted)
    free = dict(enumerate(old.keys))
    for position, key in enumerate(wanted):
        match = next((index for index in free if known[index] == key), None)
        if match is not None:
            kept[position] = free.pop(match)
    for position, same in enumerate(kept):
        if same is None and free:
            kept[position] = free.pop(min(free))
    return tuple(kept)


def without_repeats(items: Sequence[PreparedChange]) -> Iterator[list[PreparedChange]]:
    """The items in order, cut wherever a stable key comes again: the later row changes what the earlier one added."""
    wave: list[PreparedChange] = []
    seen: set[str] = set()
    for item in items:
        if item.draft.stable_key in seen:
            yield wave
            wave, seen = [], set()
        wave.append(item)
        seen.add(item.draft.stable_key)
    if wave:
        yield wave
