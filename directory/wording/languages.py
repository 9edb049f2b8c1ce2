"""Languages in which the site speaks, and the folders of their sentences."""

from __future__ import annotations

from typing import Literal

Language = Literal["ja", "easy", "en"]
"""easy is やさしい日本語: Japanese in short words, with the reading above every kanji."""

LANGUAGES: tuple[Language, ...] = ("ja", "easy", "en")
"""All of them; the first one is that of the directory itself and of everybody who works on it."""

HOME: Language = "ja"

FOLDERS: dict[Language, str] = {"ja": "ja", "easy": "ja/easy", "en": "en"}
"""Below web/locales. easy is a second set of sentences within Japanese, no language of its own."""

LOCALES: dict[Language, str] = {"ja": "ja_JP", "easy": "ja_JP", "en": "en_GB"}
"""The same as programs that show links know it. Source: the Open Graph protocol."""

HTML_CODES: dict[Language, str] = {"ja": "ja", "easy": "ja", "en": "en"}
"""The language of a page as browsers know it. Source: BCP 47 has no code for easy Japanese."""
