from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from directory.catalog import changes as changes_module
from directory.catalog.base import keep_base
from directory.catalog.changes import Changes, find_changes, known_changes, merge_changes
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.snapshot import assemble_snapshot, build_snapshot
from directory.domain.coordinate import Coordinate
from directory.domain.district import District
from directory.domain.public_changes import PublicChanges
from tests.unit.catalog.surroundings import encode, surroundings, weekly

NAMES = {"27106": "大阪市西区", "13229": "西東京市"}
DISTRICTS = (District(code="27106-0", scheme="school", name="第0小学校区", municipality="27106"),)


SURROUNDINGS = surroundings(NAMES)


def snapshot_of(listings, today):
    return build_snapshot(
        encode(listings),
        revision="2",
        districts=DISTRICTS,
        holidays=SURROUNDINGS.holidays,
        today=today,
        municipality_names=SURROUNDINGS.municipality_names,
    )


def brought_up_to_date(before, after, today):
    base = keep_base(encode(before), revision="1", today=today, surroundings=SURROUNDINGS)
    changes = find_changes(base, encode(after))
    return assemble_snapshot(base, changes, revision="2", districts=DISTRICTS, surroundings=SURROUNDINGS)


def rows_by_code(snapshot, *listings):
    return {each.code: snapshot.row_of(each.code) for given in listings for each in given}


@pytest.fixture
def some(mix_listings):
    return mix_listings(40)


def changed(listings, make_listing):
    """Some gone, some renamed, moved or rescheduled, and one more in a new town."""
    kept = [each for each in listings if each.number % 7]
    renamed = [replace(each, name="みつばちひろば") if each.number % 6 == 0 else each for each in kept]
    moved = [
        replace(each, coordinate=Coordinate(latitude=35.0, longitude=139.0)) if each.number == 9 else each
        for each in renamed
    ]
    new = make_listing(50, municipality="39201", municipality_name="高知市", schedule=weekly(6), series="k00003")
    return [*moved, new]


def test_only_what_differs_is_a_change(some, make_listing, today):
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    assert find_changes(base, encode(some)) == Changes()
    after = [replace(some[0], name="別の名前"), *some[2:], make_listing(99)]
    changes = find_changes(base, encode(after))
    assert sorted(base.numbers[list(changes.gone)].tolist()) == [1, 2]
    assert changes.added == tuple(encode([after[0], after[-1]]))


def test_of_an_emptied_directory_everything_is_gone(some, today):
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    assert len(find_changes(base, []).gone) == len(some)
    assert brought_up_to_date(some, [], today).count == 0


@pytest.mark.parametrize("name", ["number", "latitude", "category_bits", "is_default", "recommended", "next_days"])
def test_columns_after_changes_are_those_of_a_new_build(some, make_listing, today, name):
    after = changed(some, make_listing)
    found, expected = brought_up_to_date(some, after, today), snapshot_of(after, today)
    assert np.array_equal(getattr(found, name), getattr(expected, name), equal_nan=name == "latitude")


def test_codes_names_and_series_after_changes_are_those_of_a_new_build(some, make_listing, today):
    after = changed(some, make_listing)
    found, expected = brought_up_to_date(some, after, today), snapshot_of(after, today)
    assert rows_by_code(found, some, after) == rows_by_code(expected, some, after)
    assert found.series == expected.series
    assert found.municipality_codes == expected.municipality_codes
    assert found.municipality_words == expected.municipality_words
    assert found.districts == expected.districts
    assert found.district_codes == expected.district_codes
    assert all(found.listing(row) == expected.listing(row) for row in range(expected.count))


@pytest.mark.parametrize("text", ["みつばち", "こもれび食堂", "くじら 児童館", "高知市", "ひなたの児堂館", "ひなた"])
def test_texts_after_changes_find_what_a_new_build_finds(some, make_listing, today, text):
    after = changed(some, make_listing)
    found = find(brought_up_to_date(some, after, today), Criteria(text=text), today=today)
    expected = find(snapshot_of(after, today), Criteria(text=text), today=today)
    # How telling a gram is may differ a little, because what is gone still counts until the next base.
    assert set(expected.rows[:3].tolist()) <= set(found.rows.tolist())
    assert found.hits(0, 1)[0].why


