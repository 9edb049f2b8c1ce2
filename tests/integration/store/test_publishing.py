"""Publishing: what is public after a commit, and that nothing confidential ever is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.publish import project
from directory.store.listing_payload import decode_listing

LATER = datetime(2026, 6, 1, tzinfo=UTC)
CANARY = "カナリア横丁7890"


def read(store):
    return [decode_listing(payload) for payload in store.public.read_listings()]


def canary(make_change, make_venue, make_placement, place, visibility):
    """A resource every place field of which sings."""
    singing = make_venue(
        1,
        key=f"{CANARY}-key",
        name=f"{CANARY}-name",
        address=f"{CANARY}-address",
        building=f"{CANARY}-building",
        host=f"{CANARY}-host",
        postal_code="987-6543",
        access=f"{CANARY}-access",
        coordinate=Coordinate(latitude=34.123456, longitude=135.654321),
    )
    found = replace(
        place,
        town=f"{CANARY}-town",
        koaza=f"{CANARY}-koaza",
        banchi=f"{CANARY}-banchi",
        postal_code="987-6543",
        coordinate=Coordinate(latitude=34.123456, longitude=135.654321),
    )
    built = make_change("canary", venues=(singing,), visibility=visibility)
    return replace(built, placements=(make_placement(found),))


def test_published_listings_are_the_projection_ordered_by_number(put, get, store, rich, make_change):
    put(make_change("a"), rich)
    assert read(store) == [*project(get("a")), *project(get("rich"))]
    assert [listing.number for listing in read(store)] == [1, 2, 3]


def test_codes_are_short_random_and_unambiguous(put, store, make_change):
    put(*(make_change(f"k{number}", venues=()) for number in range(50)))
    codes = [listing.code for listing in read(store)]
    assert len(set(codes)) == 50
    assert all(re.fullmatch("[a-hj-km-np-z2-9]{6}", code) for code in codes)


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_no_byte_of_a_confidential_place_is_ever_published(
    put, published_bytes, make_change, make_venue, make_placement, place, visibility
):
    put(canary(make_change, make_venue, make_placement, place, visibility), make_change("other"))
    for secret in (CANARY, "987-6543", "34.123456", "135.654321"):
        assert secret.encode() not in published_bytes()


@pytest.mark.parametrize("visibility", ["area_only", "hidden"])
def test_a_place_that_became_confidential_later_leaves_the_public_at_once(
    put, published_bytes, store, make_change, make_venue, make_placement, place, visibility
):
    put(canary(make_change, make_venue, make_placement, place, "public"))
    assert CANARY.encode() in published_bytes()
    revision = store.public.revision()
    put(canary(make_change, make_venue, make_placement, place, visibility))
    assert CANARY.encode() not in published_bytes()
    assert store.public.revision() != revision


def test_contacts_that_are_not_public_are_never_published(put, published_bytes, make_change):
    secret = Contact(kind="phone", value="090-0000-1234", raw="090 0000 1234", note="自宅", publicity="private")
    put(make_change("a", contacts=(secret, replace(secret, value="090-0000-5678", publicity="staff"))))
    assert b"090" not in published_bytes()


def test_hidden_resources_get_a_code_but_no_number(put, get, store, make_change):
    put(make_change("hidden", visibility="hidden"), make_change("a"))
    assert get("hidden").keys[0].number == 0
    assert len(get("hidden").keys[0].code) == 6
    assert [listing.number for listing in read(store)] == [1]


def test_a_listing_that_was_hidden_for_a_while_has_its_code_and_number_again(put, get, store, make_change):
    put(make_change("a"), make_change("b"))
    before = get("a").keys
    put(make_change("a", visibility="hidden"))
    assert get("a").keys == before
    assert [listing.number for listing in read(store)] == [2]
    put(make_change("a"))
    assert get("a").keys == before


def test_a_number_is_never_given_twice_even_after_its_venue_is_gone(put, get, make_change, make_venue):
    put(make_change("a", venues=(make_venue(1), make_venue(2))))
    put(make_change("a", venues=(make_venue(1),)))
    put(make_change("b"))
    assert get("b").keys[0].number == 3


def test_the_revision_moves_once_a_commit_and_only_when_the_public_changed(put, store, make_change):
    counter = int(store.public.revision().split("-")[0])
    put(*(make_change(f"k{number}") for number in range(5)))
    assert int(store.public.revision().split("-")[0]) == counter + 1
    put(*(make_change(f"k{number}") for number in range(5)))
    put(make_change("secret", visibility="hidden"))
    put(make_change("secret", visibility="hidden", description="x"))
    assert int(store.public.revision().split("-")[0]) == counter + 1


def test_one_view_of_the_public_does_not_change_while_it_is_read(put, store, make_change):
    put(make_change("a"))
    with store.public.view() as view:
        revision = view.revision()
        put(make_change("b"), at=LATER)
        assert len(list(view.read_listings())) == 1
        assert view.revision() == revision
    assert store.public.revision() != revision
