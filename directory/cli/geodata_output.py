"""What `directory geodata` says: tables and sentences for people, documents for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from directory.cli.output import print_line, print_note, print_table
from directory.usecases.describe_import import describe_issue
from directory.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.geo.gazetteer import Gazetteer
    from directory.geo.points_sources import MunicipalityPointCounts
    from directory.usecases.add_points import PointFileReport, PointsReport
    from directory.usecases.examine_geodata import GeodataFinding, GeodataInfo

SHIPPED = ("towns", "postal", "names", "outlines", "points")
"""Sources of the shipped data whose attribution is shown (sentences geodata.<name>)."""

_SHOWN_TOWNS = 10


def print_info(info: GeodataInfo, gazetteer: Gazetteer, words: Words) -> None:
    """Files, sources, attributions and the added points."""
    headers = [words.say(f"cli.geodata.{name}") for name in ("file", "content", "bytes", "state")]
    states = [words.say("cli.geodata.intact" if one.is_intact else "cli.geodata.changed") for one in info.files]
    rows = [(one.name, one.content, f"{one.size:,}", state) for one, state in zip(info.files, states, strict=True)]
    print_table(headers, rows, numbers=(2,))
    print_line()
    headers = [words.say(f"cli.geodata.{name}") for name in ("package", "version", "licence", "vintage")]
    print_table(headers, [(one.package, one.version, one.licence, one.vintage) for one in info.sources])
    print_line()
    print_line(words.say("cli.geodata.municipalities", count=f"{info.municipalities:,}"))
    if not info.points:
        print_line(words.say("cli.geodata.no_points", path=info.points_path))
    else:
        print_line(words.say("cli.geodata.points_path", path=info.points_path, bytes=f"{info.points_size:,}"))
        _print_points(info.points, gazetteer, words)
    print_line()
    print_line(words.say("doctor.attribution"))
    for line in _attributions(info, words):
        print_line(f"- {line}")


def describe_info(info: GeodataInfo, gazetteer: Gazetteer, words: Words) -> dict[str, object]:
    """The same for programs."""
    return {
        "files": [
            {"name": one.name, "bytes": one.size, "sha256": one.sha256, "intact": one.is_intact} for one in info.files
        ],
        "sources": [
            {"package": one.package, "version": one.version, "licence": one.licence, "vintage": one.vintage}
            for one in info.sources
        ],
        "municipalities": info.municipalities,
        "attributions": _attributions(info, words),
        "points": {
            "path": str(info.points_path),
            "bytes": info.points_size,
            "municipalities": [_describe_points(one, gazetteer) for one in info.points],
        },
    }


def print_findings(findings: Sequence[GeodataFinding], words: Words) -> None:
    """One line for everything that was looked at; what is wrong with its remedy."""
    rows = [
        (
            "✓" if one.is_ok else "✗",
            words.say(_title(one.name, words)),
            _value(one, words) if one.is_ok else _problem(one, words),
        )
        for one in findings
    ]
    print_table(["", words.say("cli.doctor.what"), words.say("cli.doctor.value")], rows)


def _value(finding: GeodataFinding, words: Words) -> str:
    """What was counted; of a file its size."""
    return words.say("cli.geodata.size", bytes=finding.value) if "." in finding.name else finding.value


def describe_findings(findings: Sequence[GeodataFinding], words: Words) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "name": one.name,
            "ok": one.is_ok,
            "value": one.value,
            "code": one.problem.code if one.problem else "",
            "message": _problem(one, words),
        }
        for one in findings
    ]


def print_points_report(report: PointsReport, gazetteer: Gazetteer, words: Words, *, is_dry_run: bool) -> None:
    """Findings with their rows, a line for every file, and what is known now."""
    for file in report.files:
        if file.refusal is not None:
            print_note(words.say("cli.import.refused", file=file.file, reason=words.say_error(file.refusal)))
        for issue in file.issues:
            if issue.severity != "info":
                print_note(describe_issue(issue, words))
        for line in _remarks(file, words):
            print_note(line)
    used = [_file_cells(file, words) for file in report.files if file.refusal is None]
    if used:
        names = ("file", "kind", "rows", "taken", "repeated", "left_out")
        print_table([words.say(f"cli.geodata.{name}") for name in names], used, numbers=(2, 3, 4, 5))
    for jis, points in report.municipalities:
        name = gazetteer.municipality_name(jis)
        print_line(words.say("cli.geodata.known", municipality=name, points=f"{points:,}"))
    if report.municipalities:
        print_line(words.say("cli.geodata.tried" if is_dry_run else "cli.geodata.added"))


def describe_points_report(
    report: PointsReport, gazetteer: Gazetteer, words: Words, *, is_dry_run: bool
) -> dict[str, object]:
    """The same for programs."""
    return {
        "dry_run": is_dry_run,
        "files": [_describe_file(file, words) for file in report.files],
        "municipalities": [
            {"jis": jis, "name": gazetteer.municipality_name(jis), "points": points}
            for jis, points in report.municipalities
        ],
    }


def _attributions(info: GeodataInfo, words: Words) -> list[str]:
    added = sorted({source.source for one in info.points for source in one.sources})
    return [words.say(f"geodata.{name}") for name in (*SHIPPED, *(f"added_{source}" for source in added))]


def _print_points(points: Sequence[MunicipalityPointCounts], gazetteer: Gazetteer, words: Words) -> None:
    headers = [
        words.say(f"cli.geodata.{name}") for name in ("municipality_name", "towns", "lots", "sources", "unknown")
    ]
    rows = [
        (
            gazetteer.municipality_name(one.jis),
            f"{one.towns:,}",
            f"{one.lots:,}",
            "、".join(f"{words.say(f'cli.geodata.{row.source}_{row.kind}')} {row.added_on}" for row in one.sources),
            len(one.unknown_towns),
        )
        for one in points
    ]
    print_table(headers, rows, numbers=(1, 2, 4))


def _describe_points(one: MunicipalityPointCounts, gazetteer: Gazetteer) -> dict[str, object]:
    return {
        "jis": one.jis,
        "name": gazetteer.municipality_name(one.jis),
        "towns": one.towns,
        "lots": one.lots,
        "unknown_towns": list(one.unknown_towns),
        "sources": [
            {"source": row.source, "kind": row.kind, "points": row.points, "added_on": row.added_on}
            for row in one.sources
        ],
    }


def _title(name: str, words: Words) -> str:
    return f"cli.geodata.look_{name}" if f"cli.geodata.look_{name}" in words else name


def _problem(finding: GeodataFinding, words: Words) -> str:
    return words.say_error(finding.problem) if finding.problem is not None else ""


def _remarks(file: PointFileReport, words: Words) -> list[str]:
    """Counts of findings that are not shown one by one, and towns that no address can lead to."""
    shown_codes = Counter(issue.code for issue in file.issues if issue.severity != "info")
    lines = [
        words.say("cli.geodata.counted", file=file.file, count=f"{count:,}", what=words.say(f"issue.{code}"))
        for code, count in file.issue_counts
        if count > shown_codes[code]
    ]
    if file.unknown_towns:
        shown = "、".join(file.unknown_towns[:_SHOWN_TOWNS]) + ("…" if len(file.unknown_towns) > _SHOWN_TOWNS else "")
        lines.append(words.say("cli.geodata.unknown_towns", file=file.file, count=len(file.unknown_towns), towns=shown))
    return lines


def _file_cells(file: PointFileReport, words: Words) -> tuple[str, ...]:
    kind = words.say("cli.geodata.names" if file.kind == "names" else f"cli.geodata.{file.source}_{file.kind}")
    counts = (file.rows, file.taken, file.repeated, file.rows - file.taken)
    return (file.file, kind, *(f"{count:,}" for count in counts))


def _describe_file(file: PointFileReport, words: Words) -> dict[str, object]:
    if file.refusal is not None:
        refusal = {"code": file.refusal.code, "message": words.say_error(file.refusal)}
        return {"file": file.file, "refused": refusal}
    return {
        "file": file.file,
        "refused": None,
        "source": file.source,
        "kind": file.kind,
        "rows": file.rows,
        "taken": file.taken,
        "repeated": file.repeated,
        "unknown_towns": list(file.unknown_towns),
        "issues_by_code": dict(file.issue_counts),
        "issues": [
            {
                "code": issue.code,
                "severity": issue.severity,
                "row": issue.row,
                "column": issue.column,
                "original": issue.original,
                "message": describe_issue(issue, words),
            }
            for issue in file.issues
        ],
    }
