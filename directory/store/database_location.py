"""Which database an URL names: a SQLite file or a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from directory.domain.errors import DatabaseRefused

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseLocation:
    """A parsed database URL. `path` is set for SQLite only."""

    url: URL
    path: Path | None

    @property
    def instance_file(self) -> Path | None:
        """File beside a SQLite database that says which instance it belongs to."""
        return None if self.path is None else instance_file_of(self.path)

    @property
    def shared_folder(self) -> Path | None:
        """Folder beside a SQLite database in which its processes share what they made: catalog, parts of the map."""
        return None if self.path is None else self.path.with_name(self.path.name + ".catalog")


def locate_database(url: str) -> DatabaseLocation:
    """The database behind `sqlite:///PATH` or `postgresql+psycopg://…`.

    Raises:
        DatabaseRefused: database_url_unknown.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseRefused("database_url_unknown") from None
    backend = parsed.get_backend_name()
    if backend == SQLITE and parsed.database and parsed.database != ":memory:":
        return DatabaseLocation(url=parsed, path=Path(parsed.database))
    if backend == POSTGRESQL:
        return DatabaseLocation(url=parsed.set(drivername="postgresql+psycopg"), path=None)
    raise DatabaseRefused("database_url_unknown")


def instance_file_of(path: Path) -> Path:
    """`<database>.instance.json`."""
    return path.with_name(path.name + ".instance.json")
