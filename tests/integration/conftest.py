"""Databases for integration tests: a real SQLite file, and a private PostgreSQL started for the session."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from directory.store.engine import Store, open_store
from directory.store.migrate import create_database

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
OWNER = "directory_app"


@pytest.fixture(scope="session")
def now() -> datetime:
    """The moment at which tests happen."""
    return NOW


def find_server_program(name: str) -> str | None:
    """PostgreSQL's server programs are often not on PATH (Debian keeps them per version)."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def skip_without_postgresql() -> None:
    """CI must not go green without PostgreSQL; elsewhere the reason is printed."""
    reason = "no PostgreSQL server programs (initdb, pg_ctl) on PATH or in /usr/lib/postgresql/*/bin"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root; arguments for subprocess that make it somebody else."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    """Folder with the socket of a private server that lives as long as the test session."""
    initdb, pg_ctl = find_server_program("initdb"), find_server_program("pg_ctl")
    if initdb is None or pg_ctl is None:
        skip_without_postgresql()
        return
    # Not under pytest's own folder: that one is closed to other users, and socket paths must be short.
    with tempfile.TemporaryDirectory(prefix="directory-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        who = unprivileged()
        if who:
            os.chown(folder, int(str(who["user"])), int(str(who["group"])))
        data = folder / "data"
        subprocess.run(
            [initdb, "-D", data, "-U", OWNER, "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C"],
            check=True,
            capture_output=True,
            cwd=folder,
            **who,
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        subprocess.run(
            [pg_ctl, "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", settings, "start"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **who,
        )
        try:
            yield folder
        finally:
            subprocess.run(
                [pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"],
                check=False,
                stdout=subprocess.DEVNULL,
                cwd=folder,
                **who,
            )


def server_connection(server: Path) -> psycopg.Connection[tuple[object, ...]]:
    """A connection for making and dropping databases."""
    return psycopg.connect(f"host={server} user={OWNER} dbname=postgres", autocommit=True)


def url_on(server: Path, name: str) -> str:
    """URL of one database of the private server."""
    return f"postgresql+psycopg://{OWNER}@/{name}?host={server}"


@contextmanager
def fresh_postgresql(server: Path, *, template: str = "template0") -> Iterator[str]:
    """URL of a database of its own, dropped at the end."""
    name = f"test_{uuid4().hex[:12]}"
    with server_connection(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        yield url_on(server, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def postgresql_url(postgresql_server: Path) -> Iterator[str]:
    """URL of an empty PostgreSQL database."""
    with fresh_postgresql(postgresql_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'directory.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def backend(request: pytest.FixtureRequest) -> str:
    """SQLite and PostgreSQL in turn."""
    return str(request.param)


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest) -> str:
    """URL of a place for a database with nothing in it."""
    return str(request.getfixturevalue(f"{backend}_url"))


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An initialised SQLite file to copy."""
    path = tmp_path_factory.mktemp("made") / "directory.db"
    create_database(f"sqlite:///{path}", now=NOW)
    return path


@pytest.fixture(scope="session")
def made_template(postgresql_server: Path) -> str:
    """Name of an initialised PostgreSQL database to copy."""
    with server_connection(postgresql_server) as connection:
        connection.execute("CREATE DATABASE made TEMPLATE template0")
    create_database(url_on(postgresql_server, "made"), now=NOW)
    return "made"


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of an initialised database without resources, of each backend in turn."""
    if backend == "postgresql":
        template = request.getfixturevalue("made_template")
        with fresh_postgresql(request.getfixturevalue("postgresql_server"), template=template) as url:
            yield url
        return
    url = str(request.getfixturevalue("sqlite_url"))
    made, path = request.getfixturevalue("made_file"), Path(url.removeprefix("sqlite:///"))
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made}{suffix}", f"{path}{suffix}")
    yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store of each backend in turn."""
    opened = open_store(database_url)
    yield opened
    opened.close()
