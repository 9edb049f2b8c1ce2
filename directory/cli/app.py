"""The command line: one typer application, one place where errors become sentences and exit codes."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import typer

from directory.assets import web_folder
from directory.cli import (
    database_commands,
    dedupe_command,
    district_commands,
    doctor_command,
    export_command,
    geocode_command,
    geodata_command,
    import_command,
    outbox_command,
    privacy_commands,
    remind_command,
    seed_command,
    serve_command,
    texts_command,
    user_command,
)
from directory.cli.help_pages import use_pages
from directory.domain.errors import DirectoryError
from directory.wording.words import open_words

DONE, REFUSED = 0, 1
"""Exit codes; 2 = usage, 3 = several files given and some refused. Source: trust.md section 8."""


def build_app() -> typer.Typer:
    """The application with all commands."""
    words = open_words(web_folder() / "locales")
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help=words.say("cli.help"),
    )
    for commands in (
        database_commands,
        import_command,
        geocode_command,
        dedupe_command,
        district_commands,
        doctor_command,
        export_command,
        geodata_command,
        texts_command,
        serve_command,
        user_command,
        outbox_command,
        privacy_commands,
        remind_command,
        seed_command,
    ):
        commands.register(app, words)
    use_pages(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Exit code of one command. Errors raised on purpose become one sentence on stderr."""
    # `--debug` may stand anywhere: whoever needs it has just seen a command fail and appends it
    is_debug = "--debug" in arguments
    try:
        build_app()([word for word in arguments if word != "--debug"], prog_name="directory")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except Exception as error:  # noqa: BLE001 (the last resort: an operator gets a sentence, never a traceback)
        return _report(error, is_debug=is_debug)
    return DONE


def _report(error: Exception, *, is_debug: bool) -> int:
    """One sentence on stderr; with --debug the traceback before it."""
    if is_debug:
        traceback.print_exc()
    words = open_words(web_folder() / "locales")
    if isinstance(error, DirectoryError):
        print(words.say_error(error), file=sys.stderr)
    else:
        print(words.say("error.unexpected", kind=type(error).__name__), file=sys.stderr)
    return REFUSED
