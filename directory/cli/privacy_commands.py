"""`directory purge` and `directory person export|erase`: forget what is too old, and what a person asks for."""

from dataclasses import asdict
from typing import Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_line, print_table
from directory.wording.words import Words


def register(app: typer.Typer, words: Words) -> None:
    """Adds the commands."""
    _register_purge(app, words)
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.person.help"))
    app.add_typer(group, name="person")
    _register_person(group, words)


def _register_purge(app: typer.Typer, words: Words) -> None:
    @app.command("purge", help=words.say("cli.purge.help"))
    def purge_old(
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.purge.dry_run"))] = False,
    ) -> None:
        from directory.usecases.retention import purge

        with opened_runtime() as runtime:
            purged = purge(runtime.store, now=runtime.now(), is_dry_run=dry_run)
        counts = asdict(purged)
        rows = [(words.say(f"cli.purge.of.{name}"), count) for name, count in counts.items()]
        print_table((words.say("cli.purge.what"), words.say("cli.purge.count")), rows, numbers=(1,))
        print_line(words.say("cli.purge.dry" if dry_run else "cli.purge.done", n=sum(counts.values())))


def _register_person(group: typer.Typer, words: Words) -> None:
    @group.command("export", help=words.say("cli.person.export_help"))
    def export(address: Annotated[str, typer.Argument(help=words.say("cli.person.address"))]) -> None:
        import msgspec

        from directory.usecases.person_data import export_person

        with opened_runtime() as runtime:
            record = export_person(runtime.store, address)
        print_line(msgspec.json.format(msgspec.json.encode(record, enc_hook=_as_fields)).decode())

    @group.command("erase", help=words.say("cli.person.erase_help"))
    def erase(
        address: Annotated[str, typer.Argument(help=words.say("cli.person.address"))],
        yes: Annotated[bool, typer.Option("--yes", help=words.say("cli.person.yes"))] = False,
    ) -> None:
        from directory.usecases.person_data import erase_person

        if not yes:
            typer.confirm(words.say("cli.person.ask", address=address), abort=True)
        with opened_runtime() as runtime:
            erased = erase_person(runtime.store, address, now=runtime.now())
        facts = {"accounts": erased.accounts, "submissions": erased.submissions, "resources": erased.resources}
        print_line(words.say("cli.person.erased", rows=erased.rows, **facts))
        if erased.left:
            print_line(words.say("cli.person.left", tables=" ".join(name for name, _ in erased.left)))
            raise typer.Exit(1)


def _as_fields(value: object) -> object:
    """Drafts are pydantic models, which msgspec does not know."""
    return vars(value) if hasattr(value, "model_fields") else str(value)
