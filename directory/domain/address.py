"""Where an address text leads: a place, how precise it is and how it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.domain.coordinate import Coordinate

Level = Literal["pin", "anchor", "block", "chome", "town", "municipality"]
"""pin: a person or the publisher put it there; municipality: listed, never pinned."""

Match = Literal["exact", "variant", "fuzzy", "context", "inferred"]
"""variant: spelling folded; fuzzy: typo corrected; context: tenant or postal code supplied a part."""

PUBLISHABLE_MATCHES: frozenset[Match] = frozenset({"exact", "variant", "context"})
"""Matches that need no question before a pin is shown."""

PIN_RADIUS_M = 30
"""Uncertainty of a point that a person or publisher set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One reading of an address.

    Attributes:
        city: municipality name; of a designated city with its ward (大阪市西区), of a 町/村 with its 郡.
        jis: 5-digit municipality code.
        town: town as the gazetteer writes it, with its 丁目 (真砂四丁目); at municipality level mostly empty, but kept
            where the town is known and its point is not.
        chome: number of the 丁目, when the text gave one that exists.
        banchi: the user's own text after the town. building: what follows it.
        radius_m: honest uncertainty of `coordinate` in metres.
        corrected_from: the user's own substring that was changed.
        score: comparable only within one answer.
    """

    pref: str
    city: str
    ward: str = ""
    jis: str
    town: str = ""
    chome: int | None = None
    koaza: str = ""
    banchi: str = ""
    building: str = ""
    postal_code: str | None = None
    coordinate: Coordinate
    level: Level
    radius_m: int
    match: Match
    corrected_from: str | None = None
    score: float = 0.0

    @property
    def is_pinnable(self) -> bool:
        """Whether the place is finer than a whole municipality."""
        return self.level != "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Answer of the geocoder. `place` is None when nothing was found.

    Attributes:
        candidates: up to five, best first; the first is `place`. More than one means a tie to ask about.
        problems: codes such as address_blank, address_confidential, address_unknown,
            postal_code_contradicts, municipality_only, town_unknown, town_without_point.
    """

    place: Place | None
    candidates: tuple[Place, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def needs_question(self) -> bool:
        """Whether a person must confirm the place before it becomes a pin (fuzzy, inferred or tied)."""
        if self.place is None:
            return False
        return self.place.match not in PUBLISHABLE_MATCHES or len(self.candidates) > 1
