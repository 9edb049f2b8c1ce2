"""Other ways to take a question: a place known by its sound may be the beginning of a name, wrong kanji a sound."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.search.concepts import Lexicon, kana_of
from directory.search.name_reader import NameReader
from directory.search.parsing import narrow_kinds, parse_query
from directory.search.places import PlaceNames
from directory.search.query import Part, Query
from directory.text.fold import fold_words
from directory.text.reading import is_kana, reading_key, sound_key

_READER = NameReader()
_READING = threading.Lock()
"""Sudachi's tokenizer serves one thread at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrasing:
    """A question taken in another way.

    Attributes:
        is_homophone: by nothing but the sound of its kanji.
        is_beside: as names that sound so, though places and kinds explain every word (あさくらこ in 朝倉子ども食堂).
    """

    query: Query
    is_homophone: bool = False
    is_beside: bool = False


def rephrase(text: str, query: Query, *, lexicon: Lexicon, places: PlaceNames) -> tuple[Rephrasing, ...]:
    """The other ways; ひだまり is no 氷玉 with り behind it, and 自動館 sounds like 児童館.

    Args:
        text: as typed.
        query: the first way.
        lexicon: for the words of asking.
        places: names and sounds of places.
    """
    return tuple(_each_way(text, query, lexicon, places))


def _each_way(text: str, query: Query, lexicon: Lexicon, places: PlaceNames) -> Iterator[Rephrasing]:
    if any(part.sound and part.kind != "rest" for part in query.parts):
        words = (_plain_parts(word, lexicon, places) for word in fold_words(text))
        parts = tuple(narrow_kinds([part for parts in words for part in parts], lexicon))
        yield Rephrasing(query=_with_parts(query, parts), is_beside=_is_place_and_kind(query))
    if any(part.kind == "rest" and _has_kanji(part.text) for part in query.parts):
        sounds = _sounds_of(text)
        if sounds:
            parts = tuple(Part(kind="rest", text=sound, sound=sound) for sound in sounds)
            yield Rephrasing(query=replace(_with_parts(query, parts), begins_words=True), is_homophone=True)


def _is_place_and_kind(query: Query) -> bool:
    return {part.kind for part in query.parts} == {"place", "concept"}


def _with_parts(query: Query, parts: tuple[Part, ...]) -> Query:
    sound = "".join(part.sound for part in parts) if all(part.sound for part in parts) else ""
    return replace(query, parts=parts, sound=sound, numbers=())


def _plain_parts(word: str, lexicon: Lexicon, places: PlaceNames) -> tuple[Part, ...]:
    """The parts of a word; all of it is free text where it only sounds like a place, or begins like another word."""
    parts = parse_query(word, lexicon=lexicon, places=places).parts
    is_cut = any(part.kind == "rest" for part in parts)
    if not any(part.sound and (part.kind == "place" or (is_cut and part.kind == "concept")) for part in parts):
        return parts
    left = lexicon.strip_asking(lexicon.unify(word))
    return (Part(kind="rest", text=left, sound=sound_key(kana_of(left) or "")),) if left else ()


def _sounds_of(text: str) -> tuple[str, ...]:
    """Reading key of every word; none when one of them can not be read."""
    with _READING:
        sounds = tuple(reading_key(_READER.read(word)) for word in fold_words(text))
    return sounds if all(map(is_kana, sounds)) else ()


def _has_kanji(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)
