"""Words that name a station, as it is written (鳳駅) or said (おおとりえき, ootori eki), and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from directory.domain.coordinate import Coordinate
from directory.search.concepts import kana_of
from directory.text.fold import fold
from directory.text.reading import reading_key

_END = "駅|えき|エキ|eki|station"
_AROUND = "前|まえ|周辺|近辺|付近|近所|近く|ちかく|まわり|周り|そば"
_APART = re.compile(rf"(?<=\S)\s+(?=(?:{_END})(?:\s|$))", re.IGNORECASE)
_STATION = re.compile(
    rf"(?P<name>.{{1,24}})(?P<end>{_END})"
    rf"(?:(?:の?(?:{_AROUND})|に近い)?(?:(?:にある|に|での?|の)(?P<left>.*))?|(?:から|前|近|周辺).*)\Z",
    re.IGNORECASE,
)
"""Behind 前 and から may stand what is no question: 鳳駅前商店街, 鳳駅から歩いて10分."""


class Station(Protocol):
    """A station that lies somewhere."""

    @property
    def coordinate(self) -> Coordinate:
        """Where it lies."""

    @property
    def name(self) -> str:
        """As its signs have it, without 駅."""


class Stations(Protocol):
    """What is asked of the gazetteer."""

    def stations(self, name: str) -> Sequence[Station]:
        """Stations of a name, with or without 駅 (鳳駅 or 鳳)."""

    def stations_said(self, sound: str, *, municipalities: Collection[str]) -> Sequence[Station]:
        """Stations in or around municipalities whose names are said like a reading key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationWord:
    """A word that names a station, if there is one of that name.

    Attributes:
        words: the part that names it (鳳駅). name: without 駅.
        sound: reading key of a name in kana or romaji; empty for others.
        left: what is looked for there (子ども食堂 of 鳳駅の子ども食堂).
    """

    words: str
    name: str
    sound: str
    left: str


def join_stations(text: str) -> str:
    """A text in which 駅 stands at its name: 「ootori eki」 as 「ootorieki」."""
    return _APART.sub("", text)


def read_station(word: str) -> StationWord | None:
    """The station that a word may name; None for words that end otherwise."""
    found = _STATION.match(word)
    if not found:
        return None
    name, left = found["name"], found["left"] or ""
    return StationWord(
        words=f"{name}{found['end']}",
        name=name,
        sound=reading_key(kana_of(fold(name)) or ""),
        left=left if len(left) > 1 else "",
    )


def find_stations(word: StationWord, stations: Stations, municipalities: Collection[str]) -> list[Station]:
    """Stations that are written like the word, then those in or around municipalities that are said like it."""
    found = [*stations.stations(f"{word.name}駅")]
    if word.sound:
        found += stations.stations_said(word.sound, municipalities=municipalities)
    return found
