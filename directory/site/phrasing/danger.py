"""Who listens at once, said to those whose question sounds as if they were in danger."""

from __future__ import annotations

from directory.catalog.danger import find_danger
from directory.domain.emergency import EMERGENCY_NUMBERS
from directory.wording.words import Words


def phrase_danger(text: str, words: Words) -> tuple[str, ...]:
    """A sentence for every danger of which the words of a question speak; mostly none."""
    numbers = {each.code: each.number for each in EMERGENCY_NUMBERS}
    return tuple(words.say(f"danger.{danger}", **numbers) for danger in find_danger(text))
