"""The page tells the map its first counts, its signs and all its words."""

from __future__ import annotations

import re

import pytest

from directory.mapping.first import WORD_IDS, choose_mode, describe_first
from directory.wording.words import open_words


def test_counts_are_those_of_the_answer(found, checkout):
    first = describe_first(found, "municipality", revision="r1", words=open_words(checkout / "web" / "locales"))
    assert (first.total, first.placed, first.unplaced, first.by_district) == (4, 3, 1, (3, 1))
    assert first.bounds == (135.46, 34.53, 135.49, 34.68)
    assert first.elsewhere == 0
    assert (first.rev, first.scheme, first.mode) == ("r1", "municipality", "client")
    assert [symbol.glyph for symbol in first.categories] == ["食", "親", "支", "相", "居"]


def test_every_word_the_script_says_has_a_sentence(checkout):
    script = (checkout / "web" / "static" / "map.js").read_text(encoding="utf-8")
    said = set(re.findall(r'\b(?:say|add|note)\("(\w+)"', script))
    words = open_words(checkout / "web" / "locales")
    assert said <= set(WORD_IDS)
    assert all(f"map.{word}" in words for word in WORD_IDS)


@pytest.mark.parametrize(("points", "mode"), [(0, "client"), (20_000, "client"), (20_001, "server")])
def test_above_the_limit_the_server_filters(points, mode):
    assert choose_mode(points) == mode
