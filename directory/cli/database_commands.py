"""`directory init`, `migrate`, `backup` and `restore`: the life of a database."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from directory.cli.opening import current_settings, opened_runtime
from directory.cli.output import print_line
from directory.wording.words import Words

FIRST_WITH_READINGS = "0004"
"""The first version of the database that knows how names are read."""

FIRST_WITH_ADVICE = "0008"
"""The first version whose public listings say what an advice desk is for."""


def register(app: typer.Typer, words: Words) -> None:
    """Adds the commands."""
    _register_making(app, words)
    _register_copying(app, words)


def _register_making(app: typer.Typer, words: Words) -> None:
    @app.command("init", help=words.say("cli.init.help"))
    def init() -> None:
        from directory.store.migrate import create_database

        url = current_settings().database_url
        create_database(url, now=datetime.now(UTC))
        print_line(words.say("cli.init.done", url=hide_password(url)))

    @app.command("migrate", help=words.say("cli.migrate.help"))
    def migrate() -> None:
        from directory.store.migrate import migrate_database

        report = migrate_database(current_settings().database_url, now=datetime.now(UTC))
        if report.old_version < FIRST_WITH_READINGS:
            _read_names(words)
        if report.old_version < FIRST_WITH_ADVICE:
            _publish_anew(words)
        message = "cli.migrate.nothing" if report.old_version == report.new_version else "cli.migrate.done"
        print_line(words.say(message, version=report.new_version))


def _register_copying(app: typer.Typer, words: Words) -> None:
    @app.command("backup", help=words.say("cli.backup.help"))
    def backup(out: Annotated[Path, typer.Argument(help=words.say("cli.backup.out"))]) -> None:
        from directory.store.backup import backup_database

        backup_database(current_settings().database_url, out)
        print_line(words.say("cli.backup.done", path=out))

    @app.command("restore", help=words.say("cli.restore.help"))
    def restore(
        file: Annotated[Path, typer.Argument(help=words.say("cli.restore.file"))],
        replace: Annotated[bool, typer.Option("--replace", help=words.say("cli.restore.replace"))] = False,
    ) -> None:
        from directory.store.backup import restore_database

        restore_database(current_settings().database_url, file, replace=replace)
        print_line(words.say("cli.restore.done", path=file))


def _read_names(words: Words) -> None:
    """How names are read belongs to a new version of the database, too."""
    from directory.store.engine import open_store
    from directory.usecases.read_names import NameReadings, read_stored_names

    with (
        opened_runtime() as runtime,
        closing(open_store(runtime.settings.database_url, may_lack_instance_file=True)) as store,
    ):
        changed = read_stored_names(store, NameReadings(runtime.gazetteer), now=runtime.now())
    print_line(words.say("cli.migrate.read_names", n=changed))


def _publish_anew(words: Words) -> None:
    """What is public belongs to a new version of the program, too."""
    from directory.store.engine import open_store
    from directory.usecases.publish_anew import publish_anew

    settings = current_settings()
    with closing(open_store(settings.database_url, may_lack_instance_file=True)) as store:
        count = publish_anew(store, now=datetime.now(UTC))
    print_line(words.say("cli.migrate.published", n=count))


def hide_password(url: str) -> str:
    """The URL as it may be shown: without what stands between `:` and `@`."""
    scheme, separator, rest = url.partition("://")
    login, at, host = rest.rpartition("@")
    user = login.partition(":")[0]
    return f"{scheme}{separator}{user}{at}{host}"
