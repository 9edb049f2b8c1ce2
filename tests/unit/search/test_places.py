from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.places import PlaceNames

WORDS = st.text(alphabet="あいうえ町村", min_size=2, max_size=6)


@settings(deadline=None)
@given(st.lists(WORDS, unique=True, max_size=30), WORDS)
def test_places_alike_are_those_of_a_comparison_with_every_name(names, text):
    places = PlaceNames(dict.fromkeys(names, ()))
    near = process.extract(text, names, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=None)
    edits = {name: (OSA.distance(text, name), set(text) != set(name)) for name, _, _ in near}
    least = min(edits.values(), default=(0, False))
    alike = places.alike(text, by_sound=False)
    assert {place.name for place in alike} == {name for name, count in edits.items() if count[0] == least[0]}
    assert {place.name for place in alike if place.is_nearest} == {name for name in edits if edits[name] == least}


def test_swapped_letters_come_before_wrong_ones():
    places = PlaceNames(dict.fromkeys(("孕西町", "東孕町", "孕町"), ()))
    found = [(place.name, place.is_nearest) for place in places.alike("孕東町", by_sound=False)]
    assert found == [("東孕町", True), ("孕町", False), ("孕西町", False)]


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
