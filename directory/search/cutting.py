"""One word of a question cut into places, concepts and free text, by its spelling or by its sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.search.concepts import Lexicon, kana_of
from directory.search.places import PlaceNames
from directory.search.query import Part
from directory.search.word_lengths import WordLengths, longest_first
from directory.text.reading import sound_key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Names and words that are looked for, by spelling or (`is_sound`) by reading keys."""

    concepts: Mapping[str, tuple[int, ...]]
    places: Mapping[str, tuple[str, ...]]
    concept_lengths: WordLengths
    place_lengths: WordLengths
    is_sound: bool


def cut_word(word: str, lexicon: Lexicon, places: PlaceNames) -> list[Part]:
    """Parts of one canonical word, by spelling or, when more of it is understood so, by sound."""
    if word in lexicon.empty_words:
        return []
    spelled = list(_cut(word, _spelled(lexicon, places), lexicon))
    kana = kana_of(word) if any(part.kind == "rest" for part in spelled) else None
    if kana is None:
        return spelled
    sound = sound_key(kana)
    names = places.named_by(sound) if len(spelled) == 1 else ()
    if names:
        return [Part(kind="place", text=sound, sound=sound, names=names)]
    sounded = list(_cut(sound, _sounded(lexicon, places), lexicon))
    if word.isascii() or _rest_length(sounded) < _rest_length(spelled):
        whole = sounded if any(part.kind != "rest" for part in sounded) else []
        return whole or [Part(kind="rest", text=word, sound=sound)]
    return [
        Part(kind=part.kind, text=part.text, sound=sound_key(part.text), names=part.names, concepts=part.concepts)
        for part in spelled
    ]


def _spelled(lexicon: Lexicon, places: PlaceNames) -> _Known:
    return _Known(
        concepts=lexicon.by_word,
        places=places.names,
        concept_lengths=lexicon.word_lengths,
        place_lengths=places.name_lengths,
        is_sound=False,
    )


def _sounded(lexicon: Lexicon, places: PlaceNames) -> _Known:
    return _Known(
        concepts=lexicon.by_reading,
        places=places.by_reading,
        concept_lengths=lexicon.reading_lengths,
        place_lengths=places.reading_lengths,
        is_sound=True,
    )


def _rest_length(parts: list[Part]) -> int:
    return sum(len(part.text) for part in parts if part.kind == "rest")


def _cut(word: str, known: _Known, lexicon: Lexicon) -> Iterator[Part]:
    """Known names and words, longest first from the left; what lies between is free text."""
    start = at = 0
    before = ""
    while at < len(word):
        # A place stands first or after another known part: 縄手 in 北縄手 is not 縄手.
        found = _known_at(word, at, known, with_places=at == start)
        if not found:
            at += 1
            continue
        yield from _rest(lexicon.strip_ending(word[start:at], before), known, lexicon, is_first=not before)
        yield _known_part(found, known)
        before = found
        at += len(found)
        start = at
    yield from _rest(lexicon.strip_ending(word[start:], before), known, lexicon, is_first=not before)


def _known_at(word: str, at: int, known: _Known, *, with_places: bool) -> str:
    """The longest word that is known and stands at a place of a text; "" for none."""
    lengths = known.concept_lengths.at(word, at)
    if with_places:
        lengths |= known.place_lengths.at(word, at)
    left = len(word) - at
    for length in longest_first(lengths):
        part = word[at : at + length]
        if length <= left and (part in known.concepts or (with_places and part in known.places)):
            return part
    return ""


def _known_part(text: str, known: _Known) -> Part:
    sound = text if known.is_sound else ""
    if text in known.concepts:
        return Part(kind="concept", text=text, sound=sound, concepts=known.concepts[text])
    return Part(kind="place", text=text, sound=sound, names=known.places[text] if sound else (text,))


def _rest(text: str, known: _Known, lexicon: Lexicon, *, is_first: bool) -> Iterator[Part]:
    """Free text without the asking around it; a single letter between particles may be a place (城 in 城の公民館).

    No word begins with a particle: 本郷 is not asked for by にほんごが.
    """
    left = lexicon.strip_asking(text)
    if not left or left in lexicon.particles:
        return
    bare = lexicon.strip_particles(left)
    if (bare in known.concepts or bare in known.places) and not (is_first and not left.startswith(bare)):
        yield _known_part(bare, known)
    else:
        yield Part(kind="rest", text=left, sound=left if known.is_sound else "")
