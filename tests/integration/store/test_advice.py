"""What a desk is for: stored, published with what is clear by itself, and published anew for a new version."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.advice import NO_ADVICE, Advice
from directory.domain.listing import Listing
from directory.store.fingerprint import draft_hash
from directory.store.listing_payload import decode_listing
from directory.store.projection import Projection
from directory.usecases.publish_anew import publish_anew

SAID = Advice(topics=("work",), level="expert", channels=("line",))


def listings(store):
    return [decode_listing(payload) for payload in store.public.read_listings()]


def desk(make_change, key="desk", **fields):
    return make_change(key, categories=("welfare_advice",), **fields)


def test_what_somebody_said_comes_back_and_goes_before_what_is_clear(put, get, store, make_change):
    put(desk(make_change, advice=SAID), desk(make_change, "other"))
    assert get("desk").draft.advice == SAID
    assert get("other").draft.advice == NO_ADVICE
    assert [each.advice.topics for each in listings(store)] == [("work",), ("living",)]


def test_a_draft_without_it_has_the_hash_that_it_always_had(make_change):
    draft = desk(make_change).draft
    assert draft_hash(draft) == draft_hash(draft.model_copy(update={"advice": NO_ADVICE}))
    assert draft_hash(draft) != draft_hash(draft.model_copy(update={"advice": SAID}))


def test_a_new_version_publishes_what_older_listings_did_not_say(put, get, store, now, make_change, monkeypatch):
    publish = Projection.publish
    with monkeypatch.context() as older:
        older.setattr(Projection, "publish", lambda self, shown: publish(self, [as_before(each) for each in shown]))
        put(desk(make_change), make_change("cafe"), desk(make_change, "hidden", visibility="hidden"))
    assert {each.advice for each in listings(store)} == {NO_ADVICE}
    before, revision, stored = listings(store), store.public.revision(), get("desk")
    assert publish_anew(store, now=now) == 3
    assert [each.advice.topics for each in listings(store)] == [("living",), ()]
    assert [as_before(each) for each in listings(store)] == before
    assert store.public.revision() != revision
    assert get("desk") == stored


def as_before(listing: Listing) -> Listing:
    return replace(listing, advice=NO_ADVICE)
