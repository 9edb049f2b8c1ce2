"""Names as people write them -> how they are read; places in them as the gazetteer of their own town reads them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from directory.search.place_letters import count_letters, read_letters
from directory.search.place_readings import PlaceReadings, TownForms, spelling_key
from directory.search.spoken_words import LONE_BEFORE_KIND, LONE_LETTERS, SPOKEN_WORDS, VOICED
from directory.text.counted_things import COUNTED, say_counted
from directory.text.english_words import KATAKANA_OF_ENGLISH, spell_letters
from directory.text.fold import fold
from directory.text.romaji import kana_of_romaji
from directory.text.spoken_numbers import say_number

_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_PART = re.compile("[0-9]+|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]*|[^0-9A-Za-zÀ-ɏ]+")
_BREAK = re.compile(r"[^\w'’&]")
_SYLLABLES = re.compile(
    r"(?:(?:([kstpcgzdbj])(?=\1))?(?:[kgsztdnhbpmyrwjlc]|[kgnhbpmr]y|sh|ch|ts)?[aiueo]|n(?![aiueo])|m(?=[bmp])){2,}"
)
"""Letters that are nothing but romaji."""
_SIGNS = {"&": "アンド"}
_UNJOINED = ("", "助詞", "形容詞", "連体詞", "補助記号", "空白")
"""Words after which nothing is voiced: 青い星."""

_FOUNDERS = ("市", "区", "町", "村")
_ABBREVIATION = 3
"""Capital letters that are said one by one; more of them are a word."""

_SPOKEN = re.compile(
    "|".join(map(re.escape, sorted(SPOKEN_WORDS, key=lambda word: -len(word)))) + f"|{COUNTED.pattern}"
)
"""What is read as a whole: words, and numbers with what they count."""

_ESTABLISHED = {"マチ": "チョウ", "ムラ": "ソン"}
"""How a town or village is called that runs something itself: 寄居町立 is …チョウリツ wherever 寄居町 is …マチ."""


_REMEMBERED = 16_384
"""Stretches of names whose sound is kept."""


class Morpheme(Protocol):
    """One word as Sudachi cuts it."""

    def surface(self) -> str:
        """As written."""

    def reading_form(self) -> str:
        """Katakana; empty or no kana when it is not known."""

    def part_of_speech(self) -> tuple[str, ...]:
        """The kind of word, then finer kinds."""


class Tokenizer(Protocol):
    """What is asked of Sudachi."""

    def tokenize(self, text: str) -> Iterable[Morpheme]:
        """The words of a text."""


class NameReader:
    """Reads names with Sudachi's small dictionary, which loads in 30 ms when first asked."""

    def read(self, name: str, *, places: PlaceReadings | None = None, town: str = "") -> str:
        """Katakana of a name, without signs and blanks; what can not be read stays as written.

        Args:
            name: as published.
            places: of the municipality that the record lies in.
            town: the record's own town, whose reading wins wherever it stands in the name.
        """
        text = unicodedata.normalize("NFKC", name)
        return _read_words(text) if places is None else "".join(_read_parts(text, places, places.of_town(town)))


def _read_parts(text: str, places: PlaceReadings, own: TownForms) -> Iterator[str]:
    """Known places, and between them what Sudachi says."""
    key = spelling_key(text)
    breaks = {found.start() for found in _BREAK.finditer(text)}
    start = at = 0
    while at < len(text):
        # Other towns only where a name begins: 子安 may be a town, but does not stand in 親子安心ひろば.
        place = own.find(key, at) or (places.find_any(key, at) if at == start else "")
        if place:
            yield _read_words(text[start:at])
            sound = own.readings.get(place) or places.readings[place]
            is_founder = text.startswith("立", at + len(place)) and place.endswith(_FOUNDERS)
            yield _as_founder(sound) if is_founder else sound
            at += is_founder
        is_end = not place and at in breaks
        at += len(place) or 1
        if is_end:
            yield _read_words(text[start : at - 1])
        if place or is_end:
            start = at
    yield _read_words(text[start:])


