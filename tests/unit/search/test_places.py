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
    near = process.extract(text, names, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=None)
    edits = {name: (OSA.distance(text, name), set(text) != set(name)) for name, _, _ in near}
    least = min(edits.values(), default=None)
    assert set(places.alike(text, by_sound=False)) == {name for name, count in edits.items() if count == least}


def test_swapped_letters_come_before_wrong_ones():
    places = PlaceNames(dict.fromkeys(("孕西町", "東孕町", "孕町"), ""))
    assert places.alike("孕東町", by_sound=False) == ("東孕町",)
