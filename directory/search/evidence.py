"""Which listings belong to which concept, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import Floats, Postings, Rows
from directory.search.concepts import Concept, Lexicon

BY_NAME = 1.0
BY_CATEGORY = 0.95
BY_UNSURE_CATEGORY = 0.7
BY_NARROW_CATEGORY = 0.35
BY_DESCRIPTION = 0.75
"""How surely a listing belongs to a concept. A narrow concept is a part of its category, so that proves little."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Members:
    """Rows of one concept with how surely each belongs to it, both ascending by row."""

    rows: Rows
    worth: Floats


def collect_members(
    lexicon: Lexicon,
    by_code: Mapping[str, Rows],
    *,
    names: Sequence[str],
    texts: Sequence[str],
    grams: tuple[Postings, Postings],
) -> tuple[Members, ...]:
    """Members of every concept of the lexicon, in its order.

    Args:
        lexicon: concepts and their words.
        by_code: rows of every category and fact.
        names: canonical name and tags of each row.
        texts: canonical description of each row.
        grams: postings that cover `names`, and those that cover `texts`.
    """
    worth = {number: np.zeros(len(names), np.float32) for number in range(len(lexicon.concepts))}
    for number, concept in enumerate(lexicon.concepts):
        _add_codes(worth[number], concept, by_code)
    for word, numbers in lexicon.by_written.items():
        in_name = [row for row in grams[0].rows_with(word).tolist() if word in names[row]]
        in_text = [row for row in grams[1].rows_with(word).tolist() if word in texts[row]]
        for number in numbers:
            _raise(worth[number], in_text, BY_DESCRIPTION)
            _raise(worth[number], in_name, BY_NAME)
    return tuple(_members(worth[number]) for number in range(len(lexicon.concepts)))


def _add_codes(worth: Floats, concept: Concept, by_code: Mapping[str, Rows]) -> None:
    value = BY_NARROW_CATEGORY if concept.is_narrow else BY_CATEGORY
    for code in sorted(concept.categories):
        _raise(worth, by_code.get(f"category:{code}", ()), value)
    for code in sorted(concept.unsure):
        _raise(worth, by_code.get(f"category:{code}", ()), BY_UNSURE_CATEGORY)
    for code in sorted(concept.facts):
        _raise(worth, by_code.get(f"fact:{code}", ()), BY_CATEGORY)


def _raise(worth: Floats, rows: Sequence[int] | Rows, value: float) -> None:
    if len(rows):
        worth[rows] = np.maximum(worth[rows], value)


def _members(worth: Floats) -> Members:
    rows = np.flatnonzero(worth).astype(np.int32)
    return Members(rows=rows, worth=worth[rows])
