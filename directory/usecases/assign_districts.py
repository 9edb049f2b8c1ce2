"""Give every stored resource the districts that hold now, after districts were brought or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import islice

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import Placement, Resource
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange
from directory.usecases.place_venue import Districts, add_served

BATCH = 1000
ACTOR = "districts"


def assign_districts(store: Store, districts: Districts, *, now: datetime) -> int:
    """Number of resources whose districts changed. Points and addresses stay as they are."""
    moved = 0
    with store.write(now=now) as unit:
        resources = unit.resources.all_resources()
        while batch := list(islice(resources, BATCH)):
            changes = [change for resource in batch if (change := _changed(resource, districts)) is not None]
            unit.resources.upsert_many(changes, actor=ACTOR, import_run=None)
            moved += len(changes)
    return moved


def _changed(resource: Resource, districts: Districts) -> ResourceChange | None:
    venues = resource.draft.venues or (VenueDraft(),)
    placements = tuple(
        _assigned(placement, venue, resource.draft, districts)
        for placement, venue in zip(resource.placements, venues, strict=True)
    )
    if placements == resource.placements:
        return None
    return ResourceChange(
        draft=resource.draft, placements=placements, attention=resource.attention, reading=resource.reading
    )


def _assigned(placement: Placement, venue: VenueDraft, draft: ResourceDraft, districts: Districts) -> Placement:
    place = placement.place
    found = districts.districts_of(
        municipality=place.jis if place else draft.municipality,
        municipality_name=placement.municipality_name,
        place=None if placement.needs_question else place,
        labels=venue.district_labels,
    )
    return replace(placement, districts=add_served(found, draft, placement, districts))
