"""Readings of names: stored with their source, published, never lost to a generated one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from directory.domain.name_reading import NameReading
from directory.store.listing_payload import decode_listing
from directory.usecases.read_names import NameReadings, read_stored_names

CORRECTED = NameReading(kana="カクウテイ", source="corrected")
GENERATED = NameReading(kana="カクウショクドウ", source="generated")


@dataclass(frozen=True)
class Named:
    name: str
    kana: str


class Gazetteer:
    """One municipality with one town, read in its own way."""

    def municipality(self, jis):
        return Named("大阪市西区", "オオサカシニシク") if jis == "27106" else None

    def town_kana(self, jis):
        return {"北堀江": "キタホリエ", "架空": "ソラゴト"}


def listings(store):
    with store.public.view() as view:
        return [decode_listing(payload) for payload in view.read_listings()]


def read_out(store):
    return [(listing.kana, listing.kana_source) for listing in listings(store)]


def write(store, now, *changes):
    with store.write(now=now) as unit:
        return unit.resources.upsert_many(changes, actor="test")


@pytest.mark.parametrize(
    ("kana", "derived", "published"),
    [
        ("", GENERATED, ("カクウショクドウ", "generated")),
        ("", CORRECTED, ("カクウテイ", "corrected")),
        ("かくう", GENERATED, ("かくう", "given")),
        ("", NameReading(), ("", "")),
    ],
)
def test_the_reading_that_counts_is_published_with_its_source(store, now, make_change, kana, derived, published):
    write(store, now, replace(make_change(kana=kana), reading=derived))
    assert read_out(store) == [published]


def test_the_same_reading_again_is_no_change(store, now, make_change):
    item = replace(make_change(), reading=GENERATED)
    assert [write(store, now, item), write(store, now, item)] == [("added",), ("unchanged",)]


def test_a_correction_survives_an_import_and_ends_with_the_name(store, now, make_change):
    write(store, now, replace(make_change(), reading=CORRECTED))
    write(store, now, replace(make_change(description="新しい"), reading=GENERATED))
    assert read_out(store) == [("カクウテイ", "corrected")]
    write(store, now, replace(make_change(name="ほかの名前"), reading=replace(GENERATED, kana="ホカノナマエ")))
    assert read_out(store) == [("ホカノナマエ", "generated")]


def test_history_tells_of_a_new_reading(store, now, make_change):
    write(store, now, make_change())
    write(store, now, replace(make_change(), reading=GENERATED))
    with store.read() as unit:
        resource = next(iter(unit.resources.all_resources()))
        assert [each.field for each in unit.history_of(resource.id)[-1].changes] == ["reading"]


def test_stored_names_are_read_once_with_the_places_of_their_municipality(store, now, make_change):
    write(
        store,
        now,
        make_change("a", name="架空サロン"),
        make_change("b", name="架空食堂", kana="カクウ"),
        replace(make_change("c"), reading=CORRECTED),
    )
    names = NameReadings(Gazetteer())
    assert read_stored_names(store, names, now=now) == 1
    assert read_out(store) == [("ソラゴトサロン", "generated"), ("カクウ", "given"), ("カクウテイ", "corrected")]
    assert read_stored_names(store, names, now=now) == 0
