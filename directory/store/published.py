"""What everybody may see: listings, districts, the revision; over connections that can read nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine, select

from directory.domain.post import PublicPost
from directory.domain.public_changes import PublicChanges
from directory.store.catalog_changes import read_changes
from directory.store.districts import DistrictScheme, read_schemes
from directory.store.failures import translated
from directory.store.listing_payload import decode_listing
from directory.store.posts import read_public_posts
from directory.store.tables import CATALOG_REVISION, PUBLISHED

__all__ = ["PublicReader", "PublicView", "decode_listing"]

ROWS_PER_FETCH = 1_000


class PublicView:
    """The public tables at one moment; all answers of one view agree with each other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revision(self) -> str:
        """Text that changes with every change of what is public."""
        query = select(CATALOG_REVISION.c.revision, CATALOG_REVISION.c.token)
        revision, token = self._connection.execute(query).one()
        return f"{revision}-{token}"

    def read_listings(self) -> Iterator[bytes]:
        """JSON payloads of all listings, by number."""
        query = select(PUBLISHED.c.payload).order_by(PUBLISHED.c.number)
        streaming = self._connection.execution_options(yield_per=ROWS_PER_FETCH)
        for payload in streaming.scalars(query):
            yield bytes(payload)

    def read_changes(self, since: str) -> PublicChanges | None:
        """What changed since a revision; None when that is not known and all listings have to be compared."""
        return read_changes(self._connection, since)

    def districts(self) -> tuple[DistrictScheme, ...]:
        """All district schemes, by municipality and scheme."""
        return read_schemes(self._connection)

    def posts(self, today: date) -> tuple[PublicPost, ...]:
        """What organizations ask for and offer on a day of Japan, the first to run out first."""
        return read_public_posts(self._connection, today)


class PublicReader:
    """Doors to the public tables: `view` for a consistent whole, the other methods for one answer each."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def view(self) -> Iterator[PublicView]:
        """One reading transaction over the public tables.

        Raises:
            StoreUnavailable: the database is away or busy.
        """
        with translated(), self._engine.connect() as connection:
            yield PublicView(connection)

    def revision(self) -> str:
        """Text that changes with every change of what is public; one small query."""
        with self.view() as view:
            return view.revision()

    def read_listings(self) -> Iterator[bytes]:
        """JSON payloads of all listings, by number."""
        with self.view() as view:
            yield from view.read_listings()

    def districts(self) -> tuple[DistrictScheme, ...]:
        """All district schemes, by municipality and scheme."""
        with self.view() as view:
            return view.districts()

    def posts(self, today: date) -> tuple[PublicPost, ...]:
        """What organizations ask for and offer on a day of Japan, the first to run out first."""
        with self.view() as view:
            return view.posts(today)
