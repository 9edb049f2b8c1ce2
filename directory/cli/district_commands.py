"""`directory districts import|list`: the districts that people of a town know."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime

COLUMNS = ("code", "scheme", "name", "municipality")


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.districts.help"))
    app.add_typer(group, name="districts")

    @group.command("import", help=words.say("cli.districts.import_help"))
    def import_(
        file: Annotated[Path, typer.Argument(help=words.say("cli.districts.file"))],
        scheme: Annotated[str, typer.Option(help=words.say("cli.districts.scheme_option"))] = "",
        municipality: Annotated[str, typer.Option(help=words.say("cli.import.municipality"))] = "",
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.dry_run"))] = False,
    ) -> None:
        with opened_runtime() as runtime:
            _import(runtime, file, words, scheme=scheme, municipality=municipality, dry_run=dry_run)

    @group.command("list", help=words.say("cli.districts.list_help"))
    def list_(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        with opened_runtime() as runtime:
            found = [district for scheme in runtime.store.public.districts() for district in scheme.districts]
        rows = [tuple(getattr(district, name) for name in COLUMNS) for district in found]
        if as_json:
            print_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        else:
            print_table([words.say(f"cli.districts.{name}") for name in COLUMNS], rows)


def _import(runtime: "Runtime", file: Path, words: Words, *, scheme: str, municipality: str, dry_run: bool) -> None:
    from directory.formats.district_files import DistrictOptions
    from directory.usecases.assign_districts import assign_districts
    from directory.usecases.describe_import import describe_issue
    from directory.usecases.import_districts import import_districts

    def resolve(text: str) -> str | None:
        found = runtime.gazetteer.find_municipalities(text)
        return found[0].jis if len(found) == 1 else None

    options = DistrictOptions(scheme=scheme, municipality=municipality, resolve_municipality=resolve)
    report = import_districts(
        file,
        store=runtime.store,
        boundaries=runtime.boundaries,
        options=options,
        now=runtime.now(),
        is_dry_run=dry_run,
    )
    moved = 0 if dry_run else assign_districts(runtime.store, runtime.open_districts(), now=runtime.now())
    for issue in report.issues:
        print_line(describe_issue(issue, words))
    districts = sum(each.districts for each in report.schemes)
    rules = sum(each.rules for each in report.schemes)
    print_line(words.say("cli.districts.done", districts=districts, rules=rules, moved=moved))