def _as_founder(sound: str) -> str:
    """The municipality before 立."""
    ending = next((ending for ending in _ESTABLISHED if sound.endswith(ending)), "")
    return f"{sound.removesuffix(ending)}{_ESTABLISHED.get(ending, '')}リツ"


@lru_cache(maxsize=_REMEMBERED)
def _read_words(text: str) -> str:
    """A stretch without known places; 子育て支援センター stands in thousands of names."""
    return "".join(_say_words(text))


def _say_words(text: str) -> Iterator[str]:
    start = 0
    for found in _SPOKEN.finditer(text):
        said = SPOKEN_WORDS.get(found[0]) or say_counted(*found.groups())
        if said:
            yield from _read_rest(text[start : found.start()])
            yield said
            start = found.end()
    yield from _read_rest(text[start:])


def _read_rest(text: str) -> Iterator[str]:
    for part in _PART.findall(text):
        if part.isascii() and part.isdecimal():
            yield say_number(part)
        elif part[0].isascii() and part[0].isalpha():
            yield _say_latin(part)
        else:
            for stretch in LONE_BEFORE_KIND.split(part):
                yield from _say_japanese(stretch)


def _say_japanese(text: str) -> Iterator[str]:
    morphemes = list(_open_tokenizer().tokenize(text))
    place = _place_at_start(morphemes)
    if place:
        yield read_letters([each.surface() for each in place], [_say_morpheme(each) for each in place])
    before = "名詞" if place else ""
    for morpheme in morphemes[len(place) :]:
        surface = morpheme.surface()
        is_joined = surface in VOICED and before not in _UNJOINED
        yield VOICED[surface] if is_joined else _say_morpheme(morpheme)
        before = morpheme.part_of_speech()[0]


def _place_at_start(morphemes: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """The letters of the name of a place that the dictionary does not know; none of 水夢館, which ends like a thing."""
    place = morphemes[: count_letters([morpheme.surface() for morpheme in morphemes])]
    return place if place and place[-1].part_of_speech()[0] != "接尾辞" else ()


def _say_morpheme(morpheme: Morpheme) -> str:
    surface = morpheme.surface()
    if _KANA.fullmatch(surface):
        return surface.translate(_KATAKANA)
    if not any(letter.isalnum() for letter in surface):
        return _SIGNS.get(surface, "")
    sound = LONE_LETTERS.get(surface) or morpheme.reading_form()
    if _KANA.fullmatch(sound):
        return sound
    return surface if len(surface) == 1 else _say_letters(surface)


def _say_letters(word: str) -> str:
    """An unknown word letter by letter."""
    return "".join(_say_morpheme(morpheme) for letter in word for morpheme in _open_tokenizer().tokenize(letter))


@lru_cache(maxsize=4096)
def _say_latin(word: str) -> str:
    """An English word of the table, romaji, a word that Sudachi knows, or an abbreviation; other words stay."""
    plain = fold(word)
    known = KATAKANA_OF_ENGLISH.get(plain)
    if known:
        return known
    if plain.endswith("s") and plain[:-1] in KATAKANA_OF_ENGLISH:
        return KATAKANA_OF_ENGLISH[plain[:-1]] + "ズ"
    is_short = word.isupper() and len(word) <= _ABBREVIATION
    kana = kana_of_romaji(plain) if _SYLLABLES.fullmatch(plain) and not is_short else None
    if kana:
        return kana.translate(_KATAKANA)
    morphemes = list(_open_tokenizer().tokenize(word))
    if len(morphemes) == 1 and _KANA.fullmatch(morphemes[0].reading_form()):
        return morphemes[0].reading_form()
    return spell_letters(plain) if is_short else word


@lru_cache(maxsize=1)
def _open_tokenizer() -> Tokenizer:
    # Imported here: only those who read names pay for it.
    from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]  # noqa: PLC0415

    tokenizer: Tokenizer = Dictionary(dict="small").tokenizer(SplitMode.C, fields={"pos", "reading_form"})
    return tokenizer
