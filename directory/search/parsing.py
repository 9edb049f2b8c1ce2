"""Cuts a question into places, concepts and free text, and looks for towns that the free text may misspell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from directory.search.address_numbers import address_numbers
from directory.search.concepts import Lexicon, kana_of
from directory.search.cutting import cut_word
from directory.search.places import AlikePlace, PlaceNames
from directory.search.query import Part, Query
from directory.text.fold import fold, fold_words
from directory.text.reading import sound_key

_LONGEST_TOWN = 16

_ADDRESS_NUMBERS = re.compile("[0-9](?:丁目|番地?|号|の|[-‐‑–—−ー])[0-9]|[0-9](?:丁目|番地?|号)|[0-9]+$")


def parse_query(text: str, *, lexicon: Lexicon, places: PlaceNames) -> Query:
    """The question in parts; no parts when nothing of it can be searched."""
    cut: list[list[Part]] = []
    numbers = address_numbers(text) if _ADDRESS_NUMBERS.search(unicodedata.normalize("NFKC", text).strip()) else ()
    words: list[str] = []
    for word in map(lexicon.unify, places.without_kinds(fold_words(text))):
        found = cut_word(word, lexicon, places)
        words.append(_without_places(word, found))
        cut.append(found)
    parts = list(_with_alike_places(cut, places))
    if numbers and any(part.kind == "place" for part in parts):
        parts = [part for part in parts if part.kind != "rest" or not re.search("[0-9]", part.text)]
    else:
        numbers = ()
    parts = narrow_kinds(parts, lexicon)
    sounds = [kana_of(part.text) for part in parts]
    sound = sound_key("".join(filter(None, sounds))) if parts and all(sounds) else ""
    return Query(
        text="".join(part.text for part in parts),
        written=fold(text),
        sound=sound,
        parts=tuple(parts),
        numbers=numbers,
        words=tuple(filter(None, words)),
    )


def narrow_kinds(parts: Sequence[Part], lexicon: Lexicon) -> list[Part]:
    """The parts of a question; where it names more than kinds, a word means its narrower ones.

    居場所 alone is all that the kind of this name shows, 新町 居場所 are the places for young people of 新町.
    """
    if all(part.kind == "concept" for part in parts):
        return list(parts)
    return [replace(part, concepts=lexicon.without_broad(part.concepts)) for part in parts]


def _without_places(word: str, parts: list[Part]) -> str:
    """A word without the places in it; of one that was cut by its sound, the sounds that are left."""
    if all(part.kind != "place" for part in parts):
        return word
    if all(part.text in word for part in parts):
        for part in parts:
            word = word.replace(part.text, "", 1) if part.kind == "place" else word
        return word
    return "".join(part.text for part in parts if part.kind != "place")


def _with_alike_places(words: Sequence[list[Part]], places: PlaceNames) -> Iterator[Part]:
    """The parts of all words; where a kind is named, free text before it may be a misspelt town.

    A town may hide in a word of several towns, too (江戸戸堀 is no 江戸 and 戸堀), but beside a town that is named as
    a word of its own, the beginning of the kind is none (地域 in 北町 地域子育てサロン).
    """
    kinds = [part.kind for word in words for part in word]
    before_kind = kinds.index("concept") if "concept" in kinds else 0
    for word in words:
        before_kind -= len(word)
        if len(word) > 1 and before_kind >= 0 and all(part.kind != "concept" for part in word):
            yield from _as_alike_place(word, places)
            continue
        is_town = len(word) == 1 or "place" not in kinds
        for number, part in enumerate(word, start=-before_kind - len(word)):
            yield _with_names(part, places) if number < 0 and part.kind == "rest" and is_town else part


def _as_alike_place(word: list[Part], places: PlaceNames) -> list[Part]:
    """One part for a word that is like a town as a whole; those in it may be meant as well."""
    named = {name for part in word for name in part.names}
    by_sound = all(part.sound for part in word)
    whole = Part(
        kind="rest",
        text="".join(part.text for part in word),
        sound="".join(part.sound for part in word) if by_sound else "",
    )
    alike = _with_names(whole, places).alike
    if named.issuperset(place.name for place in alike if place.is_nearest):
        return word
    others = [AlikePlace(name=name, is_nearest=False) for name in sorted(named - {place.name for place in alike})]
    return [replace(whole, alike=(*alike, *others))]


def _with_names(part: Part, places: PlaceNames) -> Part:
    """Free text with the places that it may misspell."""
    if not 2 <= len(part.text) <= _LONGEST_TOWN:
        return part
    alike = places.alike(part.sound or part.text, by_sound=bool(part.sound))
    return replace(part, alike=alike) if alike else part
