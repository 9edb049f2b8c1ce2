"""Names of categories and needs in the words of a language."""

from __future__ import annotations

from functools import lru_cache

from directory.search.concepts import load_lexicon
from directory.wording.words import Words


def phrase_kind(code: str, words: Words) -> str:
    """The name of a category; the code of one that the tree does not know."""
    name = f"category.{code}"
    return words.say(name) if name in words else code


def phrase_need(code: str, words: Words) -> str:
    """The name of a need that questions are understood as; the code of one that the lexicon does not know."""
    name = f"concept.{code}"
    return words.say(name) if name in words else code


def phrase_need_called(label: str, words: Words) -> str:
    """The name of the need that the lexicon calls so in Japanese; the label itself when there is none."""
    code = _codes_by_label().get(label)
    return phrase_need(code, words) if code else label


@lru_cache(maxsize=1)
def _codes_by_label() -> dict[str, str]:
    return {concept.label: concept.code for concept in load_lexicon().concepts}
