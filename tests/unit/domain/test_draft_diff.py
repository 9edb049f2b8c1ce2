"""What a moderator is shown of a change, and what is carried over to a newer record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.draft_diff import FieldDiff, carry_over, compare_drafts, list_changed, pair_venues

HALL = VenueDraft(key="hall", name="さくら会館", address="架空市1-1")
SCHOOL = VenueDraft(key="school", name="もみじ小学校", address="架空市2-2")


@pytest.fixture
def draft() -> ResourceDraft:
    return ResourceDraft(
        stable_key="a",
        source=SourceRef(source="fictional"),
        name="たんぽぽ食堂",
        categories=("child_cafe",),
        municipality="13229",
        description="月に二回です。",
        venues=(HALL,),
    )


def edited(draft: ResourceDraft, **fields: object) -> ResourceDraft:
    return draft.model_copy(update=fields)


def test_only_what_differs_is_shown_in_reading_order(draft):
    new = edited(draft, description="月に三回です。", name="たんぽぽの家")
    assert compare_drafts(draft, new) == (
        FieldDiff(field="name", before="たんぽぽ食堂", after="たんぽぽの家"),
        FieldDiff(field="description", before="月に二回です。", after="月に三回です。"),
    )


def test_equal_drafts_show_nothing(draft):
    assert compare_drafts(draft, draft.model_copy()) == ()
    assert list_changed(draft, draft.model_copy()) == ()


def test_a_new_record_shows_what_is_filled_in_and_nothing_else(draft):
    assert [(each.field, each.venue) for each in compare_drafts(None, draft)] == [
        ("name", 0),
        ("categories", 0),
        ("status", 0),
        ("visibility", 0),
        ("description", 0),
        ("name", 1),
        ("address", 1),
    ]


def test_each_field_of_a_venue_is_shown_by_itself(draft):
    moved = replace(HALL, coordinate=Coordinate(latitude=35.7, longitude=139.5), building="2階")
    assert compare_drafts(draft, edited(draft, venues=(moved,))) == (
        FieldDiff(field="building", before="", after="2階", venue=1),
        FieldDiff(field="coordinate", before=None, after=moved.coordinate, venue=1),
    )


def test_a_venue_that_goes_is_shown_as_gone(draft):
    assert compare_drafts(edited(draft, venues=(HALL, SCHOOL)), draft) == (
        FieldDiff(field="name", before="もみじ小学校", after=None, venue=2),
        FieldDiff(field="address", before="架空市2-2", after=None, venue=2),
    )


def test_venues_meet_by_key_and_the_rest_in_order():
    renamed = replace(HALL, key="new hall")
    assert pair_venues((HALL, SCHOOL), (SCHOOL, renamed)) == ((SCHOOL, SCHOOL), (HALL, renamed))
    assert pair_venues((), (HALL,)) == ((None, HALL),)


def test_a_change_keeps_what_somebody_else_changed_meanwhile(draft):
    proposed = edited(draft, description="月に三回です。", stable_key="other")
    current = edited(draft, name="たんぽぽの家")
    carried = carry_over(current, proposed, list_changed(draft, proposed))
    assert (carried.name, carried.description, carried.stable_key) == ("たんぽぽの家", "月に三回です。", "a")


def test_key_and_source_are_no_content(draft):
    assert list_changed(draft, edited(draft, source=SourceRef(source="other"), stable_key="b")) == ()