def test_days_after_changes_are_those_of_a_new_build(some, make_listing, today):
    after = changed(some, make_listing)
    found, expected = brought_up_to_date(some, after, today), snapshot_of(after, today)
    for when in ("today", "weekend", "sun", "now"):
        states = [one.days.states_for(when, today=today, minute=610).tolist() for one in (found, expected)]
        assert states[0] == states[1]
    assert found.days.schedule_of.size == expected.count


@pytest.mark.parametrize("at_once", [1, 3, 512])
def test_changes_are_the_same_however_many_are_compared_at_once(some, make_listing, today, monkeypatch, at_once):
    after = changed(some, make_listing)
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    monkeypatch.setattr(changes_module, "_COMPARED", at_once)
    changes = find_changes(base, encode(after))
    before_by_number, now = (
        {
            each.number: payload
            for each, payload in zip(sorted(given, key=lambda each: each.number), encode(given), strict=True)
        }
        for given in (some, after)
    )
    differing = [number for number in now if before_by_number.get(number) != now[number]]
    assert changes.added == tuple(now[number] for number in sorted(differing))
    gone = {number for number, payload in before_by_number.items() if now.get(number) != payload}
    assert {int(base.numbers[document]) for document in changes.gone} == gone


def test_payloads_are_found_by_document_and_lie_by_number(some, today):
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    found = [msgspec.json.decode(base.payloads.encoded(document))["number"] for document in range(len(base.payloads))]
    assert found == base.numbers.tolist()
    assert base.payloads.texts.joined(0, 40) == b"".join(encode(some))


def told(before, after):
    """What a database tells that knows its changes, and of a listing that came and went meanwhile."""
    old, new = ({each.number: each for each in listings} for listings in (before, after))
    numbers = {number for number in {*old, *new} if old.get(number) != new.get(number)}
    changed = encode([new[number] for number in numbers if number in new])
    return PublicChanges(numbers=(*numbers, 10_000), listings=tuple(changed), count=len(new))


def test_changes_that_were_told_are_those_that_are_found(some, make_listing, today):
    after = changed(some, make_listing)
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    known, found = known_changes(base, told(some, after)), find_changes(base, encode(after))
    assert known.added == found.added
    assert sorted(known.gone) == sorted(found.gone)


def test_changes_that_do_not_add_up_are_not_believed(some, make_listing, today):
    after = changed(some, make_listing)
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    assert known_changes(base, replace(told(some, after), count=len(after) + 1)) is None
    assert known_changes(base, replace(told(some, after), numbers=())) is None


def test_an_empty_base_takes_all_that_is_told(some, today):
    base = keep_base([], revision="1", today=today, surroundings=SURROUNDINGS)
    assert known_changes(base, told([], some)) == Changes(added=tuple(encode(some)))


def test_a_base_and_its_changes_are_all_listings_by_number(some, make_listing, today):
    after = changed(some, make_listing)
    base = keep_base(encode(some), revision="1", today=today, surroundings=SURROUNDINGS)
    assert list(merge_changes(base, find_changes(base, encode(after)))) == encode(after)
    assert list(merge_changes(base, Changes())) == encode(some)


@pytest.mark.parametrize("share", [0, 1, 10_000])
def test_rows_are_in_the_same_order_however_they_are_found(some, make_listing, today, monkeypatch, share):
    same = [replace(each, number=each.number + 100, code=f"x{each.number}") for each in some[::3]]
    after = changed(some, make_listing) + same
    monkeypatch.setattr(changes_module, "_SORTED_SHARE", share)
    found, expected = brought_up_to_date(some, after, today), snapshot_of(after, today)
    assert found.number.tolist() == expected.number.tolist()
    assert found.recommended.tolist() == expected.recommended.tolist()
