"""`directory geodata info|check|build|add|remove`: the shipped places, and better points from official files."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from directory.assets import geodata_build_script, geodata_folder
from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, show_progress
from directory.domain.errors import FileRefused, GeodataMissing
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.cli.moved_listings import Moved
    from directory.runtime import Runtime
    from directory.usecases.add_points import PointsReport, TryOut

REFUSED, SOME_REFUSED = 1, 3


def register(app: typer.Typer, words: Words) -> None:
    """Adds the group of commands."""
    group = typer.Typer(no_args_is_help=True, help=words.say("cli.geodata.help"))
    app.add_typer(group, name="geodata")
    _register_looking(group, words)
    _register_build(group, words)
    _register_add(group, words)
    _register_remove(group, words)


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


def _register_add(group: typer.Typer, words: Words) -> None:
    @group.command("add", help=words.say("cli.geodata.add_help"))
    def add(
        files: Annotated[list[Path], typer.Argument(help=words.say("cli.geodata.files"))],
        municipality: Annotated[list[str] | None, typer.Option(help=words.say("cli.geodata.municipality"))] = None,
        replace: Annotated[bool, typer.Option("--replace", help=words.say("cli.geodata.replace"))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.geodata.dry_run"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.cli.geodata_output import describe_points_report, print_points_report
        from directory.cli.moved_listings import describe_moved, print_moved

        with opened_runtime() as runtime:
            only = frozenset(code for text in municipality or () for code in _read_municipality(runtime, text, words))
            report, moved = _add(runtime, files, only, replace=replace, dry_run=dry_run, is_quiet=as_json)
            if as_json:
                described = describe_points_report(report, runtime.gazetteer, words, is_dry_run=dry_run)
                print_json(described | describe_moved(moved, words))
            else:
                print_points_report(report, runtime.gazetteer, words, is_dry_run=dry_run)
                print_moved(moved, words, is_dry_run=dry_run)
        raise typer.Exit(_exit_code(report, moved))


def _register_remove(group: typer.Typer, words: Words) -> None:
    @group.command("remove", help=words.say("cli.geodata.remove_help"))
    def remove(
        municipality: Annotated[str, typer.Argument(help=words.say("cli.geodata.removed"))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=words.say("cli.geodata.remove_dry_run"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False,
    ) -> None:
        from directory.cli.moved_listings import describe_moved, print_moved

        with opened_runtime() as runtime:
            codes = _read_municipality(runtime, municipality, words)
            removed, moved = _remove(runtime, codes, dry_run=dry_run)
        if as_json:
            described = {"dry_run": dry_run, "municipalities": sorted(codes), "removed": removed}
            print_json(described | describe_moved(moved, words))
        else:
            key = "cli.geodata.remove_tried" if dry_run else "cli.geodata.remove_done"
            print_line(words.say(key, removed=f"{removed:,}"))
            print_moved(moved, words, is_dry_run=dry_run)
        raise typer.Exit(SOME_REFUSED if moved.problem else 0)


def _add(
    runtime: "Runtime", files: list[Path], only: frozenset[str], *, replace: bool, dry_run: bool, is_quiet: bool
) -> "tuple[PointsReport, Moved]":
    """What was added, and what became of the listings that are stored."""
    from directory.cli.moved_listings import Moved
    from directory.geo.point_towns import PointTowns
    from directory.usecases.add_points import PointOptions, add_points

    trials: list[Moved] = []
    with show_progress(is_quiet=is_quiet) as report_progress:
        storing = runtime.words.say("cli.geodata.storing")
        report = add_points(
            files,
            points_path=runtime.settings.points_path,
            towns=PointTowns(runtime.gazetteer),
            options=PointOptions(only=only, replaces=replace, is_dry_run=dry_run),
            today=runtime.today(),
            report_progress=lambda what, done, total: report_progress(what or storing, done, total),
            try_out=_try_out(runtime, trials),
        )
    changed = frozenset(jis for jis, _ in report.municipalities)
    if not changed or dry_run:
        return report, trials[0] if trials else Moved()
    return report, _move(runtime, changed)


def _remove(runtime: "Runtime", codes: frozenset[str], *, dry_run: bool) -> "tuple[int, Moved]":
    from directory.cli.moved_listings import Moved
    from directory.usecases.add_points import remove_points

    trials: list[Moved] = []
    try_out = _try_out(runtime, trials) if dry_run else None
    try:
        removed = remove_points(runtime.settings.points_path, codes, try_out=try_out)
    except FileRefused:
        # the points went away before, but the database was busy then
        moved = Moved() if dry_run else _move(runtime, codes)
        if not moved.count:
            raise
        return 0, moved
    return removed, trials[0] if trials else _move(runtime, codes)


def _move(runtime: "Runtime", codes: frozenset[str]) -> "Moved":
    from directory.cli.moved_listings import move_listings

    return move_listings(runtime, runtime.settings.points_path, codes, is_dry_run=False)


def _try_out(runtime: "Runtime", trials: "list[Moved]") -> "TryOut":
    """What a dry run does with the points file as it would be: it counts the listings that would follow."""
    from directory.cli.moved_listings import move_listings

    return lambda edition, codes: trials.append(move_listings(runtime, edition, codes, is_dry_run=True))


def _read_municipality(runtime: "Runtime", text: str, words: Words) -> frozenset[str]:
    """Codes of a name or code; of a designated city all its wards."""
    found = runtime.gazetteer.find_municipalities(text)
    cities = {runtime.gazetteer.names.city_code(one.jis) for one in found}
    if len(cities) != 1:
        names = " / ".join(f"{each.jis} {each.pref}{each.name}" for each in found[:5])
        raise typer.BadParameter(words.say("cli.import.municipality_unknown", text=text, names=names or "-"))
    return frozenset(one.jis for one in found)


def _exit_code(report: "PointsReport", moved: "Moved") -> int:
    if not report.municipalities:
        return REFUSED
    is_partial = moved.problem is not None or any(file.refusal is not None for file in report.files)
    return SOME_REFUSED if is_partial else 0
