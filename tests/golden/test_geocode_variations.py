"""Towns drawn from the whole country, each written in many ways: the same town comes back, and nothing lies quietly."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from directory.domain.address import Located
from directory.geo.gazetteer import Gazetteer, Municipality, Town
from directory.geo.geocoder import Geocoder
from directory.text.address_text import fold_name
from directory.text.numerals import parse_kanji

_SEED, _MUNICIPALITIES = 20_260_501, 130
_QUIET_M = 5_000
_CHOME = re.compile(r"(.*[^一二三四五六七八九十])([一二三四五六七八九十]+)(?:丁目|丁)")
_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
_OLD = str.maketrans("沢浜島崎富辺斎区条竜広国桜滝高県", "澤濱嶋﨑冨邊齋區條龍廣國櫻瀧髙縣")
_KANA = str.maketrans("ケヶノの之ツッ", "ヶケののノッツ")
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A town and its lot; `base` and `chome` are set when the town is a 丁目."""

    municipality: Municipality
    town: Town
    lot: str
    base: str = ""
    chome: int = 0

    @property
    def city(self) -> str:
        """Prefecture and municipality."""
        return self.municipality.pref + self.municipality.name


def without_county(name: str) -> str:
    return re.sub("^.+?郡(?=.+[町村]$)", "", name)


def without_ward(name: str) -> str:
    return re.sub("(?<=市).+区$", "", name)


def kanji(lot: str) -> str:
    return "の".join("".join(_DIGITS[int(digit)] for digit in number) for number in lot.split("-"))


ANY: dict[str, Callable[[Case], tuple[str, str]]] = {
    "plain": lambda one: (one.city + one.town.name + one.lot, ""),
    "no prefecture": lambda one: (one.municipality.name + one.town.name + one.lot, ""),
    "no county": lambda one: (
        one.municipality.pref + without_county(one.municipality.name) + one.town.name + one.lot,
        "",
    ),
    "no ward": lambda one: (one.municipality.pref + without_ward(one.municipality.name) + one.town.name + one.lot, ""),
    "town and tenant": lambda one: (one.town.name + one.lot, one.municipality.jis),
    "full width": lambda one: (one.city + one.town.name + one.lot.translate(_WIDE), ""),
    "blanks": lambda one: (f"{one.municipality.pref} {one.municipality.name}　{one.town.name} {one.lot}", ""),
    "old forms": lambda one: ((one.city + one.town.name).translate(_OLD) + one.lot, ""),
    "kana classes": lambda one: (one.city + one.town.name.translate(_KANA) + one.lot, ""),
    "section": lambda one: (one.city + "大字" + one.town.name.removeprefix("大字") + one.lot, ""),
    "building": lambda one: (f"{one.city}{one.town.name}{one.lot} 架空ハイツ201号室", ""),
}

NUMBERED: dict[str, Callable[[Case], tuple[str, str]]] = {
    "dashes": lambda one: (f"{one.city}{one.base}{one.chome}-{one.lot}", ""),
    "digits": lambda one: (f"{one.city}{one.base}{one.chome}丁目{one.lot}", ""),
    "short 丁": lambda one: (f"{one.city}{one.base}{one.chome}丁{one.lot}", ""),
    "kanji": lambda one: (f"{one.city}{one.base}{kanji(str(one.chome))}の{kanji(one.lot)}", ""),
    "dashes and tenant": lambda one: (f"{one.base}{one.chome}-{one.lot}", one.municipality.jis),
}


@pytest.fixture(scope="module")
def cases(geodata_folder: Path) -> list[Case]:
    """Up to three towns of each of some municipalities, always the same ones."""
    gazetteer, draw = Gazetteer.open(geodata_folder), random.Random(_SEED)  # noqa: S311 a fixed draw, no secret
    found: list[Case] = []
    for municipality in draw.sample(gazetteer.municipalities(), _MUNICIPALITIES):
        towns = gazetteer.towns(municipality.jis)
        for town in draw.sample(towns, min(3, len(towns))):
            chome = _CHOME.fullmatch(town.name)
            parts = (chome[1], parse_kanji(chome[2])) if chome else ("", 0)
            lot = f"{draw.randint(1, 30)}-{draw.randint(1, 20)}"
            found.append(Case(municipality=municipality, town=town, lot=lot, base=parts[0], chome=parts[1]))
    return found


def is_found(case: Case, located: Located) -> bool:
    """Whether the town is the answer or among those that are asked about."""
    wanted = (case.municipality.jis, fold_name(case.town.name))
    return any((one.jis, fold_name(one.town)) == wanted for one in located.candidates)


def is_quietly_wrong(case: Case, located: Located) -> bool:
    place = located.place
    if place is None or located.needs_question or not place.is_pinnable:
        return False
    return place.coordinate.distance_m(case.town.coordinate) > _QUIET_M


@pytest.mark.parametrize("kind", ANY)
def test_a_town_is_found_however_it_is_written(geocoder: Geocoder, cases: list[Case], kind: str) -> None:
    answers = [(case, geocoder.locate(text, near=near or None)) for case in cases for text, near in [ANY[kind](case)]]
    assert [case.town.name for case, located in answers if is_quietly_wrong(case, located)] == []
    assert sum(is_found(case, located) for case, located in answers) / len(answers) >= 0.985


@pytest.mark.parametrize("kind", NUMBERED)
def test_a_numbered_town_is_found_by_its_number(geocoder: Geocoder, cases: list[Case], kind: str) -> None:
    numbered = [case for case in cases if case.chome]
    answers = [
        (case, geocoder.locate(text, near=near or None)) for case in numbered for text, near in [NUMBERED[kind](case)]
    ]
    assert [case.town.name for case, located in answers if is_quietly_wrong(case, located)] == []
    assert sum(is_found(case, located) for case, located in answers) / len(answers) >= 0.985


def test_a_swapped_letter_is_never_trusted_in_silence(geocoder: Geocoder, cases: list[Case]) -> None:
    wrong = []
    for case in cases:
        name = case.base or case.town.name.removeprefix("大字")
        swapped = name[:-2] + name[-1] + name[-2] + case.town.name[len(case.base) :] if case.base else name[::-1]
        located = geocoder.locate(case.city + swapped + case.lot)
        if len(name) > 2 and is_quietly_wrong(case, located):
            wrong.append(case.city + swapped)
    assert wrong == []
