from __future__ import annotations

import pytest

from directory.search.concepts import load_lexicon
from directory.search.cutting import cut_word
from directory.search.places import PlaceNames

LEXICON = load_lexicon()
PLACES = PlaceNames({"縄手": ("なわて",), "縄手町": ("なわてちよ",), "城": ("しろ",), "北浜": ("きたはま",)})


def parts_of(word):
    return [(part.kind, part.text) for part in cut_word(LEXICON.canonical(word), LEXICON, PLACES)]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("縄手町北浜", [("place", "縄手町"), ("place", "北浜")]),
        ("北縄手", [("rest", "北縄手")]),
        ("城の児童館", [("place", "城"), ("concept", "児童館")]),
        ("なわてじどうかん", [("place", "なわて"), ("concept", "じどかん")]),
        ("になわてが", [("rest", "になわてが")]),
        ("kitahama", [("place", "きたはま")]),
        ("児童館ぽるか", [("concept", "児童館"), ("rest", "ぽるか")]),
        ("can", []),
        ("児童館したい", [("concept", "児童館")]),
        ("", []),
    ],
)
def test_the_longest_known_words_are_cut_out_from_the_left(word, parts):
    assert parts_of(word) == parts
