"""One thing noticed while reading a file: where, what, how bad, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["info", "warning", "attention", "error"]
"""info: assumed; warning: odd but kept; attention: a person must look; error: the row is rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A finding. The sentence and the remedy come from `wording` (ids issue.<code> and remedy.<code>).

    Attributes:
        row: row number as a spreadsheet shows it (header included, from 1); 0 = the whole file.
        column: header as published; empty = the whole row.
        original: cell text as published. suggestion: value that would be right, when known.
    """

    code: str
    severity: Severity
    file: str = ""
    row: int = 0
    column: str = ""
    original: str = ""
    suggestion: str = ""
