"""What staff work with: the store, their scopes, and whatever turns a draft into a placed and named record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.draft_diff import pair_venues
from directory.domain.issue import Issue
from directory.domain.resource import Confirmation, Placement, Resource
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.moderation.scope import Scopes
from directory.usecases.place_venue import VenuePlacer
from directory.usecases.read_names import NameReadings


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRecord:
    """A draft ready for the store, and what a person should know about its places."""

    change: ResourceChange
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One for all requests. open_placer: with districts and pins as they are stored now; costs time, so ask late."""

    store: Store
    scopes: Scopes
    names: NameReadings
    open_placer: Callable[[], VenuePlacer]

    def place(
        self, draft: ResourceDraft, stored: Resource | None = None, *, confirmation: Confirmation | None = None
    ) -> PlacedRecord:
        """The draft placed, outside any transaction; venues that did not change keep their place.

        Args:
            draft: how the record shall be.
            stored: how it is; None = a new one.
            confirmation: somebody checked the pins on the spot; only pins of public records are confirmed by it.
        """
        placements, issues = self._place_venues(draft, stored)
        if confirmation is not None and draft.visibility == "public":
            placements = tuple(_confirmed(each, confirmation) for each in placements)
        found = (issue.code for issue in issues if issue.severity == "attention")
        known = stored.attention if stored else ()
        is_same_name = stored is not None and (stored.draft.name, stored.draft.kana) == (draft.name, draft.kana)
        change = ResourceChange(
            draft=draft,
            placements=placements,
            attention=tuple(dict.fromkeys((*known, *found))),
            reading=stored.reading if stored and is_same_name else self.names.read(draft, placements),
        )
        return PlacedRecord(change=change, issues=issues)

    def _place_venues(
        self, draft: ResourceDraft, stored: Resource | None
    ) -> tuple[tuple[Placement, ...], tuple[Issue, ...]]:
        kept = _kept_placements(draft, stored)
        if all(each is not None for each in kept):
            return tuple(each for each in kept if each is not None), ()
        placer = self.open_placer()
        placements: list[Placement] = []
        issues: list[Issue] = []
        for venue, old in zip(draft.venues or (None,), kept, strict=True):
            if old is not None:
                placements.append(old)
            elif venue is None:
                placements.append(placer.place_nowhere(draft))
            else:
                placement, found = placer.place(draft, venue)
                placements.append(placement)
                issues.extend(found)
        return tuple(placements), tuple(issues)


def _kept_placements(draft: ResourceDraft, stored: Resource | None) -> tuple[Placement | None, ...]:
    """For each venue of the draft the placement that still holds; None where it has to be placed anew."""
    wanted = draft.venues or (VenueDraft(),)
    if stored is None or _moves_as_a_whole(stored.draft, draft):
        return (None,) * len(wanted)
    known = stored.draft.venues or (VenueDraft(),)
    places = dict(zip((id(venue) for venue in known), stored.placements, strict=True))
    partners = {id(new): old for old, new in pair_venues(known, wanted) if new is not None}
    return tuple(
        places[id(old)] if (old := partners[id(new)]) is not None and _stands_at(old) == _stands_at(new) else None
        for new in wanted
    )


def _stands_at(venue: VenueDraft) -> VenueDraft:
    """The venue without what does not say where it is."""
    return replace(venue, key="", name="", access="", schedule=None, eligibility=None, fees=None)


def _confirmed(placement: Placement, confirmation: Confirmation) -> Placement:
    """A pin that a person vouches for needs no question any more."""
    is_pin = placement.place is not None and placement.place.level == "pin"
    return replace(placement, confirmed=confirmation, needs_question=False) if is_pin else placement


def _moves_as_a_whole(old: ResourceDraft, new: ResourceDraft) -> bool:
    """Whether no placement can hold any more: another municipality; without a place, another service area."""
    is_placeless = not new.venues
    return old.municipality != new.municipality or (is_placeless and old.service_area != new.service_area)
