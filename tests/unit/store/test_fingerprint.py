"""Hashes that tell what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.resource import Placement
from directory.domain.staff_notes import StaffNotes
from directory.store.fingerprint import content_hash, draft_hash

DRAFT = ResourceDraft(
    stable_key="a", source=SourceRef(source="s", row=1), name="架空", categories=("child_cafe",), municipality="27106"
)
PLACE = Place(
    pref="大阪府",
    city="大阪市西区",
    jis="27106",
    coordinate=Coordinate(latitude=34.0, longitude=135.0),
    level="pin",
    radius_m=30,
    match="exact",
    score=0.4,
)


def with_source(**fields):
    return DRAFT.model_copy(update={"source": replace(DRAFT.source, **fields)})


def test_where_in_which_file_a_row_stood_does_not_count():
    assert draft_hash(with_source(row=7, file="x.csv", file_sha256="1")) == draft_hash(DRAFT)


@pytest.mark.parametrize("field", ["source", "record_id", "sheet", "licence", "attribution"])
def test_every_other_part_of_the_source_counts(field):
    assert draft_hash(with_source(**{field: "other"})) != draft_hash(DRAFT)


@pytest.mark.parametrize("field", sorted(set(ResourceDraft.model_fields) - {"source", "staff_notes"}))
def test_every_field_of_the_draft_counts(field):
    assert draft_hash(DRAFT.model_copy(update={field: "other"})) != draft_hash(DRAFT)


NOTES = StaffNotes(referral="まず電話で")


def test_notes_of_staff_are_no_word_of_the_publisher():
    assert draft_hash(DRAFT.model_copy(update={"staff_notes": NOTES})) == draft_hash(DRAFT)


def test_notes_of_staff_are_content_and_none_are_as_before():
    digest = draft_hash(DRAFT)
    known = content_hash(digest, (), ())
    assert content_hash(digest, (), (), notes=StaffNotes()) == known
    assert content_hash(digest, (), (), notes=NOTES) != known


def test_placements_and_attention_count_but_a_score_does_not():
    digest = draft_hash(DRAFT)
    known = content_hash(digest, (Placement(place=PLACE),), ())
    assert content_hash(digest, (Placement(place=replace(PLACE, score=0.9)),), ()) == known
    assert content_hash(digest, (Placement(place=replace(PLACE, town="北堀江")),), ()) != known
    assert content_hash(digest, (Placement(place=PLACE, needs_question=True),), ()) != known
    assert content_hash(digest, (Placement(place=PLACE),), ("address_unknown",)) != known
