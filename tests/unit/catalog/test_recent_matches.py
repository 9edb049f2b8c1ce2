"""Words that are asked again are not matched again, a few of them."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from directory.catalog.recent_matches import LARGEST_REMEMBERED, MOST_REMEMBERED, RecentMatches


class CountingIndex:
    """Matches as many rows as the text is long, or as it says."""

    def __init__(self):
        self.asked = []

    def match(self, text, *, eligible, unmeant):
        del eligible
        self.asked.append((text, unmeant))
        return SimpleNamespace(rows=np.arange(int(text) if text.isdigit() else len(text)))


@pytest.fixture
def index():
    return CountingIndex()


def test_the_same_words_are_matched_once(index):
    recent = RecentMatches()
    first = recent.match(("食堂", ()), index, None)
    assert recent.match(("食堂", ()), index, None) is first
    assert recent.match(("食堂", ("meal",)), index, None) is not first
    assert index.asked == [("食堂", ()), ("食堂", ("meal",))]


def test_only_the_last_words_are_remembered(index):
    recent = RecentMatches()
    for text in ("あ", *"いうえお"[:MOST_REMEMBERED]):
        recent.match((text, ()), index, None)
    recent.match(("お", ()), index, None)
    assert len(index.asked) == MOST_REMEMBERED + 1
    recent.match(("あ", ()), index, None)
    assert len(index.asked) == MOST_REMEMBERED + 2


def test_what_matches_nearly_everything_is_not_kept(index):
    recent = RecentMatches()
    for _ in range(2):
        recent.match((str(LARGEST_REMEMBERED + 1), ()), index, None)
    assert len(index.asked) == 2
