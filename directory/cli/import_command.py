"""`directory import`: open-data files in, published listings out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_note, print_table, show_progress
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.formats.read import ReadOptions
    from directory.runtime import Runtime
    from directory.usecases.import_report import FileReport

SHOWN_ISSUES = 20
SOME_REFUSED = 3


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("import", help=words.say("cli.import.help"))
    def import_(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
        files: Annotated[list[Path], typer.Argument(help=words.say("cli.import.files"))],
        municipality: Annotated[str, typer.Option(help=words.say("cli.import.municipality"))] = "",
        category: Annotated[str, typer.Option(help=words.say("cli.import.category"))] = "",
        source: Annotated[str, typer.Option(help=words.say("cli.import.source"))] = "",
        mapping: Annotated[list[str] | None, typer.Option("--map", help=words.say("cli.import.map"))] = None,
        points_confirmed: Annotated[
            bool, typer.Option("--points-confirmed", help=words.say("cli.import.points_confirmed"))
        ] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.dry_run"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
        errors: Annotated[Path, typer.Option(help=words.say("cli.import.errors"))] = Path("errors.csv"),
    ) -> None:
        pairs = _read_mapping(mapping or [], words)
        _refuse_unknown_category(category, words)
        with opened_runtime() as runtime:
            jis = _read_municipality(runtime, municipality, words)
            options = _read_options(runtime, mapping=pairs, category=category, municipality=jis, source=source)
            reports = _import(
                runtime, files, options, points_confirmed=points_confirmed, dry_run=dry_run, is_quiet=as_json
            )
        _write_errors(errors, reports, words)
        if as_json:
            from directory.usecases.describe_import import describe_reports

            print_json(describe_reports(reports, words, is_dry_run=dry_run))
        else:
            _print_reports(reports, words, errors=errors, dry_run=dry_run)
        raise typer.Exit(_exit_code(reports))


def _read_options(
    runtime: "Runtime", *, mapping: tuple[tuple[str, str], ...], category: str, municipality: str, source: str
) -> "ReadOptions":
    from directory.formats.read import ReadOptions

    return ReadOptions(
        mapping=mapping,
        category=category or None,
        municipality=municipality or None,
        source=source or None,
        resolve_municipality=runtime.municipalities.resolve,
        municipality_at=runtime.boundaries.municipality_at,
        city_of=runtime.gazetteer.names.city_code,
    )


def _import(
    runtime: "Runtime",
    files: Sequence[Path],
    options: "ReadOptions",
    *,
    points_confirmed: bool,
    dry_run: bool,
    is_quiet: bool,
) -> "tuple[FileReport, ...]":
    from directory.usecases.import_file import import_files
    from directory.usecases.import_rows import ImportRooms
    from directory.usecases.read_names import NameReadings

    with show_progress(is_quiet=is_quiet) as report_progress:
        rooms = ImportRooms(
            store=runtime.store,
            placer=runtime.open_placer(points_confirmed_on=runtime.today() if points_confirmed else None),
            options=options,
            now=runtime.now(),
            is_dry_run=dry_run,
            names=NameReadings(runtime.gazetteer),
            report_progress=report_progress,
        )
        reports = import_files(files, rooms)
    if not dry_run:
        _teach_neighbours(runtime)
    return reports


def _teach_neighbours(runtime: "Runtime") -> None:
    """Pins that came or went with the files move the places that learn from them, also those of other files."""
    if runtime.anchors.follow(at_once=True):
        from directory.usecases.teach_neighbours import teach_neighbours

        runtime.locator.forget()
        teach_neighbours(runtime.store, runtime.open_placer(), runtime.anchors, now=runtime.now())


def _read_mapping(pairs: list[str], words: Words) -> tuple[tuple[str, str], ...]:
    read = tuple((left.strip(), right.strip()) for left, _, right in (pair.partition("=") for pair in pairs))
    if not all(left and right for left, right in read):
        raise typer.BadParameter(words.say("cli.import.map_form"))
    return read


def _refuse_unknown_category(category: str, words: Words) -> None:
    from directory.domain.category import CATEGORIES, is_known

    if category and not is_known(category):
        raise typer.BadParameter(words.say("cli.import.category_unknown", codes=", ".join(CATEGORIES)))


def _read_municipality(runtime: "Runtime", text: str, words: Words) -> str:
    text = text or runtime.settings.home_municipality
    if not text:
        return ""
    found = runtime.gazetteer.find_municipalities(text)
    if len(found) != 1:
        names = " / ".join(f"{each.jis} {each.pref}{each.name}" for each in found[:5])
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=text, names=names or "-"))
    return found[0].jis


def _write_errors(path: Path, reports: "Sequence[FileReport]", words: Words) -> None:
    """All findings as a CSV that Excel opens; an old file of an earlier run goes away when there are none."""
    from directory.usecases.describe_import import write_errors

    if any(report.issues or report.refusal for report in reports):
        write_errors(path, reports, words)
    else:
        path.unlink(missing_ok=True)


def _print_reports(reports: "Sequence[FileReport]", words: Words, *, errors: Path, dry_run: bool) -> None:
    from directory.usecases.describe_import import describe_issue

    for report in reports:
        if report.refusal is not None:
            print_note(words.say("cli.import.refused", file=report.file, reason=words.say_error(report.refusal)))
    issues = [issue for report in reports for issue in report.issues if issue.severity in {"error", "attention"}]
    for issue in issues[:SHOWN_ISSUES]:
        print_line(describe_issue(issue, words))
    if len(issues) > SHOWN_ISSUES:
        print_line(words.say("cli.import.more_issues", n=len(issues) - SHOWN_ISSUES, path=errors))
    names = ("rows", "added", "changed", "unchanged", "attention", "rejected", "blank")
    print_table(
        [words.say("cli.import.file"), *(words.say(f"cli.import.{name}") for name in names)],
        [(report.file, *(getattr(report.counts, name) for name in names)) for report in reports if not report.refusal],
        numbers=range(1, len(names) + 1),
    )
    print_line(_next_step(reports, words, errors=errors, dry_run=dry_run))


def _next_step(reports: "Sequence[FileReport]", words: Words, *, errors: Path, dry_run: bool) -> str:
    if all(report.refusal for report in reports):
        return words.say("cli.import.next_refused", path=errors)
    if dry_run:
        return words.say("cli.import.next_dry_run", path=errors)
    if any(report.counts.rejected or report.counts.attention for report in reports):
        return words.say("cli.import.next_errors", path=errors)
    return words.say("cli.import.next_serve")


def _exit_code(reports: "Sequence[FileReport]") -> int:
    refused = sum(report.refusal is not None for report in reports)
    if not refused:
        return 0
    return 1 if refused == len(reports) else SOME_REFUSED
