"""A question cut into places, concepts and free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from directory.search.address_numbers import address_numbers
from directory.search.concepts import MIN_READING, Lexicon, kana_of
from directory.search.places import AlikePlace, PlaceNames
from directory.text.fold import fold, fold_words
from directory.text.reading import reading_key

PartKind = Literal["place", "concept", "rest"]

LEAST_CERTAINTY = 0.3
"""A known word within a sentence may mean something else there (借りた in 本を借りたまま返していない)."""

_LONGEST_TOWN = 16
_SHORT_SOUND = 4

_ADDRESS_NUMBERS = re.compile("[0-9](?:丁目|番地?|号|の|[-‐‑–—−ー])[0-9]|[0-9](?:丁目|番地?|号)|[0-9]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the question.

    Attributes:
        text: canonical. sound: its reading key when it is kana or romaji, else "".
        names: canonical names of a place. concepts: numbers in the lexicon.
        alike: places that free text may misspell.
        certainty: how surely it is meant (0 … 1).
    """

    kind: PartKind
    text: str
    sound: str = ""
    names: tuple[str, ...] = ()
    alike: tuple[AlikePlace, ...] = ()
    concepts: tuple[int, ...] = ()
    certainty: float = 1.0

    @property
    def is_guess(self) -> bool:
        """Whether the question as a whole seems to mean it, though no word names it."""
        return self.kind == "concept" and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed question.

    Attributes:
        text: canonical, without the phrases of asking. written: the question as typed, folded.
        sound: reading key of all of it, or "". numbers: of an address (4-5-15).
        words: canonical, without places.
        reads_as_need: whether the words as a whole seem to ask for something of ours.
        reads_as_other: whether they surely ask for what other trades and offices do.
        begins_words: whether its words answer nothing in the middle of other words.
    """

    text: str
    written: str
    sound: str
    parts: tuple[Part, ...]
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    reads_as_need: bool = False
    reads_as_other: bool = False
    begins_words: bool = False

    @property
    def is_need(self) -> bool:
        """Whether it asks for a kind or need of ours, whatever else its words say."""
        return self.reads_as_need and any(part.kind == "concept" for part in self.parts)

    @property
    def is_one_short_word(self) -> bool:
        """Whether it is nothing but few kana or Latin letters that nothing explains."""
        return [part.kind for part in self.parts] == ["rest"] and 0 < len(self.parts[0].sound) <= _SHORT_SOUND

    def meaning_alone(self) -> Query | None:
        """The question without its free text; None when too little is sure. 広場 in 広場恐怖症 says nothing."""
        kept = tuple(part for part in self.parts if part.kind != "rest")
        sure = (part.text for part in kept if part.kind == "concept" and part.certainty > LEAST_CERTAINTY)
        is_meant = not self.reads_as_other and (self.is_need or any(text in self.words for text in sure))
        text = "".join(part.text for part in kept)
        return replace(self, parts=kept, text=text) if is_meant and len(kept) < len(self.parts) else None


def parse_query(text: str, *, lexicon: Lexicon, places: PlaceNames) -> Query:
    """The question in parts; no parts when nothing of it can be searched."""
    cut: list[list[Part]] = []
    numbers = address_numbers(text) if _ADDRESS_NUMBERS.search(unicodedata.normalize("NFKC", text).strip()) else ()
    words: list[str] = []
    for word in map(lexicon.canonical, places.without_kinds(fold_words(text))):
        found = _parts_of(word, lexicon, places)
        words.append(_without_places(word, found))
        cut.append(found)
    parts = list(_with_alike_places(cut, places))
    if numbers and any(part.kind == "place" for part in parts):
        parts = [part for part in parts if part.kind != "rest" or not re.search("[0-9]", part.text)]
    else:
        numbers = ()
    sounds = [kana_of(part.text) for part in parts]
    sound = reading_key("".join(filter(None, sounds))) if parts and all(sounds) else ""
    return Query(
        text="".join(part.text for part in parts),
        written=fold(text),
        sound=sound,
        parts=tuple(parts),
        numbers=numbers,
        words=tuple(filter(None, words)),
    )


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
    return replace(part, alike=places.alike(part.sound or part.text, by_sound=bool(part.sound)))


def _parts_of(word: str, lexicon: Lexicon, places: PlaceNames) -> list[Part]:
    """Parts of one canonical word, by spelling or, when more of it is understood so, by sound."""
    spelled = list(_cut(word, "", lexicon.by_word, places.names, lexicon, longest=max(places.longest, lexicon.longest)))
    kana = kana_of(word)
    if kana is None or not any(part.kind == "rest" for part in spelled):
        return spelled
    sound = reading_key(kana)
    names = places.named_by(sound) if len(spelled) == 1 else ()
    if names:
        return [Part(kind="place", text=sound, sound=sound, names=names)]
    sounded = list(_cut(sound, sound, lexicon.by_reading, places.by_reading, lexicon, longest=20))
    if word.isascii() or _rest_length(sounded) < _rest_length(spelled):
        whole = sounded if any(part.kind != "rest" for part in sounded) else []
        return whole or [Part(kind="rest", text=word, sound=sound)]
    return [
        Part(kind=part.kind, text=part.text, sound=reading_key(part.text), names=part.names, concepts=part.concepts)
        for part in spelled
    ]


def _rest_length(parts: list[Part]) -> int:
    return sum(len(part.text) for part in parts if part.kind == "rest")


def _cut(
    word: str,
    sound: str,
    concepts: Mapping[str, tuple[int, ...]],
    places: Container[str],
    lexicon: Lexicon,
    *,
    longest: int,
) -> Iterator[Part]:
    """Known names and words, longest first from the left; what lies between is free text."""
    start = at = 0
    found = ""
    while at < len(word):
        # A place stands first or after another known part: 縄手 in 北縄手 is not 縄手.
        here = places if at == start else ()
        known = _known_at(word, at, concepts, here, longest=longest, least=MIN_READING if sound else 2)
        if not known:
            at += 1
            continue
        yield from _rest(lexicon.strip_ending(word[start:at], found), sound, lexicon, concepts, places)
        yield _known_part(known, sound, concepts, places)
        found = known
        at += len(found)
        start = at
    yield from _rest(lexicon.strip_ending(word[start:], found), sound, lexicon, concepts, places)


def _known_at(word: str, at: int, concepts: Container[str], places: Container[str], *, longest: int, least: int) -> str:
    for length in range(min(longest, len(word) - at), least - 1, -1):
        part = word[at : at + length]
        if part in concepts or part in places:
            return part
    return ""


def _known_part(text: str, sound: str, concepts: Mapping[str, tuple[int, ...]], places: Container[str]) -> Part:
    if text in concepts:
        return Part(kind="concept", text=text, sound=text if sound else "", concepts=concepts[text])
    names = places[text] if sound and isinstance(places, dict) else (text,)
    return Part(kind="place", text=text, sound=text if sound else "", names=tuple(names))


def _rest(
    text: str, sound: str, lexicon: Lexicon, concepts: Mapping[str, tuple[int, ...]], places: Container[str]
) -> Iterator[Part]:
    """Free text without the asking around it; a single letter between particles may be a place (城 in 城の公民館)."""
    left = lexicon.strip_asking(text)
    bare = lexicon.strip_particles(left)
    if not left or left in lexicon.particles:
        return
    if bare in concepts or bare in places:
        yield _known_part(bare, sound, concepts, places)
    else:
        yield Part(kind="rest", text=left, sound=left if sound else "")
