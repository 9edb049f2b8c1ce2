from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.search.places import PlaceNames

WORDS = st.text(alphabet="あいうえ町村", min_size=2, max_size=6)


@settings(deadline=None)
@given(st.lists(WORDS, unique=True, max_size=30), WORDS)
def test_places_alike_are_those_of_a_comparison_with_every_name(names, text):
    places = PlaceNames(dict.fromkeys(names, ""))
    found = process.extract(text, names, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=12)
    assert places.alike(text, by_sound=False) == tuple(name for name, score, _ in found if score == found[0][1])
