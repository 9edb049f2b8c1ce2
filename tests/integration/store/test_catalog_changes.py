"""What the database tells of its changes: enough to follow them, and nothing where it does not know."""

from __future__ import annotations

import msgspec
import pytest

from directory.store import catalog_changes


def read_changes(store, since):
    with store.public.view() as view:
        return view.read_changes(since)


def numbered(payloads):
    return {msgspec.json.decode(payload)["number"]: payload for payload in payloads}


class Copy:
    """The public listings as somebody has them who reads only what changes."""

    def __init__(self, store):
        self._store = store
        with store.public.view() as view:
            self.revision, self.listings = view.revision(), numbered(view.read_listings())

    def follow(self):
        with self._store.public.view() as view:
            told = view.read_changes(self.revision)
            self.revision = view.revision()
        self.listings = {number: each for number, each in self.listings.items() if number not in told.numbers}
        self.listings |= numbered(told.listings)
        assert len(self.listings) == told.count
        return self.listings


def test_whoever_follows_the_changes_has_what_there_is(put, store, make_change, make_venue):
    put(make_change("a"), make_change("b"))
    copy = Copy(store)
    put(make_change("b", description="neu"), make_change("c", venues=(make_venue(1), make_venue(2))))
    assert copy.follow() == numbered(store.public.read_listings())
    put(make_change("a", visibility="hidden"))
    put(make_change("c", venues=(make_venue(2),)))
    put(make_change("a"), make_change("d"))
    assert copy.follow() == numbered(store.public.read_listings())
    assert sorted(copy.listings) == [1, 2, 4, 5]


def test_only_what_changed_is_told(put, store, make_change):
    put(*(make_change(f"k{number}") for number in range(4)))
    revision = store.public.revision()
    put(make_change("k1", description="neu"))
    told = read_changes(store, revision)
    assert told.numbers == (2,)
    assert [msgspec.json.decode(each)["number"] for each in told.listings] == [2]
    assert told.count == 4


def test_of_the_revision_of_now_nothing_is_told(put, store, make_change):
    put(make_change("a"))
    told = read_changes(store, store.public.revision())
    assert (told.numbers, told.listings, told.count) == ((), (), 1)


def test_a_place_that_became_confidential_is_told_as_gone(put, store, make_change):
    put(make_change("a"), make_change("b"))
    revision = store.public.revision()
    put(make_change("a", visibility="hidden"))
    told = read_changes(store, revision)
    assert (told.numbers, told.listings, told.count) == ((1,), (), 1)


def test_a_resource_that_was_removed_for_good_is_told_as_gone(put, get, store, now, make_change):
    put(make_change("a"), make_change("b"))
    revision, resource = store.public.revision(), get("a")
    with store.write(now=now) as unit:
        unit.archive.remove(resource.id)
    told = read_changes(store, revision)
    assert (told.numbers, told.listings, told.count) == ((1,), (), 1)


def test_a_new_database_tells_its_first_change(put, store, make_change):
    revision = store.public.revision()
    put(make_change("a"))
    assert read_changes(store, revision).numbers == (1,)


@pytest.mark.parametrize("since", ["", "x", "1", "1-", "-1-abc", "0-abc", "99-abc", "１-abc"])
def test_of_a_revision_that_never_was_nothing_is_known(put, store, make_change, since):
    put(make_change("a"))
    assert read_changes(store, since) is None


def test_of_a_revision_of_a_time_that_was_undone_nothing_is_known(put, store, make_change):
    put(make_change("a"))
    number, _, token = store.public.revision().partition("-")
    put(make_change("b"))
    assert read_changes(store, f"{number}-{token[::-1]}x") is None
    assert read_changes(store, f"{int(number) + 1}-{token}") is None
    assert read_changes(store, f"{number}-{token}") is not None


def test_what_is_too_old_or_too_large_is_not_told(put, store, make_change, monkeypatch):
    monkeypatch.setattr(catalog_changes, "KEPT_CHANGES", 3)
    revisions = [store.public.revision()]
    for key in "abcd":
        put(make_change(key))
        revisions.append(store.public.revision())
    assert [read_changes(store, each) is not None for each in revisions] == [False, False, True, True, True]
    monkeypatch.setattr(catalog_changes, "MOST_NUMBERS", 1)
    put(make_change("e"), make_change("f"))
    assert read_changes(store, revisions[-1]) is None
    last = store.public.revision()
    put(make_change("g"))
    assert read_changes(store, last).numbers == (7,)


def test_large_changes_push_out_what_is_old(put, store, make_change, monkeypatch):
    monkeypatch.setattr(catalog_changes, "MANY_NUMBERS", 1)
    monkeypatch.setattr(catalog_changes, "KEPT_WITH_MANY", 2)
    revisions = [store.public.revision()]
    for keys in ("a", "b", "c"):
        put(make_change(keys))
        revisions.append(store.public.revision())
    assert all(read_changes(store, each) is not None for each in revisions)
    put(make_change("d"), make_change("e"))
    revisions.append(store.public.revision())
    assert [read_changes(store, each) is not None for each in revisions] == [False, False, False, True, True]


def test_several_writers_at_once_tell_all_they_did(store, write_from_two_stores):
    copy = Copy(store)
    write_from_two_stores(4)
    assert copy.follow() == numbered(store.public.read_listings())
    assert len(copy.listings) == 8
