"""Readings in kana -> the key under which spellings that sound alike meet."""

from __future__ import annotations

import re

from directory.text.fold import fold

_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎぢづを", "あいうえおつやゆよわじずお")
_LONG_O = re.compile("([おこそとのほもよろごぞどぼぽ])[うお]+")
_LONG_U = re.compile("([うくすつぬふむゆるぐずぶぷ])う+")
_KANA = re.compile("[ぁ-ゖ]+")


def reading_key(kana: str) -> str:
    """The key of a reading: folded, long vowels (おう, おお, うう) short, small kana large, ぢ づ を as じ ず お.

    Idempotent. Letters that are not kana stay as folded.
    """
    key = fold(kana).translate(_LARGE)
    return _LONG_U.sub(r"\1", _LONG_O.sub(r"\1", key))


def is_kana(folded: str) -> bool:
    """Whether a folded text consists of kana only."""
    return _KANA.fullmatch(folded) is not None
