from __future__ import annotations

from datetime import date, timedelta

import pytest

from directory.assets import web_folder
from directory.site.phrasing.freshness import phrase_confirmation
from directory.wording.words import open_words

TODAY = date(2026, 6, 6)


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (0, "fresh", "2026年6月6日に確認"),
        (90, "fresh", "に確認"),
        (180, "ageing", "最後に確認したのは"),
        (181, "stale", "6か月間 確認されていません"),
        (365, "stale", "11か月間 確認されていません"),
        (366, "stale", "活動を確認できていません"),
    ],
)
def test_the_older_the_word_the_plainer_the_warning(days: int, state: str, words: str):
    said = phrase_confirmation(TODAY - timedelta(days=days), open_words(web_folder() / "locales"), today=TODAY)
    assert said.state == state
    assert words in said.text


def test_never_confirmed_is_unknown_and_not_old():
    said = phrase_confirmation(None, open_words(web_folder() / "locales"), today=TODAY)
    assert (said.state, said.text) == ("unknown", "確認日 わかりません")


def test_silence_weighs_more_than_a_recent_word():
    said = phrase_confirmation(TODAY, open_words(web_folder() / "locales"), today=TODAY, is_silent=True)
    assert said.state == "stale"
    assert said.text.startswith("活動を確認できていません")
