"""Public tables in a file, for benchmarks: some listings are renamed on the way; and the memory of this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from directory.assets import geodata_folder
from directory.catalog.base import Surroundings
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.keeper import CatalogKeeper
from directory.catalog.keeper import Published as PublishedNow
from directory.domain.public_changes import PublicChanges
from directory.domain.seasons import USUAL_SEASONS
from directory.geo.gazetteer import Gazetteer


class Published:
    """The public tables, from a file of listings; some of them may be changed."""

    def __init__(self, listings: Path) -> None:
        """Reads nothing yet."""
        self._listings = listings
        self._renamed: dict[int, bytes] = {}
        self._told: list[tuple[int, ...]] = []
        self._number_of: dict[int, int] = {}
        self._count = 0
        self.changes = 0

    def revision(self) -> str:
        """Changes with every write."""
        return f"{self.changes}-bench"

    def read_listings(self) -> Iterator[bytes]:
        """All listings, one after the other as a database gives them, so that they take no memory here."""
        with self._listings.open("rb") as stream:
            for place, line in enumerate(stream):
                yield self._renamed.get(place) or line[:-1]

    def read_changes(self, since: str) -> PublicChanges | None:
        """What was renamed since a revision."""
        first, _, run = since.partition("-")
        if run != "bench":
            return None
        places = sorted({place for told in self._told[int(first) :] for place in told})
        listings = tuple(self._renamed[place] for place in places)
        numbers = tuple(map(self._number_of.__getitem__, places))
        return PublicChanges(numbers=numbers, listings=listings, count=self._count)

    def write(self) -> str:
        """Renames one listing; its new name comes back."""
        name = f"あたらしいかきこみ{self.changes + 1}"
        self._rename({(self.changes + 1) * 7: name})
        return name

    def write_many(self, count: int) -> None:
        """Renames many at once, as an import does that commits a file."""
        self._rename({number * 11: f"まとめてかきこみ{number}" for number in range(count)})

    def _rename(self, names: Mapping[int, str]) -> None:
        self._count = sum(1 for _ in self.read_listings())
        new = {place % self._count: name for place, name in names.items()}
        found = {place: payload for place, payload in enumerate(self.read_listings()) if place in new}
        for place, payload in found.items():
            listing = json.loads(payload) | {"name": new[place]}
            self._renamed[place] = json.dumps(listing).encode()
            self._number_of[place] = listing["number"]
        self._told.append(tuple(found))
        self.changes += 1


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
