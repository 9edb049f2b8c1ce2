"""How the names of resources are read: places in them as the gazetteer of their own town does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Protocol

from directory.domain.draft import ResourceDraft
from directory.domain.name_reading import UNREAD, NameReading
from directory.domain.resource import Placement, Resource
from directory.search.name_reader import NameReader
from directory.search.place_readings import PlaceReadings
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange

BATCH = 1000
ACTOR = "readings"
_KEPT = 256
"""Municipalities whose towns are kept at hand; files are sorted by them."""


class ReadPlace(Protocol):
    """A municipality with its kana."""

    @property
    def name(self) -> str:
        """As written."""

    @property
    def kana(self) -> str:
        """Katakana; empty when unknown."""


class Gazetteer(Protocol):
    """What is asked of the gazetteer."""

    def municipality(self, jis: str) -> ReadPlace | None:
        """Municipality of a 5-digit code."""

    def town_kana(self, jis: str) -> Mapping[str, str]:
        """Katakana of the towns of a municipality by name."""


class NameReadings:
    """Reads names that were published without kana."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Opens nothing before the first name."""
        self._reader = NameReader()
        self._places_of = lru_cache(maxsize=_KEPT)(partial(open_places, gazetteer))

    def read(self, draft: ResourceDraft, placements: Sequence[Placement]) -> NameReading:
        """The generated reading of a draft's name; `UNREAD` for a name that was given with its kana.

        Args:
            draft: whose name.
            placements: of its venues; the town of the first one that is sure wins.
        """
        if draft.kana:
            return UNREAD
        place = next((each.place for each in placements if each.place and not each.needs_question), None)
        jis, town = (place.jis, place.town) if place else (draft.municipality, "")
        kana = self._reader.read(draft.name, places=self._places_of(jis), town=town)
        return NameReading(kana=kana, source="generated") if kana else UNREAD


def open_places(gazetteer: Gazetteer, jis: str) -> PlaceReadings | None:
    """How places of a municipality are read; None for an unknown code."""
    municipality = gazetteer.municipality(jis)
    if municipality is None:
        return None
    return PlaceReadings(name=municipality.name, kana=municipality.kana, towns=gazetteer.town_kana(jis))


def read_stored_names(store: Store, names: NameReadings, *, now: datetime) -> int:
    """Number of resources whose generated reading changed; given and corrected ones stay as they are."""
    changed = 0
    with store.write(now=now) as unit:
        resources = unit.resources.all_resources()
        while batch := list(islice(resources, BATCH)):
            changes = [change for resource in batch if (change := _read_again(resource, names)) is not None]
            outcomes = unit.resources.upsert_many(changes, actor=ACTOR, import_run=None)
            changed += outcomes.count("changed")
    return changed


def _read_again(resource: Resource, names: NameReadings) -> ResourceChange | None:
    if resource.reading.source == "corrected":
        return None
    reading = names.read(resource.draft, resource.placements)
    if not reading.kana or reading == resource.reading:
        return None
    return ResourceChange(
        draft=resource.draft, placements=resource.placements, attention=resource.attention, reading=reading
    )
