"""Edits and leases: somebody else's change is never overwritten, and what operators say outlives the next import."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from directory.domain.errors import Conflict, NotFound
from directory.domain.lease import Cancellation, Lease
from directory.store.engine import open_store
from directory.store.fingerprint import draft_hash
from directory.store.listing_payload import decode_listing

LATER = datetime(2026, 6, 1, tzinfo=UTC)
TODAY = date(2026, 6, 1)


@pytest.fixture
def listing(store):
    def read():
        # all of it: a cursor left open keeps a connection
        (payload,) = store.public.read_listings()
        return decode_listing(payload)

    return read


def test_an_edit_needs_the_version_it_was_made_from(store, put, get, make_change):
    put(make_change("a", description="前"))
    old = get("a")
    change = make_change(
        "a", stable_key="other", description="後", source=replace(old.draft.source, source="elsewhere")
    )
    with store.write(now=LATER) as unit:
        assert unit.resources.edit(old.id, 1, change, actor="m") == 2
        assert unit.resources.edit(old.id, 2, change, actor="m") == 2
    new = get("a")
    assert (new.version, new.draft.description, new.draft.source) == (2, "後", old.draft.source)
    assert new.keys == old.keys
    with pytest.raises(Conflict) as conflict, store.write(now=LATER) as unit:
        unit.resources.edit(old.id, 1, change, actor="m")
    assert conflict.value.facts == {"version": 2}
    with pytest.raises(NotFound), store.write(now=LATER) as unit:
        unit.resources.edit("nobody", 1, change, actor="m")
    with store.read() as unit:
        entry = unit.history_of(old.id)[-1]
    assert (entry.actor, [each.field for each in entry.changes]) == ("m", ["description"])


def test_an_edit_is_public_at_once(store, put, get, make_change, listing):
    put(make_change("a"))
    before = store.public.revision()
    with store.write(now=LATER) as unit:
        unit.resources.edit(get("a").id, 1, make_change("a", description="後"), actor="m")
    assert listing().description == "後"
    assert store.public.revision() != before


def test_the_hash_of_an_edited_resource_stays_the_publishers(store, put, get, make_change):
    published = make_change("a", description="前")
    put(published)
    with store.write(now=LATER) as unit:
        unit.resources.edit(get("a").id, 1, make_change("a", description="後"), actor="m")
        moved = replace(make_change("a", description="後"), attention=("address_fuzzy",))
        unit.resources.upsert(replace(moved, draft=unit.resources.find(get_id(unit)).draft), actor="anchors")
        assert unit.resources.draft_hashes("fictional") == {"a": draft_hash(published.draft)}
    assert put(make_change("a", description="新")) == ("changed",)
    assert get("a").draft.description == "新"


def get_id(unit):
    return unit.resources.find_by_keys(["a"])["a"].id


def test_a_confirmed_listing_says_so_and_an_import_does_not_take_it_back(store, put, get, make_change, listing):
    put(make_change("a", assured_on=date(2025, 1, 1)))
    found = get("a")
    day = Cancellation(on=date(2026, 6, 13), code=found.keys[0].code)
    lease = Lease(resource_id=found.id, rhythm_days=150, confirmed_on=TODAY, confirmed_by="operator", cancelled=(day,))
    with store.write(now=LATER) as unit:
        unit.leases.save(lease, actor="operator")
        assert unit.leases.find(found.id) == lease
    assert (listing().assured_on, listing().schedule.cancelled) == (TODAY, (day.on,))
    assert get("a").version == 1
    put(make_change("a", assured_on=date(2025, 2, 2), description="新"))
    assert get("a").lease == lease
    assert (listing().assured_on, listing().schedule.cancelled, listing().description) == (TODAY, (day.on,), "新")
    with store.read() as unit:
        told = unit.history_of(found.id)[1]
    assert [each.field for each in told.changes] == ["confirmed_on", "confirmed_by", "cancelled"]


def test_a_question_changes_nothing_that_is_public_and_two_silences_do(store, put, get, make_change, listing):
    put(make_change("a"))
    before = store.public.revision()
    lease = Lease(resource_id=get("a").id, rhythm_days=80, asked_on=TODAY)
    with store.write(now=LATER) as unit:
        unit.leases.save(lease, actor="remind")
    assert store.public.revision() == before
    with store.write(now=LATER) as unit:
        unit.leases.save(replace(lease, unanswered=2), actor="remind")
        assert [each.resource_id for each in unit.leases.silent(10)] == [lease.resource_id]
    assert listing().is_silent


def test_the_longest_due_come_first_and_ended_ones_are_left_alone(store, put, get, make_change):
    put(*(make_change(key) for key in "abcd"), make_change("e", status="ended"))
    states = {
        "a": {"confirmed_on": date(2026, 1, 1)},
        "b": {"confirmed_on": date(2026, 5, 1)},
        "c": {},
        "d": {"confirmed_on": date(2026, 2, 1), "asked_on": date(2026, 5, 2)},
        "e": {},
    }
    with store.write(now=LATER) as unit:
        for key, state in states.items():
            if key != "e":
                unit.leases.save(Lease(resource_id=get_by(unit, key), rhythm_days=150, **state), actor="x")
        assert [each.resource_id for each in unit.leases.due(TODAY, 10)] == [get_by(unit, key) for key in "cad"]
        assert unit.leases.without_lease(["fictional"]) == ()
        with pytest.raises(NotFound):
            unit.leases.save(Lease(resource_id="nobody", rhythm_days=1), actor="x")


def test_answers_to_several_workers_at_once_are_all_kept(store, database_url, put, get, make_change):
    put(make_change("a"))
    resource = get("a").id
    with store.write(now=LATER) as unit:
        unit.leases.save(Lease(resource_id=resource, rhythm_days=150), actor="x")

    workers = [open_store(database_url) for _ in range(2)]

    def cancel(day):
        with workers[day % 2].write(now=LATER) as unit:
            lease = unit.leases.find(resource)
            days = (*lease.cancelled, Cancellation(on=date(2026, 6, day), code="x"))
            unit.leases.save(replace(lease, cancelled=days), actor="x")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(cancel, range(1, 11)))
    for worker in workers:
        worker.close()
    assert {each.on.day for each in get("a").lease.cancelled} == set(range(1, 11))


def get_by(unit, key):
    return unit.resources.find_by_keys([key])[key].id
