"""Whose database this is: checks before anything is served that it is ours, initialised and of this version."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, insert, inspect, select, text, update

from directory.domain.errors import DatabaseRefused
from directory.store.database_location import DatabaseLocation
from directory.store.tables import INSTANCE

VERSION_TABLE = "alembic_version"
SECRET_BYTES = 32


class _InstanceFile(msgspec.Struct):
    instance_id: str


def new_instance_id() -> str:
    """A fresh random id."""
    return str(uuid4())


def record_instance(connection: Connection, instance_id: str, *, now: datetime) -> None:
    """Write the id into the database, and the secret that signs forms."""
    row = {"id": 1, "instance_id": instance_id, "created_at": now, "secret": secrets.token_urlsafe(SECRET_BYTES)}
    connection.execute(insert(INSTANCE), row)


def write_instance_file(path: Path, instance_id: str) -> None:
    """Write the id beside the database."""
    path.write_bytes(msgspec.json.encode(_InstanceFile(instance_id=instance_id)) + b"\n")


def read_instance_id(connection: Connection) -> str:
    """The id inside the database."""
    found = connection.scalar(select(INSTANCE.c.instance_id))
    if found is None:
        raise DatabaseRefused("database_foreign")
    return str(found)


def read_secret(connection: Connection) -> str:
    """The secret that signs forms; empty in a database of an older version that was migrated."""
    return str(connection.scalar(select(INSTANCE.c.secret)) or "")


def make_secret(connection: Connection) -> str:
    """The secret of a database that had none; of two processes at once both get that of the first."""
    has_none = INSTANCE.c.secret.is_(None)
    connection.execute(update(INSTANCE).where(has_none).values(secret=secrets.token_urlsafe(SECRET_BYTES)))
    return read_secret(connection)


def read_schema_version(connection: Connection) -> str | None:
    """Revision of the schema; None for a database without any table.

    Raises:
        DatabaseRefused: database_foreign: it has tables, but not ours.
    """
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables and INSTANCE.name in tables:
        return str(connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")))  # noqa: S608 - a constant
    if tables:
        raise DatabaseRefused("database_foreign", {"tables": len(tables)})
    return None


def require_file(location: DatabaseLocation) -> None:
    """Refuse a SQLite file that is not there or has no bytes.

    Raises:
        DatabaseRefused: database_missing, database_empty.
    """
    if location.path is None:
        return
    if not location.path.is_file():
        raise DatabaseRefused("database_missing", {"path": str(location.path)})
    if location.path.stat().st_size == 0:
        raise DatabaseRefused("database_empty", {"path": str(location.path)})


def require_ours(connection: Connection, location: DatabaseLocation, *, head: str, known: frozenset[str]) -> None:
    """Refuse what is not an initialised database of exactly this version.

    Raises:
        DatabaseRefused: database_empty (init), database_foreign, database_old (migrate), database_new.
    """
    version = read_schema_version(connection)
    if version is None:
        raise DatabaseRefused("database_empty")
    if version not in known:
        raise DatabaseRefused("database_new", {"version": version, "expected": head})
    if version != head:
        raise DatabaseRefused("database_old", {"version": version, "expected": head})
    require_same_instance(read_instance_id(connection), location)


def require_same_instance(instance_id: str, location: DatabaseLocation) -> None:
    """Raises DatabaseRefused(database_foreign) when the file beside the database is missing or names another one."""
    path = location.instance_file
    if path is None:
        return
    try:
        beside = msgspec.json.decode(path.read_bytes(), type=_InstanceFile).instance_id
    except FileNotFoundError:
        raise DatabaseRefused("database_foreign", {"missing": path.name}) from None
    except (OSError, msgspec.DecodeError):
        raise DatabaseRefused("database_foreign", {"unreadable": path.name}) from None
    if beside != instance_id:
        raise DatabaseRefused("database_foreign", {"instance": instance_id, "expected": beside})
