"""Confirmed pins that stay confirmed when a newer edition of their file comes in."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import Confirmation, Placement, Resource


def carry_over_confirmations(
    placements: tuple[Placement, ...], draft: ResourceDraft, stored: Resource | None
) -> tuple[Placement, ...]:
    """The placements of a draft, those confirmed whose venue was confirmed at the very same published point."""
    if stored is None:
        return placements
    known = {
        _identity(venue): old.confirmed
        for venue, old in zip(stored.draft.venues, stored.placements, strict=False)
        if old.confirmed is not None
    }
    if not known:
        return placements
    return tuple(
        _confirmed(placement, known.get(_identity(venue)))
        for venue, placement in zip(draft.venues, placements, strict=True)
    )


def _identity(venue: VenueDraft) -> tuple[object, ...]:
    """What must stay the same: a pin that moved, or an address that changed, has to be looked at again."""
    return venue.key, venue.address, venue.coordinate


def _confirmed(placement: Placement, known: Confirmation | None) -> Placement:
    is_pin = placement.place is not None and placement.place.level == "pin" and not placement.needs_question
    if known is None or placement.confirmed is not None or not is_pin:
        return placement
    return replace(placement, confirmed=known)
