"""Versions of the database's schema and the one way from an older to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

HEAD = "0009"
"""The version this program works with. Written down here so that serving need not load alembic (a test compares)."""

VERSIONS = frozenset({"0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"})
"""All versions this program can migrate from."""

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade_schema(connection: Connection, *, target: str = HEAD) -> None:
    """Run the missing steps up to `target` inside the transaction that is open on this connection."""
    # Imported here: a quarter of a second that only `init` and `migrate` should pay.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
