"""English words of names, as they are said in Japanese."""

from __future__ import annotations

import re

from directory.text.english_words import KATAKANA_OF_ENGLISH, spell_letters


def test_every_word_is_lower_case_and_said_in_katakana():
    assert all(re.fullmatch("[a-z]+", word) for word in KATAKANA_OF_ENGLISH)
    assert all(re.fullmatch("[ァ-ヺー]+", kana) for kana in KATAKANA_OF_ENGLISH.values())


def test_letters_are_spelt():
    assert spell_letters("NPO") == "エヌピーオー"
    assert spell_letters("a-z") == "エーゼット"
