from __future__ import annotations

from datetime import UTC, datetime

from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import ListingKey, Placement, Resource
from directory.usecases.additional_venues import add_venue, carry_over_venues

MAIN = ResourceDraft(
    stable_key="k",
    source=SourceRef(source="架空", record_id="1"),
    name="つばめ子ども食堂（架空）",
    categories=("child_cafe",),
    municipality="13229",
    venues=(VenueDraft(key="main", address="泉町1-1"),),
)


def stored(draft: ResourceDraft) -> Resource:
    return Resource(
        id="00000000-0000-4000-8000-000000000001",
        version=1,
        draft=draft,
        placements=tuple(Placement(place=None) for _ in draft.venues),
        keys=tuple(ListingKey(code=f"code{number}", number=number) for number, _ in enumerate(draft.venues)),
        updated_at=datetime(2026, 6, 1, tzinfo=UTC),
    )


def test_second_venue_joins_the_first():
    joined = add_venue(MAIN, VenueDraft(address="南町2-2"))
    assert [venue.address for venue in joined.venues] == ["泉町1-1", "南町2-2"]


def test_same_venue_again_changes_nothing():
    joined = add_venue(MAIN, VenueDraft(address="南町2-2"))
    assert add_venue(joined, VenueDraft(address="南町2-2")) == joined


def test_new_edition_of_the_main_file_keeps_additional_venues():
    joined = add_venue(MAIN, VenueDraft(address="南町2-2"))
    assert carry_over_venues(MAIN, stored(joined)) == joined


def test_venues_of_the_main_file_are_not_carried_over():
    moved = MAIN.model_copy(update={"venues": (VenueDraft(key="main", address="東町3-3"),)})
    assert carry_over_venues(moved, stored(MAIN)) == moved
