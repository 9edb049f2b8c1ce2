"""Whether a text was decoded with the wrong encoding before it was saved."""

from __future__ import annotations

_WRONG_READINGS = ("cp932", "cp1252", "latin-1")
_TRACES = frozenset("縺繧繝")
"""First halves of UTF-8 kana that were read as CP932; no place has them in its name."""

FEWEST_TRACES = 2


def is_mojibake(text: str) -> bool:
    """Whether the text is Japanese that was read as something else (`è¥¿å°å­¦æ ¡`, `隘ｿ蟆丞ｭｦ譬｡`, `�`)."""
    if "\ufffd" in text or sum(letter in _TRACES for letter in text) >= FEWEST_TRACES:
        return True
    return not text.isascii() and any(_can_be_undone(text, codec) for codec in _WRONG_READINGS)


def _can_be_undone(text: str, codec: str) -> bool:
    """Whether encoding the text again gives the bytes of Japanese in UTF-8."""
    try:
        original = text.encode(codec).decode("utf-8")
    except UnicodeError:
        return False
    # Two half-width kana (ﾃｱ) are the bytes of a Latin letter (ñ); kana and kanji lie above U+3000.
    return max(original) >= "\u3000" and original != text
