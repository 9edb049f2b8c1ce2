"""Names of categories and needs in the words of a language."""

from __future__ import annotations

from directory.wording.words import Words


def phrase_kind(code: str, words: Words) -> str:
    """The name of a category; the code of one that the tree does not know."""
    name = f"category.{code}"
    return words.say(name) if name in words else code


def phrase_need(code: str, words: Words) -> str:
    """The name of a need that questions are understood as; the code of one that the lexicon does not know."""
    name = f"concept.{code}"
    return words.say(name) if name in words else code
