from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.places import PlaceNames

WORDS = st.text(alphabet="あいうえ町村", min_size=2, max_size=6)


@settings(deadline=None)
@given(st.lists(WORDS, unique=True, max_size=30), st.text(alphabet="あいうえ町村", min_size=3, max_size=6))
def test_places_alike_are_those_of_a_comparison_with_every_name(names, text):
    places = PlaceNames(dict.fromkeys(names, ()))
    near = process.extract(text, names, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=None)
    edits = {name: OSA.distance(text, name) for name, _, _ in near}
    least = {name for name in edits if edits[name] == min(edits.values())}
    alike = places.alike(text, by_sound=False)
    assert {place.name for place in alike} == least
    assert {place.edits for place in alike} <= {edits[name] for name in least}
    nearest = {place.name for place in alike if place.is_nearest}
    assert nearest == ({name for name in least if set(name) == set(text)} or nearest)
    assert bool(nearest) == bool(least)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("孕東町", [("東孕町", True), ("孕町", False), ("孕西町", False)]),
        ("孕っ町", [("孕町", True), ("孕西町", False)]),
        ("西町", [("孕西町", True)]),
        ("孕北町", [("孕町", True), ("孕西町", True)]),
    ],
)
def test_swapped_and_forgotten_letters_come_before_wrong_ones(text, found):
    places = PlaceNames(dict.fromkeys(("孕西町", "東孕町", "孕町"), ()))
    assert [(place.name, place.is_nearest) for place in places.alike(text, by_sound=False)] == found


def test_a_name_of_two_letters_is_found_when_they_are_swapped_and_no_further():
    places = PlaceNames(dict.fromkeys(("孕東", "西島"), ()))
    assert [place.name for place in places.alike("東孕", by_sound=False)] == ["孕東"]
    assert places.alike("西村", by_sound=False) == ()


def test_one_spelling_is_found_by_each_of_its_readings():
    places = PlaceNames({"日吉町": ("ひよしちよ", "ひよしまち"), "津": ("つ",)})
    assert places.by_reading == {"ひよしちよ": ("日吉町",), "ひよしまち": ("日吉町",)}
    assert [place.name for place in places.alike("ひよしまし", by_sound=True)] == ["日吉町"]


@pytest.mark.parametrize("sound", ["にしときよし", "にしときよ"])
def test_a_municipality_is_named_by_its_sound_with_or_without_its_kind(sound):
    places = PlaceNames({"西東京市": ("にしときよし",), "新町": ("しんまち", "しんちよ")})
    assert places.named_by(sound) == ("西東京市",)


def test_a_place_that_is_called_like_another_one_without_its_kind_hides_it_not():
    places = PlaceNames({"川越": ("かわごえ",), "川越市": ("かわごえし",)})
    assert places.named_by("かわごえ") == ("川越", "川越市")


def test_words_of_kinds_say_nothing_behind_a_place_in_latin_letters():
    places = PlaceNames({"西東京市": ("にしときよし",)})
    assert list(places.without_kinds(("nishitokyo", "city", "cafe"))) == ["nishitokyo", "cafe"]
    assert list(places.without_kinds(("heart", "city"))) == ["heart", "city"]
