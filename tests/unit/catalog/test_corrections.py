"""Other questions that may have been meant."""

from __future__ import annotations

import pytest

from directory.catalog.corrections import Correction, find_corrections
from directory.catalog.place_labels import label_place


@pytest.fixture(scope="module")
def snapshot(make_listing, make_snapshot):
    return make_snapshot(
        make_listing(1, name="見本の食堂"),
        make_listing(2, name="見本のひろば", categories=("parenting_salon",), town="北堀江三丁目"),
    )


def test_a_misspelt_kind_is_written_as_it_is_called(snapshot):
    assert Correction(text="子ども食堂", is_guess=True) in find_corrections("子ども食動", snapshot)


def test_what_is_known_stays_and_what_nobody_knows_may_be_left_out(snapshot):
    assert find_corrections("新町 ボルダリング", snapshot) == (Correction(text="新町", is_guess=False),)


def test_a_misspelt_town_is_one_that_has_listings(snapshot):
    assert Correction(text="北堀江", is_guess=True) in find_corrections("北掘江", snapshot)


@pytest.mark.parametrize("text", ["子ども食堂", "新町", "", "？", "zz"])
def test_nothing_is_corrected_without_need(snapshot, text):
    assert find_corrections(text, snapshot) == ()


def test_places_are_labelled_as_people_write_them(snapshot):
    town = label_place(snapshot, "新町")
    assert town is not None
    assert (town.kind, town.label, town.around) == ("town", "新町", "大阪市西区")
    assert label_place(snapshot, "どこにもない") is None


def test_of_many_words_none_is_corrected_but_unknown_ones_may_be_left_out(snapshot):
    unknown = ("ほげ", "ふが", "ぴよ", "もげ", "うにゃ", "子ども食動")
    found = find_corrections(" ".join(("新町", *unknown)), snapshot)
    assert Correction(text="新町", is_guess=False) in found
    assert not any(each.is_guess for each in found)
