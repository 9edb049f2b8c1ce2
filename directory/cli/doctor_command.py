"""`directory doctor`: what is well and what has to be mended, as tables or JSON."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from directory.cli.opening import opened_runtime
from directory.cli.output import print_json, print_line, print_table, say_moment
from directory.domain.errors import GeodataMissing
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.domain.mail import OutboxCounts
    from directory.geo.anchor_trials import AnchorTrial
    from directory.geo.gazetteer import Gazetteer
    from directory.runtime import Runtime
    from directory.settings import Settings
    from directory.store.import_runs import ImportRun
    from directory.usecases.examine import Examination, Finding

SOURCES = ("towns", "postal", "names", "outlines", "points")
"""Sources of data/geo whose attribution is shown (sentences geodata.<name>)."""


def register(app: typer.Typer, words: Words) -> None:
    """Adds the command."""

    @app.command("doctor", help=words.say("cli.doctor.help"))
    def doctor(as_json: Annotated[bool, typer.Option("--json", help=words.say("cli.json"))] = False) -> None:
        with opened_runtime() as runtime:
            examination = _examine(runtime)
            if as_json:
                print_json(_describe(examination))
            else:
                _print(examination, runtime.gazetteer, words, sources=(*SOURCES, *_added_sources(runtime)))
        raise typer.Exit(0 if examination.is_ok else 1)


def _examine(runtime: "Runtime") -> "Examination":
    from directory.cli.mail_settings import open_site_post
    from directory.usecases.examine import Rooms, examine

    def read_trials() -> "tuple[AnchorTrial, ...]":
        runtime.anchors.follow(at_once=True)
        return runtime.anchors.trials()

    def read_last_imports() -> "tuple[ImportRun, ...]":
        with runtime.store.read() as unit:
            return unit.latest_imports(1)

    def read_outbox() -> "OutboxCounts":
        with runtime.store.read() as unit:
            return unit.outbox.counts()

    return examine(
        Rooms(
            database_url=runtime.settings.database_url,
            gazetteer=runtime.gazetteer,
            open_districts=runtime.open_districts,
            read_trials=read_trials,
            read_last_imports=read_last_imports,
            read_outbox=read_outbox,
            open_post=lambda: open_site_post(runtime.settings),
            network_warnings=_network_warnings(runtime.settings),
        )
    )


def _network_warnings(settings: "Settings") -> tuple[str, ...]:
    """What is forgotten about the way to the site; nothing while it is just tried out."""
    warnings = []
    if settings.mail_url and not settings.public_url and "*" in settings.allowed_hosts:
        warnings.append("public_url_missing")
    if settings.public_url.startswith("https:") and not settings.trusted_proxies:
        # `serve` itself speaks no TLS: somebody stands before it, and all callers seem to be that one
        warnings.append("proxies_missing")
    return tuple(warnings)


def _describe(examination: "Examination") -> list[dict[str, object]]:
    """One object per finding; that of the anchors carries their trials."""
    described: list[dict[str, object]] = [
        {"name": each.name, "ok": each.is_ok, "value": each.value} for each in examination.findings
    ]
    described[-1]["municipalities"] = [_describe_trial(trial) for trial in examination.trials]
    return described


def _describe_trial(trial: "AnchorTrial") -> dict[str, object]:
    return {
        "municipality": trial.municipality,
        "confirmed_pins": trial.pins,
        "covered": trial.covered,
        "median_m": {"without": trial.before_m[0], "with": trial.after_m[0]},
        "p90_m": {"without": trial.before_m[1], "with": trial.after_m[1]},
        "verdict": trial.verdict,
        "used": trial.is_on,
    }


def _added_sources(runtime: "Runtime") -> tuple[str, ...]:
    """Sources of the points that the operator added; none of a file that can not be read: `geodata check` names it."""
    from directory.geo.points_sources import read_point_sources

    try:
        return tuple(f"added_{name}" for name in read_point_sources(runtime.settings.points_path))
    except GeodataMissing:
        return ()


def _print(examination: "Examination", gazetteer: "Gazetteer", words: Words, *, sources: tuple[str, ...]) -> None:
    rows = [(_mark(each), words.say(f"doctor.{each.name}"), _phrase(each, words)) for each in examination.findings]
    print_table(["", words.say("cli.doctor.what"), words.say("cli.doctor.value")], rows)
    faults = sum(not each.is_ok for each in examination.findings)
    print_line()
    print_line(words.say("doctor.faults", count=faults) if faults else words.say("doctor.well"))
    if examination.trials:
        print_line()
        print_line(words.say("doctor.anchors_heading"))
        _print_trials(examination.trials, gazetteer, words)
    print_line()
    print_line(words.say("doctor.attribution"))
    for name in sources:
        print_line(f"- {words.say(f'geodata.{name}')}")


def _print_trials(trials: "Sequence[AnchorTrial]", gazetteer: "Gazetteer", words: Words) -> None:
    names = ("municipality", "pins", "covered", "before", "after", "verdict")
    rows = [
        (
            f"{trial.municipality} {gazetteer.municipality_name(trial.municipality)}",
            trial.pins,
            f"{trial.covered} ({trial.covered / max(1, trial.pins):.0%})",
            _metres(trial.before_m, trial),
            _metres(trial.after_m, trial),
            words.say(f"anchor_verdict.{trial.verdict}"),
        )
        for trial in trials
    ]
    print_table([words.say(f"doctor.anchors_{name}") for name in names], rows, numbers=(1, 2, 3, 4))


def _metres(error_m: tuple[int, int], trial: "AnchorTrial") -> str:
    median, p90 = error_m
    return f"{median} / {p90} m" if trial.covered else "-"


def _mark(finding: "Finding") -> str:
    if finding.is_warning:
        return "!"
    return "✓" if finding.is_ok else "✗"


def _phrase(finding: "Finding", words: Words) -> str:
    """What was found, each remark on a line of its own; moments as the clocks of the operator show them."""
    return "\n".join(
        words.say(remark.sentence, **{name: _say_fact(value) for name, value in remark.facts.items()})
        for remark in finding.remarks
    )


def _say_fact(value: object) -> object:
    if isinstance(value, datetime):
        return say_moment(value)
    return f"{value:,}" if isinstance(value, int) else value
