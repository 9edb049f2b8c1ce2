"""Several kinds asked for where a filter asks for a town: what is elsewhere takes nothing from what is here."""

from __future__ import annotations

from directory.catalog.criteria import Criteria
from directory.catalog.find import find

KINDS = ("child_cafe", "learning_support", "advice_desk")


def test_each_kind_of_the_town_is_found_though_another_town_has_all_in_one(make_snapshot, make_listing, today):
    here = [make_listing(number, name=f"わたげ{number}", categories=(code,)) for number, code in enumerate(KINDS, 1)]
    there = make_listing(9, name="あさなぎ", categories=KINDS, municipality="13229", municipality_name="西東京市")
    snapshot = make_snapshot(*here, there)
    asked = Criteria(text="子ども食堂 学習支援 相談", municipalities=("27106",))
    found = find(snapshot, asked, today=today)
    assert {hit.listing.number for hit in found.hits()} == {1, 2, 3}
    everywhere = find(snapshot, Criteria(text=asked.text), today=today)
    assert [hit.listing.number for hit in everywhere.hits(0, 1)] == [9]
    assert everywhere.total == 4
