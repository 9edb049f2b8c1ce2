"""Units of work: one transaction with the repositories that take part in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from directory.domain.address import Place
from directory.domain.publish import project
from directory.domain.resource import Resource
from directory.store.archive import Archive
from directory.store.confirmed_pins import read_confirmed_pins
from directory.store.districts import Districts
from directory.store.erasure import Erasure, Traces
from directory.store.import_runs import ImportRun, ImportRuns, read_latest
from directory.store.leases import LeaseReader, Leases
from directory.store.people import People
from directory.store.posts import PostReader, Posts
from directory.store.projection import Projection
from directory.store.resource_reader import ResourceReader
from directory.store.resources import Resources


class WriteUnit(People):
    """One writing transaction. Everything done through it is kept or dropped together.

    Attributes:
        resources, leases, posts, archive, traces, districts, imports: repositories inside the transaction.
    """

    def __init__(self, connection: Connection, *, now: datetime) -> None:
        super().__init__(connection)
        self._projection = Projection(connection)
        self.resources = Resources(connection, self._projection, now=now)
        self.leases = Leases(connection, self._projection, now=now)
        self.posts = Posts(connection, self._projection)
        self.archive = Archive(connection, self._projection)
        self.traces = Erasure(connection, self._projection)
        self.districts = Districts(connection, self._projection)
        self.imports = ImportRuns(connection, now=now)

    def publish_anew(self, resources: Sequence[Resource]) -> None:
        """Show what is stored as this version shows it; the resources themselves stay as they are."""
        self._projection.replace([listing for resource in resources for listing in project(resource)])

    def finish(self) -> None:
        """Write what belongs at the end of the transaction; the store calls it before the commit."""
        self._projection.finish()


class ReadUnit(People):
    """One reading transaction over private tables: a consistent moment."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.resources = ResourceReader(connection)
        self.leases = LeaseReader(connection)
        self.posts = PostReader(connection)
        self.traces = Traces(connection)

    def confirmed_pins(self) -> tuple[Place, ...]:
        """Places of all confirmed pins of public resources."""
        return read_confirmed_pins(self._connection)

    def latest_imports(self, limit: int = 20) -> tuple[ImportRun, ...]:
        """The newest import runs, newest first."""
        return read_latest(self._connection, limit)
