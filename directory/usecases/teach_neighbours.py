"""Place stored resources anew whose neighbours were confirmed, or whose teacher is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import Placement, Resource
from directory.geo.finer_points import FinerPoints
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.move_resources import move_resources
from directory.usecases.place_venue import VenuePlacer

ACTOR = "anchors"


def teach_neighbours(store: Store, placer: VenuePlacer, anchors: FinerPoints, *, now: datetime) -> int:
    """Number of resources that lie elsewhere now. Pins, official points and addresses stay as they are.

    A place that was learned from a pin goes back to its town's point when that pin is confirmed no longer. Above all
    when its resource became confidential: a neighbour must not keep standing on a place that nobody may know.
    """
    return move_resources(store, partial(find_lesson, placer=placer, anchors=anchors), actor=ACTOR, now=now)


def find_lesson(resource: Resource, placer: VenuePlacer, anchors: FinerPoints) -> ResourceChange | None:
    """The resource placed anew where something has been learned of its place; None when it stays where it is."""
    draft = resource.draft
    if not draft.venues:
        return None
    placements = tuple(
        _placed_anew(draft, venue, placement, placer) if _may_move(placement, anchors) else placement
        for venue, placement in zip(draft.venues, resource.placements, strict=True)
    )
    if placements == resource.placements:
        return None
    return ResourceChange(draft=draft, placements=placements, attention=resource.attention, reading=resource.reading)


def _may_move(placement: Placement, anchors: FinerPoints) -> bool:
    place = placement.place
    return place is not None and (place.level == "anchor" or anchors.refine(place) is not None)


def _placed_anew(draft: ResourceDraft, venue: VenueDraft, old: Placement, placer: VenuePlacer) -> Placement:
    """The venue by its address: a published point that was not taken for a pin before is not taken now either."""
    new, _ = placer.place(draft, venue, is_fallback_point=True)
    if new.place is None or old.place is None:
        return old
    # the score means nothing outside one answer of the geocoder and is not stored
    return replace(new, place=replace(new.place, score=old.place.score))
