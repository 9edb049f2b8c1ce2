"""Readings in kana -> the key under which spellings that sound alike meet."""

from __future__ import annotations

import re

from directory.text.fold import fold

_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎぢづを", "あいうえおつやゆよわじずお")
# Begins with what may go, and only then looks back: most letters are no う or お.
_LONG_O = re.compile("[うお](?<=[おこそとのほもよろごぞどぼぽ].)[うお]*")
_LONG_U = re.compile("う(?<=[うくすつぬふむゆるぐずぶぷ].)う*")
_KANA = re.compile("[ぁ-ゖ]+")


def reading_key(kana: str) -> str:
    """The key of a reading: folded, long vowels (おう, おお, うう) short, small kana large, ぢ づ を as じ ず お.

    Idempotent. Letters that are not kana stay as folded.
    """
    return sound_key(fold(kana))


def sound_key(folded: str) -> str:
    """The key of a reading that is folded already."""
    return _LONG_U.sub("", _LONG_O.sub("", folded.translate(_LARGE)))


def is_kana(folded: str) -> bool:
    """Whether a folded text consists of kana only."""
    return _KANA.fullmatch(folded) is not None
