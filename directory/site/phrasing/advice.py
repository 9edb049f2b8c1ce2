"""What an advice desk is for, in words: 身近な窓口, 子育て・お金・くらし, 電話・窓口."""

from __future__ import annotations

from directory.domain.advice import Advice
from directory.wording.words import Words


def phrase_topics(advice: Advice, words: Words) -> str:
    """All topics; empty when none is known."""
    return words.say("list.comma").join(words.say(f"topic.{code}") for code in advice.topics)


def phrase_level(advice: Advice, words: Words) -> str:
    """身近な窓口 or 専門の窓口; empty when nobody said."""
    return words.say(f"advice_level.{advice.level}") if advice.level else ""


def phrase_channels(advice: Advice, words: Words) -> str:
    """How it is reached; empty when nothing is known."""
    return words.say("list.comma").join(words.say(f"channel.{code}") for code in advice.channels)


def phrase_advice(advice: Advice, words: Words) -> str:
    """All of it, line by line; empty when nothing is known."""
    lines = (phrase_topics(advice, words), phrase_level(advice, words), phrase_channels(advice, words))
    return "\n".join(line for line in lines if line)
