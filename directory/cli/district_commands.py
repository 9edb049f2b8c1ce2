"""`directory districts import|list|unplaced`: the districts that people of a town know, and who is left out of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.formats.district_files import DistrictOptions
    from directory.runtime import Runtime
    from directory.usecases.import_districts import DistrictReport
    from directory.usecases.unplaced_districts import Coverage

COLUMNS = ("code", "scheme", "name", "municipality")


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.districts.help"))
    app.add_typer(group, name="districts")

    @group.command("import", help=words.say("cli.districts.import_help"))
    def import_(
        files: Annotated[list[Path], typer.Argument(help=words.say("cli.districts.file"))],
        scheme: Annotated[str, typer.Option(help=words.say("cli.districts.scheme_option"))] = "",
        municipality: Annotated[str, typer.Option(help=words.say("cli.import.municipality"))] = "",
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.dry_run"))] = False,
    ) -> None:
        with opened_runtime() as runtime:
            options = _read_options(runtime, scheme=scheme, municipality=municipality)
            reports = [_import(runtime, file, options, dry_run=dry_run) for file in files]
            moved = 0 if dry_run else _assign(runtime)
        _print_reports(reports, words, moved=moved)

    _register_looking(group, words)


def _register_looking(group: typer.Typer, words: Words) -> None:
    @group.command("list", help=words.say("cli.districts.list_help"))
    def list_(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        with opened_runtime() as runtime:
            found = [district for scheme in runtime.store.public.districts() for district in scheme.districts]
            name_of = runtime.municipalities.municipality_name
        rows = [tuple(getattr(district, name) for name in COLUMNS) for district in found]
        if as_json:
            print_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        else:
            named = [(*others, f"{code} {name_of(code)}") for *others, code in rows]
            print_table([words.say(f"cli.districts.{name}") for name in COLUMNS], named)

    @group.command("unplaced", help=words.say("cli.districts.unplaced_help"))
    def unplaced(
        municipality: Annotated[str, typer.Option(help=words.say("cli.districts.only"))] = "",
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.cli.unplaced_table import describe_coverage, print_coverage

        with opened_runtime() as runtime:
            coverage = _cover(runtime, municipality, words)
            if as_json:
                print_json(describe_coverage(coverage, words))
            else:
                print_coverage(coverage, runtime.municipalities.municipality_name, words)


def _cover(runtime: "Runtime", municipality: str, words: Words) -> "Coverage":
    from directory.usecases.unplaced_districts import cover_resources

    codes = (
        frozenset(each.jis for each in runtime.gazetteer.find_municipalities(municipality)) if municipality else None
    )
    if codes is not None and not codes:
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=municipality, names="-"))
    with runtime.store.read() as unit:
        coverage = cover_resources(unit.resources.all_resources(), runtime.open_districts())
    return coverage.only(codes) if codes is not None else coverage


def _read_options(runtime: "Runtime", *, scheme: str, municipality: str) -> "DistrictOptions":
    from directory.formats.district_files import DistrictOptions

    def resolve(text: str) -> str | None:
        found = runtime.gazetteer.find_municipalities(text)
        return found[0].jis if len(found) == 1 else None

    return DistrictOptions(scheme=scheme, municipality=municipality, resolve_municipality=resolve)


def _import(runtime: "Runtime", file: Path, options: "DistrictOptions", *, dry_run: bool) -> "DistrictReport":
    from directory.usecases.import_districts import import_districts

    return import_districts(
        file,
        store=runtime.store,
        boundaries=runtime.boundaries,
        options=options,
        now=runtime.now(),
        is_dry_run=dry_run,
    )


def _assign(runtime: "Runtime") -> int:
    from directory.usecases.assign_districts import assign_districts

    return assign_districts(runtime.store, runtime.open_districts(), now=runtime.now())


def _print_reports(reports: "Sequence[DistrictReport]", words: Words, *, moved: int) -> None:
    from directory.usecases.describe_import import describe_issue

    for issue in (issue for report in reports for issue in report.issues):
        print_line(describe_issue(issue, words))
    schemes = [scheme for report in reports for scheme in report.schemes]
    districts = sum(each.districts for each in schemes)
    rules = sum(each.rules for each in schemes)
    print_line(words.say("cli.districts.done", districts=districts, rules=rules, moved=moved))
