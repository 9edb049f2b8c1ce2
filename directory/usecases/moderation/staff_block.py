"""What support workers read beside public listings, from the store and for the listings that are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.domain.actor import Actor
from directory.domain.contact import Contact
from directory.domain.permission import can
from directory.domain.resource import Resource
from directory.domain.staff_notes import StaffNotes
from directory.text.fold import fold, fold_words
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.read_record import visible_contacts

SHORTEST_WORD = 2
"""Words of one character stand in every text."""

MOST_READ, MOST_FOUND = 200, 10
"""Records that one search reads, and that it answers with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBlock:
    """What of one record only support workers read.

    Attributes:
        code: of the public listing that it belongs to. contacts: those for staff alone.
        has_hidden_place: the exact place is confidential and asked for by itself.
    """

    code: str
    resource_id: str
    name: str
    notes: StaffNotes
    contacts: tuple[Contact, ...]
    has_hidden_place: bool


def read_blocks(desk: Desk, actor: Actor, codes: Sequence[str]) -> Mapping[str, StaffBlock]:
    """Blocks by public code, of records that the actor may read them of; all others are as if they had none.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    municipalities = desk.scopes.supported_codes(actor)
    if not municipalities or not codes:
        return {}
    with desk.store.read() as unit:
        found = unit.resources.find_by_listings(codes, municipalities)
    return {code: _block(desk, actor, code, each) for code, each in found.items() if _is_readable(desk, actor, each)}


def find_noted(desk: Desk, actor: Actor, words: str) -> tuple[StaffBlock, ...]:
    """Records in whose texts for staff the words stand, by name; at most 10, hidden ones never.

    Every word stands in a text for staff, or in the public ones of the same record; one at least in a text for staff.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    wanted = tuple(word for word in fold_words(words) if len(word) >= SHORTEST_WORD)
    municipalities = desk.scopes.supported_codes(actor)
    if not wanted or not municipalities:
        return ()
    texts: dict[str, str] = defaultdict(str)
    with desk.store.read() as unit:
        for resource_id, text in unit.staff_texts.of(municipalities):
            texts[resource_id] += f"{fold(text)}\n"
        ids = [each for each, text in texts.items() if any(word in text for word in wanted)]
        resources = unit.resources.find_many(sorted(ids)[:MOST_READ])
    found = (
        each
        for each in resources.values()
        if _is_readable(desk, actor, each) and _holds(texts[each.id] + _public_text(each), wanted)
    )
    by_name = sorted(found, key=lambda each: (each.draft.name, each.id))[:MOST_FOUND]
    return tuple(_block(desk, actor, each.keys[0].code, each) for each in by_name)


def _is_readable(desk: Desk, actor: Actor, resource: Resource) -> bool:
    """Hidden records are on no public page, whoever looks at it."""
    if resource.draft.visibility == "hidden":
        return False
    return can(actor, "read_staff_notes", desk.scopes.thing_of(resource)) == "allowed"


def _block(desk: Desk, actor: Actor, code: str, resource: Resource) -> StaffBlock:
    draft = resource.draft
    seen = visible_contacts(actor, desk.scopes.thing_of(resource), draft.contacts)
    return StaffBlock(
        code=code,
        resource_id=resource.id,
        name=draft.name,
        notes=draft.staff_notes,
        contacts=tuple(each for each in seen if each.publicity == "staff"),
        has_hidden_place=draft.visibility == "area_only",
    )


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _public_text(resource: Resource) -> str:
    """What everybody may read of the record, folded: never its venues, whose addresses may be confidential."""
    draft = resource.draft
    towns = (each.municipality_name for each in resource.placements)
    areas = (district.name for each in resource.placements for district in each.districts)
    organization = draft.organization.name if draft.organization else ""
    return "\n".join(map(fold, (draft.name, draft.kana, organization, draft.description, *draft.tags, *towns, *areas)))
