"""How the words of a question were taken, in sentences."""

from __future__ import annotations

from directory.catalog.answer import Understood
from directory.site.phrasing.kind import phrase_kind, phrase_need
from directory.site.phrasing.place import phrase_radius
from directory.wording.words import Words

MESSAGES = {"category": "result.as_category", "when": "result.as_day", "guess": "result.as_guess"}


def phrase_understood(understood: tuple[Understood, ...], words: Words) -> tuple[str, ...]:
    """One sentence for every part that was taken as something else than plain text."""
    return tuple(_phrase(each, words) for each in understood if each.kind != "text")


def _phrase(part: Understood, words: Words) -> str:
    label = _name(part, words)
    if part.radius_m is not None:
        return words.say("result.understood", q=label, d=phrase_radius(part.radius_m, words))
    if part.kind in MESSAGES:
        return words.say(MESSAGES[part.kind], words=part.words, label=label)
    return words.say("result.in_area", label=label)


def _name(part: Understood, words: Words) -> str:
    """What a part was taken for; places keep the name by which people there know them."""
    names = {"category": phrase_kind, "guess": phrase_need}
    return names[part.kind](part.value, words) if part.kind in names else part.label or part.words
