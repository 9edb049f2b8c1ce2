"""The reviewed lexicon of kinds and needs: which words mean which categories and facts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from directory.domain.category import CATEGORIES, ROOTS, root_of
from directory.search.word_lengths import WordLengths
from directory.text.fold import fold
from directory.text.reading import is_kana, reading_key
from directory.text.romaji import kana_of_romaji

_PHRASE = re.compile("(?<=.)[をがにへと](?=.)")
_ENDING = re.compile("^[ぁ-ゖ]{1,5}(?![ぁ-ゖ])")
"""Words of asking that hold a particle are phrases cut before their ending (部屋を借|りたい)."""

MIN_READING = 3
"""Shortest reading (in kana of its key) that may be taken for a concept; さけ or いけ would be found everywhere."""

_WHOLE_KINDS = {frozenset(code for code in CATEGORIES if root_of(code) == root.code) for root in ROOTS}
"""The categories of each first-level one, itself among them."""

_LEAST_WORD = 2
_MOST_READING = 20
"""Letters of a word, and of a reading, that are taken for a concept within a question."""

_REMEMBERED = 1_024
"""Words in Latin letters whose kana are kept: a question is read several times on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One kind or need.

    Attributes:
        spoken: folded words of questions. written: folded words of listings.
        readings: reading keys of spoken words.
        unsure: categories that may mean it. beneath: those that its chip shows as well.
        is_minor: an extra wish (無料); a listing without it still answers.
        is_narrow: the category alone does not prove it (病児 within 一時預かり).
        is_kind: it names a category, or all of a first-level one (相談), and is no need beside a kind (アレルギー).
    """

    code: str
    label: str
    categories: frozenset[str]
    unsure: frozenset[str]
    beneath: frozenset[str]
    facts: frozenset[str]
    spoken: tuple[str, ...]
    written: tuple[str, ...]
    readings: tuple[str, ...]
    is_minor: bool = False
    is_narrow: bool = False
    is_kind: bool = False


class Lexicon:
    """All concepts, the spellings that are one word, and the phrases of asking."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        """Reads the parsed file; every text in it is folded once here."""
        self._variants = {fold(old): fold(new) for new, olds in source["variants"].items() for old in olds}
        self._variant = _alternatives(self._variants)
        asking = source["asking"]
        self.particles = frozenset(fold(particle) for particle in asking["particles"])
        self._particles = _longest_first(self.particles)
        self.empty_words = frozenset(asking["alone"])
        self._phrases = _longest_first({self.canonical(phrase) for phrase in asking["phrases"]})
        rows = source["concept"]
        asks = (self.canonical(form.partition("|")[0]) for row in rows for form in row.get("asks", ()))
        self._stems = frozenset(ask for ask in asks if _PHRASE.search(ask))
        self.word_readings: dict[str, str] = dict(self._each_reading(rows))
        self.concepts: tuple[Concept, ...] = tuple(self._concept(row) for row in rows)

    def canonical(self, text: str) -> str:
        """The text folded, with spellings of one word made one (子供, 子ども -> こども)."""
        return self.unify(fold(text))

    def unify(self, folded: str) -> str:
        """A folded text with spellings of one word made one."""
        return self._variant.sub(lambda match: self._variants[match[0]], folded)

    def strip_asking(self, canonical: str) -> str:
        """Free text without phrases of asking and particles at its two ends; "" when nothing else is left."""
        left, before = canonical, ""
        while left != before:
            before = left
            left = left.removesuffix(_ending_of(left, self._phrases))
            left = left.removeprefix(_beginning_of(left, self._phrases))
            if left in self.particles:
                return ""
        return left

    def strip_particles(self, canonical: str) -> str:
        """A text without one particle before and one behind."""
        before, after = _beginning_of(canonical, self._particles), _ending_of(canonical, self._particles)
        return canonical.removeprefix(before).removesuffix(after) or canonical

    def strip_ending(self, canonical: str, before: str) -> str:
        """Free text without the ending of the phrase before it: りたい after 部屋を借; other text is unchanged."""
        return _ENDING.sub("", canonical) if before in self._stems else canonical

    def without_broad(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Concepts of one word without those that have others beneath; all of them when none is left."""
        return tuple(number for number in numbers if not self.concepts[number].beneath) or numbers

    @cached_property
    def by_word(self) -> dict[str, tuple[int, ...]]:
        """Spoken word -> numbers of the concepts it names."""
        return _numbers((word, n) for n, concept in enumerate(self.concepts) for word in concept.spoken)

    @cached_property
    def by_code(self) -> dict[str, int]:
        """Code -> number of the concept."""
        return {concept.code: number for number, concept in enumerate(self.concepts)}

    @cached_property
    def by_reading(self) -> dict[str, tuple[int, ...]]:
        """Reading key -> numbers of the concepts it names."""
        return _numbers((key, n) for n, concept in enumerate(self.concepts) for key in concept.readings)

    @cached_property
    def word_lengths(self) -> WordLengths:
        """How long spoken words are."""
        return WordLengths(self.by_word, letters=2, least=_LEAST_WORD, longest=max(map(len, self.by_word)))

    @cached_property
    def reading_lengths(self) -> WordLengths:
        """How long the reading keys of spoken words are."""
        return WordLengths(self.by_reading, letters=2, least=MIN_READING, longest=_MOST_READING)

    @cached_property
    def by_written(self) -> dict[str, tuple[int, ...]]:
        """Word of a listing -> numbers of the concepts it is evidence for."""
        return _numbers((word, n) for n, concept in enumerate(self.concepts) for word in concept.written)

    def _each_reading(self, rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for row in rows:
            for form in (*row.get("forms", ()), *row.get("asks", ())):
                surface, _, reading = form.partition("|")
                yield self.canonical(surface), fold(reading or surface)

    def _concept(self, row: Mapping[str, Any]) -> Concept:
        forms, asks, signs = (tuple(row.get(name, ())) for name in ("forms", "asks", "signs"))
        spoken = tuple(dict.fromkeys(self.canonical(form.partition("|")[0]) for form in (*forms, *asks)))
        written = tuple(dict.fromkeys(self.canonical(form.partition("|")[0]) for form in (*forms, *signs)))
        sounds = (reading_key(self.word_readings[word]) for word in spoken)
        return Concept(
            code=row["id"],
            label=row["label"],
            categories=frozenset(row.get("categories", ())),
            unsure=frozenset(row.get("unsure", ())),
            beneath=frozenset(row.get("beneath", ())),
            facts=frozenset(row.get("facts", ())),
            spoken=spoken,
            written=written,
            readings=tuple(dict.fromkeys(key for key in sounds if len(key) >= MIN_READING and is_kana(key))),
            is_minor=row.get("minor", False),
            is_narrow=row.get("narrow", False),
            is_kind=row["id"] in CATEGORIES or frozenset(row.get("categories", ())) in _WHOLE_KINDS,
        )


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of concepts.toml, read once."""
    text = resources.files(__package__).joinpath("concepts.toml").read_text(encoding="utf-8")
    return Lexicon(tomllib.loads(text))


def kana_of(canonical: str) -> str | None:
    """Hiragana of a text of kana or romaji; None for anything else."""
    if is_kana(canonical):
        return canonical
    return _kana_of_latin(canonical) if canonical.isascii() else None


_kana_of_latin = lru_cache(maxsize=_REMEMBERED)(kana_of_romaji)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _beginning_of(text: str, words: tuple[str, ...]) -> str:
    """The first of some words with which a text begins; "" for none, which most texts are."""
    return next(filter(text.startswith, words)) if text.startswith(words) else ""


def _ending_of(text: str, words: tuple[str, ...]) -> str:
    """The first of some words with which a text ends; "" for none."""
    return next(filter(text.endswith, words)) if text.endswith(words) else ""


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all words, longest first."""
    return re.compile("|".join(map(re.escape, _longest_first(words))))


def _numbers(pairs: Iterator[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for word, number in pairs:
        found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}
