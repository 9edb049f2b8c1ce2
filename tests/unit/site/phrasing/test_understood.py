"""What a question was taken for is said once: 「今日」は「今日」 tells nobody anything."""

from __future__ import annotations

from directory.catalog.answer import Understood
from directory.site.phrasing.understood import phrase_understood


def test_a_day_is_named_once(words):
    today = Understood(kind="when", words="今日", value="today", label="今日")
    assert phrase_understood((today,), words) == ("「今日」にあるものをさがしました",)


def test_words_that_stay_words_are_not_explained(words):
    text = Understood(kind="text", words="ひだまり", value="", label="")
    assert phrase_understood((text,), words) == ()
