"""Backups of PostgreSQL by its own programs pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, inspect

from directory.domain.errors import DatabaseRefused
from directory.store import postgresql
from directory.store.failures import translated
from directory.store.identity import read_instance_id, read_schema_version

_PROGRAM_FOLDERS = Path("/usr/lib/postgresql")


def dump(url: URL, out: Path) -> str:
    """Instance id of the database, after writing a complete dump to `out`.

    Raises:
        DatabaseRefused: pg_dump_missing, pg_dump_failed, database_empty, database_foreign.
    """
    engine = postgresql.read_engine(url)
    try:
        with translated(), postgresql.naming_missing_database(), engine.connect() as connection:
            if read_schema_version(connection) is None:
                raise DatabaseRefused("database_empty")
            instance_id = read_instance_id(connection)
    finally:
        engine.dispose()
    # The role of public readers may be missing where the dump is restored; `restore` grants it anew.
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={out}")
    _run("pg_restore", None, "--list", "--file=/dev/null", str(out))
    return instance_id


def restore(url: URL, file: Path, *, replace: bool) -> str:
    """Instance id of the database, after replacing everything in it by the dump.

    Raises:
        DatabaseRefused: database_not_empty (without `replace`), pg_dump_missing, pg_dump_failed.
    """
    engine = postgresql.write_engine(url)
    try:
        with translated(), postgresql.naming_missing_database(), engine.connect() as connection:
            if inspect(connection).get_table_names() and not replace:
                raise DatabaseRefused("database_not_empty")
        _run(
            "pg_restore",
            url,
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
            str(file),
        )
        with translated(), engine.begin() as connection:
            postgresql.create_public_role(connection)
            return read_instance_id(connection)
    finally:
        engine.dispose()


def _run(program: str, url: URL | None, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by environment, where `ps` does not show it."""
    environment = dict(os.environ)
    if url is not None:
        plain = url.set(drivername="postgresql", password=None)
        arguments = (f"--dbname={plain.render_as_string(hide_password=False)}", *arguments)
        if url.password is not None:
            environment["PGPASSWORD"] = str(url.password)
    command = [_find_program(program), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - our own arguments, no shell
    if done.returncode != 0:
        raise DatabaseRefused("pg_dump_failed", {"program": program, "status": done.returncode})


def _find_program(name: str) -> str:
    found = shutil.which(name)
    if found is not None:
        return found
    # Debian keeps the programs of each version apart; the newest can read what older servers write.
    versions = sorted(_PROGRAM_FOLDERS.glob(f"*/bin/{name}"), key=lambda path: path.parent.parent.name)
    if not versions:
        raise DatabaseRefused("pg_dump_missing", {"program": name})
    return str(versions[-1])
