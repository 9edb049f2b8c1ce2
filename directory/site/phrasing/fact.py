"""What is known of one fact: 無料 はい, 予約 いりません, 駐車場 あり."""

from __future__ import annotations

from directory.wording.words import Words


def phrase_fact(code: str, answer: str, words: Words) -> str:
    """The answer (yes, no, unknown) in the words that fit the fact."""
    own = f"answer.{code}.{answer}"
    return words.say(own if own in words else f"answer.{answer}")
