"""How the words of a question were taken, in sentences."""

from __future__ import annotations

from directory.catalog.answer import Understood
from directory.site.phrasing.place import phrase_radius
from directory.wording.words import Words

PLACES = frozenset({"place", "station", "postal_code"})


def phrase_understood(understood: tuple[Understood, ...], words: Words) -> tuple[str, ...]:
    """One sentence for every part that was taken as something else than plain text."""
    return tuple(_phrase(each, words) for each in understood if each.kind != "text")


def _phrase(part: Understood, words: Words) -> str:
    if part.kind in PLACES and part.radius_m is not None:
        label = part.label or part.words
        return words.say("result.understood", q=label, d=phrase_radius(part.radius_m, words))
    return words.say("result.understood_as", words=part.words, label=part.label or part.value)
