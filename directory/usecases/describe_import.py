"""Import reports as JSON, as sentences and as errors.csv."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from directory.domain.issue import Issue
from directory.formats.csv_cells import escape_cell
from directory.usecases.import_report import FileReport
from directory.wording.words import Words

ERROR_COLUMNS = ("file", "row", "column", "value", "severity", "code", "message", "remedy", "suggestion")


def describe_issue(issue: Issue, words: Words) -> str:
    """One finding as file:row:column, sentence, value and remedy."""
    where = ":".join(part for part in (issue.file, str(issue.row or ""), issue.column) if part)
    value = f"「{issue.original}」" if issue.original else ""
    return f"{where} {_sentence('issue', issue, words)}{value} {_sentence('remedy', issue, words)}".rstrip()


def describe_reports(reports: Sequence[FileReport], words: Words, *, is_dry_run: bool) -> dict[str, object]:
    """Everything an import did, for programs."""
    return {"dry_run": is_dry_run, "files": [_describe_file(report, words) for report in reports]}


def write_errors(path: Path, reports: Sequence[FileReport], words: Words) -> None:
    """Every finding as one line of a CSV (UTF-8 with BOM, CRLF, cells safe for Excel)."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(ERROR_COLUMNS)
        for report in reports:
            if report.refusal is not None:
                message = words.say_error(report.refusal)
                writer.writerow((report.file, "", "", "", "error", report.refusal.code, message, "", ""))
            writer.writerows(_error_row(issue, words) for issue in report.issues)


def _error_row(issue: Issue, words: Words) -> tuple[str, ...]:
    cells = (
        issue.file,
        str(issue.row or ""),
        issue.column,
        issue.original,
        issue.severity,
        issue.code,
        _sentence("issue", issue, words),
        _sentence("remedy", issue, words),
        issue.suggestion,
    )
    return tuple(escape_cell(cell) for cell in cells)


def _sentence(kind: str, issue: Issue, words: Words) -> str:
    message_id = f"{kind}.{issue.code}"
    if message_id not in words:
        return "" if kind == "remedy" else issue.code
    return words.say(message_id, original=issue.original, suggestion=issue.suggestion)


def _describe_file(report: FileReport, words: Words) -> dict[str, object]:
    if report.refusal is not None:
        refusal = {"code": report.refusal.code, "message": words.say_error(report.refusal)}
        return {"file": report.file, "refused": refusal}
    counts = report.counts
    return {
        "file": report.file,
        "refused": None,
        "format": report.format,
        "encoding": report.encoding,
        "sheet": report.sheet,
        "header_row": report.header_row,
        "source": report.source,
        "unknown_columns": list(report.unknown_columns),
        "rows": counts.rows,
        "added": counts.added,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "attention": counts.attention,
        "rejected": counts.rejected,
        "blank": counts.blank,
        "gone": report.gone,
        "placed_by_level": dict(report.levels),
        "issues_by_code": dict(report.issue_counts),
        "issues": [_describe_issue(issue, words) for issue in report.issues],
        "seconds": round(report.seconds, 3),
    }


def _describe_issue(issue: Issue, words: Words) -> dict[str, object]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "row": issue.row,
        "column": issue.column,
        "original": issue.original,
        "suggestion": issue.suggestion,
        "message": _sentence("issue", issue, words),
        "remedy": _sentence("remedy", issue, words),
    }
