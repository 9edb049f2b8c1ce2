"""Kinds and needs in the words of a language; what nobody named keeps its code."""

from __future__ import annotations

from directory.site.phrasing.kind import phrase_kind, phrase_need, phrase_need_called
from directory.wording.words import Words

WORDS = Words({"category.child_cafe": "Children’s cafeteria", "concept.parking": "Parking"}, language="en")


def test_a_kind_is_called_as_the_words_say():
    assert phrase_kind("child_cafe", WORDS) == "Children’s cafeteria"
    assert phrase_kind("unheard", WORDS) == "unheard"


def test_a_need_is_called_as_the_words_say():
    assert phrase_need("parking", WORDS) == "Parking"
    assert phrase_need("unheard", WORDS) == "unheard"


def test_a_need_is_found_again_by_its_japanese_name():
    assert phrase_need_called("駐車場", WORDS) == "Parking"
    assert phrase_need_called("聞いたことのないもの", WORDS) == "聞いたことのないもの"
