"""Questions as nobody sends them on purpose: random letters of every script, endless words, only numbers, filters."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from directory.catalog.criteria import DEFAULT_RADIUS_M, QUERY_LIMIT, SORTS, Criteria
from directory.catalog.wishes import LISTED_WISHES
from directory.domain.category import CATEGORIES
from directory.domain.coordinate import Coordinate
from directory.search.concepts import load_lexicon

_HIRAGANA = "".join(map(chr, range(0x3041, 0x3097))) + "ー"
_KATAKANA = "".join(map(chr, range(0x30A1, 0x30FB))) + "ー"
_HALFWIDTH = "".join(map(chr, range(0xFF61, 0xFFA0)))
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SYLLABLES = ["n", "tsu", "sho", "kyu", *(head + vowel for head in "kstnhmyrgzdbp" for vowel in "aiueo")]
_DIGITS = "0123456789０１２３４５６７８９一二三四五六七八九十百千①②③ⅠⅡⅢ"
_NUMBER_SIGNS = "-－‐ー丁目番地号のノ,. 　"
_CONTROL = "".join(map(chr, [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x200B, 0x200D, 0x202E, 0x2066, 0xFE0F, 0xFEFF]))
_QUOTES = "'\"`´“”‘’「」『』（）()[]{}<>\\/|^$*+?.%_&;:#@!~=-"
_EMOJI = "😀👨‍👩‍👧🍙🏠👶🏽🇯🇵❤️⛄️🧑‍🍼"
_STOP_WORDS = re.findall(
    r"\S+",
    "の に で は も が を と から まで より へ や など です ます ください 教えて 探しています ありますか どこ 近く "
    "周辺 場所 ところ いい おすすめ 一番 the a in of near where is please for to",
)
_STATION_WORDS = ["駅", "えき", "eki", "station", "駅前", "駅から", "駅の近く", "徒歩5分"]
_DAYS = ("today", "tomorrow", "weekend", "sat", "sun:am", "wed:eve", "2026-06-06", "now", "mon,tue,wed", "today:pm")
_MUCH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a directory holds: names, their kana, addresses, municipalities and districts by code, words of stations."""

    names: Sequence[str]
    kana: Sequence[str]
    addresses: Sequence[str]
    municipalities: Sequence[str]
    districts: Sequence[str]
    stations: Sequence[str]


class NastyQuestions:
    """An endless row of questions, the same for the same seed."""

    def __init__(self, known: Known, *, seed: int) -> None:
        """Makes none yet."""
        self._rng = random.Random(seed)  # noqa: S311 - the same questions again, no secret
        self._known = known
        lexicon = load_lexicon()
        self._words = sorted(lexicon.by_word)
        self._sounds = sorted(lexicon.by_reading)
        alphabets = (_HIRAGANA, _KATAKANA, _HALFWIDTH, _LATIN, _DIGITS, _DIGITS + _NUMBER_SIGNS, _QUOTES, _EMOJI)
        self._makers: tuple[Callable[[], str], ...] = (
            *(lambda letters=letters: self._letters(letters) for letters in (*alphabets, _CONTROL + _HIRAGANA)),
            self._any_letters,
            self._kanji,
            self._syllables,
            self._repeated,
            lambda: self._joined(_STOP_WORDS),
            lambda: self._joined(self._words),
            lambda: self._joined(self._sounds),
            lambda: self._joined(known.names),
            lambda: self._joined(known.kana),
            lambda: self._joined([*known.names[:500], *self._words, *_STOP_WORDS]),
            lambda: self._joined(known.stations) + self._pick(_STATION_WORDS),
            lambda: self._pick(known.addresses) + self._letters(_DIGITS + _NUMBER_SIGNS, most=12),
            lambda: self._misspelt(self._pick(known.names)),
            lambda: self._misspelt(self._pick(known.addresses)),
            lambda: self._misspelt(self._joined(self._words)),
            lambda: unicodedata.normalize("NFD", self._joined(known.kana)),
            lambda: self._pick(known.names) + self._letters(_CONTROL + _EMOJI + _QUOTES, most=10),
        )

    def ask(self) -> Criteria:
        """The next question; every second one has filters, too."""
        text = self._rng.choice(self._makers)()[:QUERY_LIMIT]
        return self._filtered(text) if self._rng.random() < 0.5 else Criteria(text=text)

    def _filtered(self, text: str) -> Criteria:
        rng, known = self._rng, self._known
        is_near = self._is()
        return Criteria(
            text=text,
            categories=self._some(tuple(CATEGORIES)) if self._is() else (),
            municipalities=self._some(known.municipalities) if self._is() else (),
            districts=self._some(known.districts) if self._is() and known.districts else (),
            near=Coordinate(latitude=rng.uniform(26, 45), longitude=rng.uniform(128, 145)) if is_near else None,
            radius_m=rng.choice((500, 5_000, 50_000)) if is_near else DEFAULT_RADIUS_M,
            when=self._pick(_DAYS) if self._is() else "",
            wishes=tuple(wish for wish in LISTED_WISHES if rng.random() < 0.05),
            sort=rng.choice(SORTS),
        )

    def _is(self) -> bool:
        return self._rng.random() < 0.3

    def _pick(self, each: Sequence[str]) -> str:
        return each[self._rng.randrange(len(each))]

    def _some(self, each: Sequence[str]) -> tuple[str, ...]:
        return tuple({self._pick(each): None for _ in range(self._rng.randint(1, 3))})

    def _length(self, most: int) -> int:
        """Mostly few, sometimes as many as there may be."""
        return self._rng.choice((1, 2, 3, self._rng.randint(1, most), most))

    def _letters(self, letters: Sequence[str], *, most: int = QUERY_LIMIT) -> str:
        return "".join(self._pick(letters) for _ in range(self._length(most)))

    def _any_letters(self) -> str:
        points = (self._rng.randrange(0x110000) for _ in range(self._length(QUERY_LIMIT)))
        return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)

    def _kanji(self) -> str:
        return "".join(chr(self._rng.randrange(0x4E00, 0x9FA0)) for _ in range(self._length(QUERY_LIMIT)))

    def _syllables(self) -> str:
        return self._letters([*_SYLLABLES, " "])

    def _joined(self, words: Sequence[str]) -> str:
        return self._pick(("", " ", "　", "の", "、")).join(self._pick(words) for _ in range(self._length(_MUCH)))

    def _repeated(self) -> str:
        known = self._known
        words = self._rng.choice(
            (self._words, known.names, known.addresses, _STOP_WORDS, _HIRAGANA, _LATIN, _DIGITS, _QUOTES)
        )
        return (self._pick(words) + self._pick(("", " "))) * QUERY_LIMIT

    def _misspelt(self, text: str) -> str:
        letters = list(text)
        for _ in range(self._rng.randint(1, 4)):
            place = self._rng.randrange(len(letters) + 1)
            change = self._rng.choice(("drop", "add", "swap"))
            if change == "drop":
                del letters[place : place + 1]
            elif change == "add":
                letters.insert(place, self._pick(_HIRAGANA + _LATIN))
            else:
                letters[place : place + 2] = reversed(letters[place : place + 2])
        return "".join(letters)
