"""A database of listings that counts how often it is read, and workers over it."""

from __future__ import annotations

from contextlib import contextmanager

import msgspec

from directory.catalog.keeper import CatalogKeeper, Published
from directory.domain.public_changes import PublicChanges
from tests.unit.catalog.surroundings import surroundings


class Database:
    """Listings under a revision; counts how often they are read."""

    def __init__(self, *listings):
        self.listings = list(listings)
        self.number = 1
        self.reads = 0
        self.remembered = {}
        self.untold = 0

    def change(self, *listings):
        self.listings = list(listings)
        self.number += 1

    def remember(self):
        """From now on the database knows what changes."""
        self.remembered = {self.revision(): {each.number: each for each in self.listings}}

    def revision(self):
        return f"{self.number}-abc"

    def read_listings(self):
        self.reads += 1
        return iter([msgspec.json.encode(each) for each in self.listings])

    def read_changes(self, since):
        if since not in self.remembered:
            return None
        before, now = self.remembered[since], {each.number: each for each in self.listings}
        numbers = [number for number in {*before, *now} if before.get(number) is not now.get(number)]
        changed = [msgspec.json.encode(now[number]) for number in sorted(numbers) if number in now]
        return PublicChanges(numbers=tuple(numbers), listings=tuple(changed), count=len(now) + self.untold)

    @contextmanager
    def open(self):
        yield Published(listings=self, districts=())


def worker(database, folder, today):
    return CatalogKeeper(database.open, surroundings(), folder=folder, today=lambda: today)


def codes(snapshot):
    return [snapshot.listing(row).code for row in range(snapshot.count)]


def bases(folder):
    return sorted(folder.glob("*.arrays"))
