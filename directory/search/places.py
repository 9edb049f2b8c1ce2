"""Names of municipalities, towns and districts as they stand in questions, and the listings there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.search.alike_words import AlikeWords
from directory.search.word_lengths import WordLengths
from directory.text.fold import fold
from directory.text.reading import is_kana, reading_key
from directory.text.romaji import kana_of_romaji

_MOST_ALIKE = 40
"""Most places that are taken for a misspelt one."""

_REMEMBERED = 64
"""Misspelt words whose places are kept: one answer asks several times."""

_PAIR = 2
"""Letters of a name that are no name when one of them is wrong; they may be swapped."""

_LEAST_NAME = 2
"""Letters of a name within a word; one letter is a place only where nothing stands beside it."""

_KINDS = {"市": ("し",), "区": ("く",), "町": ("ちよ", "まち"), "村": ("むら", "そん")}
"""Ends of names that people leave out, and their reading keys."""

_KINDS_BEHIND = frozenset(("city", "ward", "town", "village", "shi", "ku", "cho", "machi", "mura"))
"""Words behind the name of a place in Latin letters."""

_LEAST_SOUND = 3
_MOST_SOUND = 20
"""Sounds of a place that is found by nothing else, and of one within a word."""

_LEAST_SHORT_SOUND = 2
"""Sounds of one that is named without its kind: こち is 高知市."""

_CHOME = re.compile("[一二三四五六七八九十0-9]+丁目?$")
_OAZA = re.compile("^大?字(?=.)")
_COUNTY = re.compile("^[^市区町村]+郡(?=.)")
_DISTRICT_KIND = re.compile("(小学校区|中学校区|連合学区|学校区|小学区|小校区|学区|校区|地区|圏域|行政区)$")
_CITY_AND_WARD = re.compile("^(.+?市)(.+区)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePlace:
    """A place that a misspelt word may mean.

    Attributes:
        is_nearest: no other one is likelier to be meant.
        edits: letters that are wrong, missing, too many or swapped.
    """

    name: str
    is_nearest: bool
    edits: int = 0


class PlaceNames:
    """Every name (and reading) of a place that listings stand in."""

    def __init__(self, readings: Mapping[str, tuple[str, ...]]) -> None:
        """Takes the reading keys of every canonical name: towns of one spelling are read in several ways."""
        self.names = readings
        self.by_reading: dict[str, tuple[str, ...]] = {}
        for name, sounds in self.names.items():
            for sound in sounds:
                if len(sound) >= _LEAST_SOUND:
                    self.by_reading[sound] = (*self.by_reading.get(sound, ()), name)
        self._by_short_reading = _without_kind(self.by_reading)
        self._names = AlikeWords([name for name in self.names if len(name) > 1])
        self._readings = AlikeWords(list(self.by_reading))
        longest = max(map(len, self.names), default=0)
        # Names begin with thousands of pairs of letters, mostly one each.
        self.name_lengths = WordLengths(self.names, letters=1, least=_LEAST_NAME, longest=longest)
        self.reading_lengths = WordLengths(self.by_reading, letters=2, least=_LEAST_SOUND, longest=_MOST_SOUND)
        self._alike_once = lru_cache(maxsize=_REMEMBERED)(self._alike)

    def alike(self, text: str, *, by_sound: bool) -> tuple[AlikePlace, ...]:
        """The places that a misspelt word may mean, nearest first; none when nothing is near enough.

        Only those with the fewest wrong letters. Of these, swapped and doubled ones come first, then letters that were
        forgotten and kana that slipped in between: of wrong ones there are thousands. 孕東 is rather 東孕 than 孕西,
        but 孕西 is not out of the question.
        """
        return self._alike_once(text, by_sound)

    def _alike(self, text: str, by_sound: bool) -> tuple[AlikePlace, ...]:  # noqa: FBT001 - remembered by position
        edits = (self._readings if by_sound else self._names).nearest(text)
        if not edits and len(text) == _PAIR and text[::-1] in self.names:
            edits = {text[::-1]: 1}
        nearest = sorted((count, _strangeness(text, name), name) for name, count in edits.items())
        return tuple(
            AlikePlace(name=place, is_nearest=strangeness == nearest[0][1], edits=count)
            for count, strangeness, name in nearest[:_MOST_ALIKE]
            for place in (self.by_reading[name] if by_sound else (name,))
        )

    def named_by(self, sound: str) -> tuple[str, ...]:
        """The places that a whole word of a question names by its sound: にしときよし, or にしときよ without its 市.

        Within a word a short name would be found in too many others: おおさかや is a shop.
        """
        return tuple(dict.fromkeys((*self.by_reading.get(sound, ()), *self._by_short_reading.get(sound, ()))))

    def without_kinds(self, words: Iterable[str]) -> Iterator[str]:
        """Folded words without those that say nothing behind a place in Latin letters: Kochi city is Kochi."""
        before = ""
        for word in words:
            kana = kana_of_romaji(before) if word in _KINDS_BEHIND else None
            if not kana or not self.named_by(reading_key(kana)):
                yield word
            before = word

    def __contains__(self, name: str) -> bool:
        """Whether a canonical text is the name of a place."""
        return name in self.names


def _strangeness(text: str, name: str) -> int:
    """0 when a word has the letters of a name, 1 when some were forgotten or kana slipped in between, 2 when wrong."""
    letters, strange = set(name), set(text) - set(name)
    if not strange:
        return 0 if letters == set(text) else 1
    return 2 if any(not is_kana(letter) for letter in strange) or Counter(name) - Counter(text) else 1


def _without_kind(by_reading: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Places by their reading keys without 市, 区, 町 and 村 at the end."""
    short: dict[str, tuple[str, ...]] = {}
    for sound, names in by_reading.items():
        for name in names:
            kind = next((kind for kind in _KINDS.get(name[-1], ()) if sound.endswith(kind)), "")
            rest = sound.removesuffix(kind)
            if kind and len(rest) >= _LEAST_SHORT_SOUND:
                short[rest] = (*short.get(rest, ()), name)
    return short


def town_base(town: str) -> str:
    """The folded name of a town without its 丁目, 大字 and 字."""
    return _OAZA.sub("", _CHOME.sub("", fold(town)))


@lru_cache(maxsize=65_536)
def names_of(place: str) -> tuple[str, ...]:
    """The names by which people call a place: whole, without 丁目, county, 町 or kind of district, city and ward alone.

    A short form has at least two letters: 「旭」 for 旭町 would be found in every other name.
    """
    whole = _COUNTY.sub("", town_base(place))
    parted = _CITY_AND_WARD.match(whole)
    # 大字山口 is written in addresses, 山口 in questions.
    names = [
        whole,
        _COUNTY.sub("", _CHOME.sub("", fold(place))),
        _DISTRICT_KIND.sub("", whole),
        *(parted.groups() if parted else ()),
    ]
    if whole.endswith("町") and len(whole) > 2:
        names.append(whole[:-1])
    return tuple(dict.fromkeys(name for name in names if len(name) > 1 or name == whole != ""))
