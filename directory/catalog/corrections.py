"""Words that nothing answers -> words of the directory that are spelled or sound nearly so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from directory.catalog.place_labels import label_place
from directory.catalog.snapshot import Snapshot
from directory.search.concepts import Lexicon
from directory.search.query import Part

_ALIKE_SHARE = 0.6
_SHORTEST = 3
"""Least likeness of a misspelt word, and letters below which nothing is guessed."""

_MOST = 3
_MOST_PARTS = 6
"""Other questions, and parts of a question whose words are corrected: in a long one another word changes little, and
asking what each other question finds takes longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Another question that may have been meant.

    Attributes:
        text: to be asked instead.
        is_guess: whether a word was taken for another one; else words that nobody knows were only left out.
    """

    text: str
    is_guess: bool


def find_corrections(text: str, snapshot: Snapshot) -> tuple[Correction, ...]:
    """At most three other questions, the likeliest first; whether they find something is for the caller to count."""
    # A need that was guessed from the whole question stands nowhere in it.
    parts = [part for part in snapshot.index.parse(text).parts if part.text]
    if not any(part.kind == "rest" for part in parts):
        return ()
    known = [_write(part, snapshot) for part in parts]
    found: dict[str, Correction] = {}
    for place, part in enumerate(parts if len(parts) <= _MOST_PARTS else ()):
        for word in _alike(part, snapshot) if part.kind == "rest" else ():
            words = [*known[:place], word, *known[place + 1 :]]
            _add(found, text, words, is_guess=True)
    left = [word for word, part in zip(known, parts, strict=True) if part.kind != "rest"]
    if left:
        _add(found, text, left, is_guess=False)
    return tuple(found.values())[:_MOST]


def _add(found: dict[str, Correction], asked: str, words: list[str], *, is_guess: bool) -> None:
    text = " ".join(dict.fromkeys(words))
    if text != unicodedata.normalize("NFKC", asked).strip():
        found.setdefault(text, Correction(text=text, is_guess=is_guess))


def _write(part: Part, snapshot: Snapshot) -> str:
    """A part as people write it: concepts and places by their names, free text as it is."""
    if part.kind == "concept":
        return snapshot.index.lexicon.concepts[part.concepts[0]].label
    if part.kind == "place" and part.names:
        place = label_place(snapshot, part.names[0])
        return place.label if place else part.text
    return part.text


def _alike(part: Part, snapshot: Snapshot) -> Iterator[str]:
    """Kinds, needs and places that are like a piece of free text, by spelling or by sound."""
    if len(part.text) < _SHORTEST:
        return
    lexicon = snapshot.index.lexicon
    yield from _alike_concepts(part.text, lexicon.by_word, lexicon)
    if part.sound:
        yield from _alike_concepts(part.sound, lexicon.by_reading, lexicon)
    for alike in snapshot.index.places.alike(part.sound or part.text, by_sound=bool(part.sound))[:1]:
        place = label_place(snapshot, alike.name)
        if place:
            yield place.label


def _alike_concepts(text: str, words: Mapping[str, tuple[int, ...]], lexicon: Lexicon) -> Iterator[str]:
    found = process.extractOne(text, list(words), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE_SHARE)
    if found:
        yield lexicon.concepts[words[found[0]][0]].label
