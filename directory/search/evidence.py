"""Which listings belong to which concept, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from directory.search.analysis import Floats, Rows
from directory.search.concepts import Concept, Lexicon

BY_NAME = 1.0
BY_CATEGORY = 0.95
BY_UNSURE_CATEGORY = 0.7
BY_CATEGORY_BENEATH = 0.66
BY_NARROW_CATEGORY = 0.35
BY_DESCRIPTION = 0.75
"""How surely a listing belongs to a concept. A narrow concept is a part of its category, so that proves little; what is
filed beneath a kind is found with its name (`relative_floor`), but behind whatever may be called so."""


def collect_worth(
    lexicon: Lexicon,
    by_code: Mapping[str, Rows],
    *,
    named: Mapping[str, Rows],
    described: Mapping[str, Rows],
    count: int,
) -> list[tuple[Rows, Floats]]:
    """Documents of every concept of the lexicon, in its order, with how surely each belongs to it; ascending.

    Args:
        lexicon: concepts and their words.
        by_code: documents of every category and fact.
        named: documents whose name or tags hold each of the words.
        described: documents whose description does.
        count: of all documents.
    """
    words: list[list[str]] = [[] for _ in lexicon.concepts]
    for word, numbers in lexicon.by_written.items():
        for number in numbers:
            words[number].append(word)
    found = []
    worth = np.zeros(count, np.float32)
    for concept, written in zip(lexicon.concepts, words, strict=True):
        _add_codes(worth, concept, by_code)
        for word in written:
            _raise(worth, described[word], BY_DESCRIPTION)
            _raise(worth, named[word], BY_NAME)
        rows = np.flatnonzero(worth).astype(np.int32)
        found.append((rows, worth[rows]))
        worth[rows] = 0
    return found


def _add_codes(worth: Floats, concept: Concept, by_code: Mapping[str, Rows]) -> None:
    value = BY_NARROW_CATEGORY if concept.is_narrow else BY_CATEGORY
    for code in sorted(concept.categories):
        _raise(worth, by_code.get(f"category:{code}", ()), value)
    for code in sorted(concept.unsure):
        _raise(worth, by_code.get(f"category:{code}", ()), BY_UNSURE_CATEGORY)
    for code in sorted(concept.beneath):
        _raise(worth, by_code.get(f"category:{code}", ()), BY_CATEGORY_BENEATH)
    for code in sorted(concept.facts):
        _raise(worth, by_code.get(f"fact:{code}", ()), BY_CATEGORY)


def _raise(worth: Floats, rows: Sequence[int] | Rows, value: float) -> None:
    if len(rows):
        worth[rows] = np.maximum(worth[rows], value)
