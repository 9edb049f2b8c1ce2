"""Which old venue a new venue stands for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import ListingKey, Placement, Resource
from directory.store.resource_change import keep_keys


def draft_with(*keys):
    return ResourceDraft(
        stable_key="a",
        source=SourceRef(source="fictional"),
        name="架空",
        categories=("child_cafe",),
        municipality="27106",
        venues=tuple(VenueDraft(key=key) for key in keys),
    )


def stored_with(*keys):
    count = max(1, len(keys))
    return Resource(
        id="x",
        version=1,
        draft=draft_with(*keys),
        placements=(Placement(place=None),) * count,
        keys=tuple(ListingKey(code=f"code{number}", number=number) for number in range(count)),
        updated_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (("p", "q"), ("p", "q"), (0, 1)),
        (("p", "q"), ("q", "p"), (1, 0)),
        (("p",), ("p", "q"), (0, None)),
        (("p", "q"), ("q",), (1,)),
        (("p", "q"), ("new", "p"), (1, 0)),
        (("p",), ("corrected",), (0,)),
        (("p", "p"), ("p", "p"), (0, 1)),
        ((), ("p",), (0,)),
        (("p",), (), (0,)),
        ((), (), (0,)),
    ],
)
def test_a_venue_keeps_its_listing_key_by_its_own_key_then_by_order(old, new, kept):
    numbers = tuple(None if key is None else key.number for key in keep_keys(stored_with(*old), draft_with(*new)))
    assert numbers == tuple(kept)
