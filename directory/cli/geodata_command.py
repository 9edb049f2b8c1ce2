"""`directory geodata info|check|build|add|remove`: the shipped places, and better points from official files."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.assets import geodata_build_script, geodata_folder
from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, show_progress
from directory.domain.errors import GeodataMissing
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime
    from directory.usecases.add_points import PointsReport

REFUSED, SOME_REFUSED = 1, 3


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.geodata.help"))
    app.add_typer(group, name="geodata")
    _register_looking(group, words)
    _register_build(group, words)
    _register_points(group, words)


def _register_looking(group: typer.Typer, words: Words) -> None:
    @group.command("info", help=words.say("cli.geodata.info_help"))
    def info(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        from directory.cli.geodata_output import describe_info, print_info
        from directory.usecases.examine_geodata import describe_geodata

        with opened_runtime() as runtime:
            found = describe_geodata(geodata_folder(), runtime.gazetteer, runtime.settings.points_path)
            if as_json:
                print_json(describe_info(found, runtime.gazetteer, words))
            else:
                print_info(found, runtime.gazetteer, words)

    @group.command("check", help=words.say("cli.geodata.check_help"))
    def check(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        from directory.cli.geodata_output import describe_findings, print_findings
        from directory.usecases.examine_geodata import check_geodata

        with opened_runtime() as runtime:
            findings = check_geodata(geodata_folder(), lambda: runtime.gazetteer, runtime.settings.points_path)
        if as_json:
            print_json(describe_findings(findings, words))
        else:
            print_findings(findings, words)
        raise typer.Exit(0 if all(each.is_ok for each in findings) else REFUSED)


def _register_build(group: typer.Typer, words: Words) -> None:
    @group.command("build", help=words.say("cli.geodata.build_help"))
    def build(
        archives: Annotated[Path | None, typer.Option(help=words.say("cli.geodata.archives"))] = None,
        out: Annotated[Path | None, typer.Option(help=words.say("cli.geodata.out"))] = None,
    ) -> None:
        script = geodata_build_script()
        if script is None:
            raise GeodataMissing("geodata_build_needs_checkout")
        options = [("--archives", archives), ("--out", out)]
        words_after = [word for name, value in options if value is not None for word in (name, str(value))]
        done = subprocess.run([sys.executable, str(script), *words_after], check=False)  # noqa: S603 - our own script
        raise typer.Exit(0 if done.returncode == 0 else REFUSED)


def _register_points(group: typer.Typer, words: Words) -> None:
    @group.command("add", help=words.say("cli.geodata.add_help"))
    def add(
        files: Annotated[list[Path], typer.Argument(help=words.say("cli.geodata.files"))],
        municipality: Annotated[list[str] | None, typer.Option(help=words.say("cli.geodata.municipality"))] = None,
        replace: Annotated[bool, typer.Option("--replace", help=words.say("cli.geodata.replace"))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.geodata.dry_run"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.cli.geodata_output import describe_points_report, print_points_report

        with opened_runtime() as runtime:
            only = frozenset(code for text in municipality or () for code in _read_municipality(runtime, text, words))
            report = _add(runtime, files, only, replace=replace, dry_run=dry_run, is_quiet=as_json)
            if as_json:
                print_json(describe_points_report(report, runtime.gazetteer, words, is_dry_run=dry_run))
            else:
                print_points_report(report, runtime.gazetteer, words, is_dry_run=dry_run)
        raise typer.Exit(_exit_code(report))

    @group.command("remove", help=words.say("cli.geodata.remove_help"))
    def remove(
        municipality: Annotated[str, typer.Argument(help=words.say("cli.geodata.removed"))],
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.usecases.add_points import remove_points

        with opened_runtime() as runtime:
            codes = _read_municipality(runtime, municipality, words)
            removed = remove_points(runtime.settings.points_path, codes)
        if as_json:
            print_json({"municipalities": sorted(codes), "removed": removed})
        else:
            print_line(words.say("cli.geodata.remove_done", removed=f"{removed:,}"))


def _add(
    runtime: "Runtime", files: list[Path], only: frozenset[str], *, replace: bool, dry_run: bool, is_quiet: bool
) -> "PointsReport":
    from directory.geo.point_towns import PointTowns
    from directory.usecases.add_points import PointOptions, add_points

    with show_progress(is_quiet=is_quiet) as report_progress:
        storing = runtime.words.say("cli.geodata.storing")
        return add_points(
            files,
            points_path=runtime.settings.points_path,
            towns=PointTowns(runtime.gazetteer),
            options=PointOptions(only=only, replaces=replace, is_dry_run=dry_run),
            today=runtime.today(),
            report_progress=lambda what, done, total: report_progress(what or storing, done, total),
        )


def _read_municipality(runtime: "Runtime", text: str, words: Words) -> frozenset[str]:
    """Codes of a name or code; of a designated city all its wards."""
    found = runtime.gazetteer.find_municipalities(text)
    cities = {runtime.gazetteer.names.city_code(one.jis) for one in found}
    if len(cities) != 1:
        names = " / ".join(f"{each.jis} {each.pref}{each.name}" for each in found[:5])
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=text, names=names or "-"))
    return frozenset(one.jis for one in found)


def _exit_code(report: "PointsReport") -> int:
    refused = sum(file.refusal is not None for file in report.files)
    if not report.municipalities:
        return REFUSED
    return SOME_REFUSED if refused else 0
