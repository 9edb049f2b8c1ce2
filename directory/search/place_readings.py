"""How places are read inside names: the municipality, its towns, and the shorter names that both give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from directory.text.old_forms import OLD_FORMS
from directory.text.spoken_numbers import say_number

_CHOME = re.compile("[一二三四五六七八九十0-9]+丁目?$")
_DIGITS = re.compile("[0-9]+")
_OAZA = re.compile("^大?字")
_KE = re.compile("(?<=[一-鿿])[がガヶ](?=[一-鿿])")
_NO = re.compile("(?<=[一-鿿])[の之](?=[一-鿿])")
_OLD_KANA = str.maketrans("ヱヰ", "エイ")
_CITY_AND_WARD = re.compile("(.+?市)(.+区)$")
_COUNTY = re.compile("(.+?郡)(.+)$")

_DIRECTIONS = {"東": ("ヒガシ",), "西": ("ニシ", "サイ"), "南": ("ミナミ",), "北": ("キタ",), "中": ("ナカ", "チュウ")}
_BEGINNINGS = {
    **_DIRECTIONS,
    "上": ("カミ",),
    "下": ("シモ",),
    "新": ("シン",),
    "元": ("モト",),
    "本": ("ホン",),
}
_ENDINGS = {**_BEGINNINGS, "町": ("マチ", "チョウ"), "村": ("ムラ", "ソン"), "新田": ("シンデン",)}
_AREAS = (("市", "シ"), ("区", "ク"), ("町", "チョウ"), ("町", "マチ"), ("村", "ムラ"), ("村", "ソン"))
_SHORTEST = 2
"""Letters of a name that was made shorter; one letter stands in too many other words."""


def spelling_key(text: str) -> str:
    """One spelling for names of places, letter for letter: new kanji; between kanji ケ for ヶ and が, ノ for の."""
    return _NO.sub("ノ", _KE.sub("ケ", text.translate(OLD_FORMS).translate(_OLD_KANA)))


class TownForms:
    """Names by which one town and its municipality are called -> katakana."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        """Takes spelling keys and their katakana."""
        self.readings = dict(readings)
        self._by_letter: dict[str, tuple[str, ...]] = {}
        for form in sorted(self.readings, key=len, reverse=True):
            self._by_letter[form[0]] = (*self._by_letter.get(form[0], ()), form)

    def find(self, key: str, at: int) -> str:
        """The longest name that stands at a place of a text; "" for none."""
        forms = self._by_letter.get(key[at])
        return next((form for form in forms if key.startswith(form, at)), "") if forms else ""


class PlaceReadings:
    """Readings of the places of one municipality by their spelling keys."""

    def __init__(self, *, name: str, kana: str, towns: Mapping[str, str]) -> None:
        """Takes the municipality (大阪市西区) and the katakana of its towns by name, with or without 丁目."""
        self._areas = dict(read_areas(spelling_key(name), kana))
        # A town that is called nothing but 一丁目 has no name that could stand in another one.
        self._towns = {key: _say_digits(sound) for town, sound in towns.items() if sound and (key := town_key(town))}
        self._forms: dict[str, TownForms] = {}
        shorter: dict[str, str] = {}
        for town, sound in self._towns.items():
            for form, form_sound in _shorter_forms(town, sound):
                shorter.setdefault(form, form_sound)
        self.readings = shorter | self._towns | self._areas
        self._longest = max(map(len, self.readings), default=0)

    def of_town(self, town: str) -> TownForms:
        """The names of a town and of the municipality."""
        key = town_key(town)
        found = self._forms.get(key)
        if found is None:
            sound = self._towns.get(key, "")
            own = {key: sound} if sound else {}
            shorter = dict(reversed(list(_shorter_forms(key, sound)))) if sound else {}
            found = self._forms[key] = TownForms(shorter | self._areas | own)
        return found

    def find_any(self, key: str, at: int) -> str:
        """The longest name of any town of the municipality that stands at a place of a text; "" for none."""
        for length in range(min(self._longest, len(key) - at), _SHORTEST - 1, -1):
            if key[at : at + length] in self.readings:
                return key[at : at + length]
        return ""


def town_key(town: str) -> str:
    """Spelling key of a town without 丁目 and 大字."""
    return spelling_key(_OAZA.sub("", _CHOME.sub("", town)))


def _say_digits(kana: str) -> str:
    """キタ1ジョウ is キタイチジョウ."""
    return _DIGITS.sub(lambda found: say_number(found[0]), kana)


def _shorter_forms(key: str, kana: str) -> Iterator[tuple[str, str]]:
    """Shorter names by which people call a town: 鳳 of 鳳東町, 小川 of 東小川."""
    shorter = list(_shortened(key, kana))
    yield from shorter
    for form, sound in shorter:
        yield from _shortened(form, sound)


def _shortened(name: str, kana: str) -> Iterator[tuple[str, str]]:
    for ending in (name[-1:], name[-2:]):
        sound = next((sound for sound in _ENDINGS.get(ending, ()) if kana.endswith(sound)), "")
        if sound and len(name) - len(ending) >= _SHORTEST:
            yield name.removesuffix(ending), kana.removesuffix(sound)
    beginning = name[:1]
    sound = next((sound for sound in _BEGINNINGS.get(beginning, ()) if kana.startswith(sound)), "")
    if sound and len(name) - 1 >= _SHORTEST:
        yield name.removeprefix(beginning), kana.removeprefix(sound)


def read_areas(name: str, kana: str) -> Iterator[tuple[str, str]]:
    """Names and katakana of a municipality whole, by city and ward, without its county, and without 市, 区, 町, 村."""
    for whole, sound in ((name, kana), *_city_and_ward(name, kana), *_county_and_town(name, kana)):
        if not sound:
            continue
        yield whole, sound
        for ending, spoken in _AREAS:
            if whole.endswith(ending) and sound.endswith(spoken) and len(whole) > _SHORTEST:
                yield whole[:-1], sound.removesuffix(spoken)


def _city_and_ward(name: str, kana: str) -> tuple[tuple[str, str], ...]:
    """大阪市西区 in two; シ may also stand in the name of the city or of the ward (ヒロシマシ, ヒガシク)."""
    parted = _CITY_AND_WARD.match(name)
    if not parted:
        return ()
    ends = [found.end() for found in re.finditer("シ(?![ァィゥェォッャュョ])", kana) if len(kana) - found.end() >= 3]
    sounds = _DIRECTIONS.get(parted[2][0], ("",))
    ends = [end for end in ends if kana.startswith(sounds, end)]
    return ((parted[1], kana[: ends[-1]]), (parted[2], kana[ends[-1] :])) if ends else ()


def _county_and_town(name: str, kana: str) -> tuple[tuple[str, str], ...]:
    parted = _COUNTY.match(name)
    if not parted:
        return ()
    county, _, town = kana.rpartition("グン")
    return ((parted[1], f"{county}グン"), (parted[2], town)) if county else ()
