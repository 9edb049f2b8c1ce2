"""Public tables in a file, for benchmarks: some listings are renamed on the way; and the memory of this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from directory.assets import geodata_folder
from directory.catalog.base import Surroundings
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.keeper import CatalogKeeper
from directory.catalog.keeper import Published as PublishedNow
from directory.domain.seasons import USUAL_SEASONS
from directory.geo.gazetteer import Gazetteer


class Published:
    """The public tables, from a file of listings; some of them may be changed."""

    def __init__(self, listings: Path) -> None:
        """Reads nothing yet."""
        self._listings = listings
        self.changes = 0

    @cached_property
    def payloads(self) -> list[bytes]:
        """Of all listings; a worker that finds its base never asks for them."""
        with self._listings.open("rb") as stream:
            return [line[:-1] for line in stream]

    def revision(self) -> str:
        """Changes with every write."""
        return f"{self.changes}-bench"

    def read_listings(self) -> Iterator[bytes]:
        """All listings."""
        return iter(self.payloads)

    def write(self) -> str:
        """Renames one listing; its new name comes back."""
        self.changes += 1
        name = f"あたらしいかきこみ{self.changes}"
        self._rename(self.changes * 7 % len(self.payloads), name)
        return name

    def write_many(self, count: int) -> None:
        """Renames many at once, as an import does that commits a file."""
        for number in range(count):
            self._rename(number * 11 % len(self.payloads), f"まとめてかきこみ{number}")
        self.changes += 1

    def _rename(self, place: int, name: str) -> None:
        self.payloads[place] = json.dumps(json.loads(self.payloads[place]) | {"name": name}).encode()


def open_keeper(published: Published, *, folder: Path, today: Callable[[], date]) -> CatalogKeeper:
    """A keeper over these tables, as a worker of the site has one."""
    gazetteer = Gazetteer.open(geodata_folder())
    surroundings = Surroundings(
        holidays=JapaneseHolidays(),
        seasons=USUAL_SEASONS,
        municipality_names=gazetteer.municipality_name,
        town_kana=lambda jis: {town.name: town.kana for town in gazetteer.towns(jis)},
    )

    @contextmanager
    def open_published() -> Iterator[PublishedNow]:
        yield PublishedNow(listings=published, districts=())

    return CatalogKeeper(open_published, surroundings, folder=folder, today=today)


def private_mib() -> int:
    """Memory that only this process has."""
    return _sum_of("smaps_rollup", "Private_Dirty:")


def resident_mib() -> int:
    """Memory of this process, shared pages included."""
    return _sum_of("smaps_rollup", "Rss:")


def _sum_of(file: str, word: str) -> int:
    path = Path("/proc/self") / file
    lines = path.read_text().splitlines() if path.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith(word)) // 1024
