"""`directory districts import|list`: the districts that people of a town know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.districts.help"))
    app.add_typer(group, name="districts")

    @group.command("import", help=words.say("cli.districts.import_help"))
    def import_(
        file: Annotated[Path, typer.Argument(help=words.say("cli.districts.file"))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.dry_run"))] = False,
    ) -> None:
        from directory.usecases.assign_districts import assign_districts
        from directory.usecases.describe_import import describe_issue
        from directory.usecases.import_districts import import_districts

        with opened_runtime() as runtime:
            report = import_districts(
                file,
                store=runtime.store,
                gazetteer=runtime.gazetteer,
                boundaries=runtime.boundaries,
                now=runtime.now(),
                is_dry_run=dry_run,
            )
            moved = 0 if dry_run else assign_districts(runtime.store, runtime.open_districts(), now=runtime.now())
        for issue in report.issues:
            print_line(describe_issue(issue, words))
        print_line(
            words.say("cli.districts.done", districts=report.district_count, rules=report.rule_count, moved=moved)
        )

    @group.command("list", help=words.say("cli.districts.list_help"))
    def list_(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        with opened_runtime() as runtime:
            districts = runtime.store.public.districts().districts
        if as_json:
            print_json(
                [
                    {"code": d.code, "scheme": d.scheme, "name": d.name, "municipality": d.municipality}
                    for d in districts
                ]
            )
            return
        headers = [words.say(f"cli.districts.{name}") for name in ("code", "scheme", "name", "municipality")]
        print_table(headers, [(d.code, d.scheme, d.name, d.municipality) for d in districts])
