"""One way to read an address, and the Place that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from directory.domain.address import Level, Match, Place
from directory.domain.coordinate import Coordinate
from directory.geo.gazetteer import Municipality
from directory.geo.municipality_names import Head
from directory.geo.town_match import TownHit
from directory.text.address_parts import split_lot
from directory.text.address_text import FoldedText

_LOT = re.compile(r"[0-9]+(?!番町)(?:\Z|[-番号地ノ・、,(（A-Zァ-ヺ甲乙丙])")
_LEFT_OUT = ("第", "大字", "小字", "字")
"""Not in the key, but the user's own words."""
_TOWN_POINTS = 3
_CONTEXT_POINTS = 4
_WEAKEST: tuple[Match, ...] = ("exact", "variant", "context", "inferred", "fuzzy")
_MATCH_OF_HEAD: dict[str, Match] = {
    "full": "exact",
    "short": "variant",
    "city": "inferred",
    "ward": "inferred",
    "former": "inferred",
    "context": "context",
    "postal": "context",
    "typo": "fuzzy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A municipality and, when one was found, a town. `agrees`: the tenant's municipality."""

    head: Head
    hit: TownHit | None = None
    agrees: bool = False
    wrong: tuple[int, int] | None = None

    @property
    def score(self) -> float:
        """Comparable within one answer: explained characters, +3 for a town, +4 for the tenant."""
        town = self.hit.length + self.hit.bonus + _TOWN_POINTS if self.hit else 0
        return self.head.length + town + (_CONTEXT_POINTS if self.agrees else 0)

    @property
    def is_clean(self) -> bool:
        """Whether a town was found and a lot or nothing follows it."""
        return self.hit is not None and self.hit.is_clean

    @property
    def is_direct(self) -> bool:
        """Whether the town follows the municipality at once, without street names of Kyoto between them."""
        return self.hit is None or self.hit.end - self.hit.length <= self.head.end

    @property
    def end(self) -> int:
        """Position of the key at which the lot begins."""
        return self.hit.end if self.hit else self.head.end

    def marked_wrong(self, start: int, end: int) -> Reading:
        """The same, correcting that span of the key."""
        return replace(self, wrong=(start, end))


def to_place(reading: Reading, municipality: Municipality, folded: FoldedText, postal_code: str) -> Place:
    """The place of a reading; banchi, building and corrected_from are the user's own words."""
    hit = reading.hit
    start = folded.source_index(reading.end)
    start -= next((len(word) for word in _LEFT_OUT if folded.source.endswith(word, 0, start)), 0)
    banchi, building = split_lot(folded.source[start:])
    wrong = reading.wrong or (hit.wrong if hit else None)
    level, coordinate, radius_m = _precision(hit, municipality)
    return Place(
        pref=municipality.pref,
        city=municipality.name,
        ward=municipality.name if "市" in municipality.name and municipality.name.endswith("区") else "",
        jis=municipality.jis,
        town=hit.point.name if hit else "",
        chome=hit.chome if hit else None,
        koaza=hit.koaza if hit else "",
        banchi=banchi,
        building=building,
        postal_code=postal_code or None,
        coordinate=coordinate,
        level=level,
        radius_m=radius_m,
        match=_match_of(reading, municipality, folded),
        corrected_from=folded.source_slice(*wrong) if wrong else None,
        score=reading.score,
    )


def names_more(reading: Reading, folded: FoldedText) -> bool:
    """Whether a name follows; a village without towns writes its lots right behind its own name (新庄村2074)."""
    rest = folded.key[reading.end :]
    return bool(rest) and _LOT.match(rest) is None


def _precision(hit: TownHit | None, municipality: Municipality) -> tuple[Level, Coordinate, int]:
    """A town of which only the municipality's middle is known keeps its name, but is listed and not pinned."""
    if hit is None or hit.has_no_point:
        return "municipality", municipality.coordinate, municipality.radius_m
    return "chome" if hit.chome is not None else "town", hit.point.coordinate, hit.point.radius_m


def _match_of(reading: Reading, municipality: Municipality, folded: FoldedText) -> Match:
    """The weakest step on the way to the place."""
    steps: list[Match] = [_MATCH_OF_HEAD[reading.head.how]]
    hit = reading.hit
    if hit is not None and hit.is_chosen:
        steps.append("inferred")
    if hit is not None and hit.wrong is not None:
        steps.append("fuzzy")
    if hit is None and names_more(reading, folded):
        steps.append("inferred")  # the text names a town, and nobody knows it
    if steps == ["exact"]:
        steps.append("exact" if _is_literal(reading, municipality, folded) else "variant")
    return max(steps, key=_WEAKEST.index)


def _is_literal(reading: Reading, municipality: Municipality, folded: FoldedText) -> bool:
    """Whether the text writes the place as the gazetteer does."""
    hit = reading.hit
    written = folded.source[: folded.source_index(reading.end)].strip()
    name = municipality.name + (hit.point.name + hit.koaza if hit else "")
    return written in {name, municipality.pref + name}
