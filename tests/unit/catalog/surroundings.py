"""What the catalog's tests assume around listings, and listings as they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from directory.catalog.base import Surroundings
from directory.domain.listing import Listing
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.seasons import USUAL_SEASONS
from tests.no_holidays import NoHolidays

NAMELESS: Mapping[str, str] = {}


def surroundings(names: Mapping[str, str] = NAMELESS) -> Surroundings:
    """No holidays, the usual seasons, and municipalities by name."""
    return Surroundings(
        holidays=NoHolidays(), seasons=USUAL_SEASONS, municipality_names=lambda code: names.get(code, "")
    )


def encode(listings: Iterable[Listing]) -> list[bytes]:
    """By number, as a database answers."""
    return [msgspec.json.encode(each) for each in sorted(listings, key=lambda each: each.number)]


def weekly(*days: int) -> Schedule:
    """Mornings of some weekdays."""
    return Schedule(raw=f"毎週 {days}", rules=(Rule(freq="weekly", byday=days, windows=(Window(start=600, end=720),)),))
