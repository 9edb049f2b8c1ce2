"""Resources: what goes in comes out, twice is once, identity survives changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

LATER = datetime(2026, 6, 1, tzinfo=UTC)


def test_a_resource_with_every_field_comes_back_as_it_went_in(put, get, rich, now):
    assert put(rich) == ("added",)
    stored = get("rich")
    assert stored.draft == rich.draft
    assert stored.placements == rich.placements
    assert stored.attention == rich.attention
    assert stored.version == 1
    assert stored.updated_at == now


def test_a_resource_without_a_venue_has_one_placement_and_one_key(put, get, make_change):
    placeless = make_change("phone", venues=(), categories=("advice_desk",))
    put(placeless)
    stored = get("phone")
    assert stored.draft.venues == ()
    assert stored.placements == placeless.placements
    assert len(stored.keys) == 1


def test_storing_the_same_again_changes_nothing(put, get, store, rich, make_change):
    put(rich, make_change("b"))
    before, revision = get("rich"), store.public.revision()
    assert put(rich, make_change("b"), at=LATER) == ("unchanged", "unchanged")
    assert get("rich") == before
    assert store.public.revision() == revision


def test_a_row_that_moved_in_its_file_is_unchanged_but_other_words_are_a_change(put, make_change):
    first = make_change("a")
    put(first)
    moved = replace(first.draft.source, row=99, file="renamed.csv", file_sha256="1" * 64)
    assert put(make_change("a", source=moved)) == ("unchanged",)
    assert put(make_change("a", source=replace(moved, licence="CC0"))) == ("changed",)


def test_the_score_of_a_place_is_no_content(put, make_change, make_placement, place):
    put(make_change("a"))
    rescored = replace(make_change("a"), placements=(make_placement(replace(place, score=0.7)),))
    assert put(rescored) == ("unchanged",)


@pytest.mark.parametrize(
    "fields",
    [
        {"description": "新しい説明"},
        {"venues": ()},
        {"categories": ("child_cafe", "community_meal")},
        {"visibility": "hidden"},
        {"attention": ("address_unknown",)},
    ],
)
def test_a_change_of_content_is_a_new_version(put, get, make_change, fields):
    put(make_change("a"))
    assert put(make_change("a", **fields), at=LATER) == ("changed",)
    stored = get("a")
    assert stored.draft == make_change("a", **fields).draft
    assert (stored.version, stored.updated_at) == (2, LATER)


def test_a_better_place_alone_is_a_change(put, get, make_change, make_placement, place):
    put(make_change("a"))
    better = make_placement(replace(place, level="pin", radius_m=30))
    assert put(replace(make_change("a"), placements=(better,))) == ("changed",)
    assert get("a").placements == (better,)


def test_a_key_that_comes_twice_in_one_batch_is_added_then_changed(put, get, make_change):
    outcomes = put(make_change("a", description="一"), make_change("b"), make_change("a", description="二"))
    assert outcomes == ("added", "added", "changed")
    assert get("a").draft.description == "二"


def test_codes_and_numbers_stay_with_their_venues_when_venues_move(put, get, make_change, make_venue):
    put(make_change("a", venues=(make_venue(1), make_venue(2))))
    first, second = get("a").keys
    put(make_change("a", venues=(make_venue(2), make_venue(3), make_venue(1))))
    moved = get("a").keys
    assert (moved[0], moved[2]) == (second, first)
    assert moved[1].code not in {first.code, second.code}
    assert moved[1].number == 3


def test_the_code_survives_a_corrected_address_that_is_the_key(put, get, make_change, make_venue):
    put(make_change("a", venues=(make_venue(1, key="北堀江1-1"),)))
    key = get("a").keys
    put(make_change("a", venues=(make_venue(1, key="北堀江一丁目1"),)))
    assert get("a").keys == key


def test_find_by_keys_answers_for_thousands_and_leaves_out_unknown_ones(put, store, make_change):
    put(*(make_change(f"k{number}", venues=()) for number in range(30)))
    with store.read() as unit:
        found = unit.resources.find_by_keys([f"k{number}" for number in range(2_500)])
    assert len(found) == 30
    assert found["k3"].stable_key == "k3"


def test_a_resource_is_found_by_the_public_code_of_any_of_its_venues(put, get, store, make_change, make_venue):
    put(make_change("a", venues=(make_venue(1), make_venue(2))))
    resource = get("a")
    with store.read() as unit:
        found = [unit.resources.find_by_listing(key.code) for key in resource.keys]
        assert unit.resources.find_by_listing("zzzzzz") is None
    assert found == [resource, resource]


def test_organizations_are_shared_and_networks_kept_in_order(put, get, store, make_change, rich):
    put(rich, make_change("b", organization=rich.draft.organization))
    put(make_change("c", organization=replace(rich.draft.organization, networks=("網三",))))
    assert get("b").draft.organization == rich.draft.organization
    assert get("c").draft.organization.networks == ("網三",)
    with store.read() as unit:
        names = [resource.draft.organization.name for resource in unit.resources.all_resources()]
    assert names == ["架空の会"] * 3


def test_all_resources_walks_everything_once(put, store, make_change):
    put(*(make_change(f"k{number:04}", venues=()) for number in range(1_100)))
    with store.read() as unit:
        keys = [resource.draft.stable_key for resource in unit.resources.all_resources()]
    assert sorted(keys) == [f"k{number:04}" for number in range(1_100)]


def test_attention_lists_only_what_a_person_must_look_at(put, store, make_change):
    put(make_change("a"), make_change("b", attention=("address_unknown",)))
    with store.read() as unit:
        assert [resource.draft.stable_key for resource in unit.resources.attention()] == ["b"]


def test_missing_keys_are_told_by_source_and_nothing_is_deleted(put, store, make_change):
    other = replace(make_change("x").draft.source, source="other")
    put(make_change("a"), make_change("b"), make_change("x", source=other))
    with store.write(now=LATER) as unit:
        assert unit.resources.mark_missing("fictional", {"a"}) == ("b",)
    with store.read() as unit:
        assert set(unit.resources.find_by_keys(["a", "b", "x"])) == {"a", "b", "x"}


def test_one_placement_per_venue_is_demanded(put, store, make_change):
    with pytest.raises(ValueError, match="one placement per venue"):
        put(replace(make_change("a"), placements=()))
    assert list(store.public.read_listings()) == []


def test_a_draft_that_got_past_validation_is_stored_and_read_again(put, get, make_change):
    planted = make_change("a").draft.model_copy(update={"name": "<script>" * 60, "description": "=1+1"})
    put(replace(make_change("a"), draft=planted))
    assert get("a").draft.name == "<script>" * 60
