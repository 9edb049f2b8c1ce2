"""What an import did, file by file: every row counted once, every finding named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue

RowOutcome = Literal["added", "changed", "unchanged", "rejected", "blank"]
"""What became of one row. Every row of a file has exactly one outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows by outcome. `attention` counts those of added, changed and unchanged that a person must look at."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    blank: int = 0
    attention: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What was understood of one file and what became of its rows.

    Attributes:
        refusal: why nothing of the file was stored; None when it was imported.
        levels: venues of added and changed rows by level of their place; `none` = without a place.
        gone: rows of an earlier edition of the same source that this one does not hold any more.
        seconds: wall-clock time.
    """

    file: str
    refusal: FileRefused | None = None
    format: str = ""
    encoding: str = ""
    sheet: str = ""
    header_row: int = 0
    source: str = ""
    unknown_columns: tuple[str, ...] = ()
    counts: Counts = Counts()
    levels: tuple[tuple[str, int], ...] = ()
    issues: tuple[Issue, ...] = ()
    gone: int = 0
    seconds: float = 0.0

    @property
    def issue_counts(self) -> tuple[tuple[str, int], ...]:
        """Findings by code, the commonest first."""
        return tuple(Counter(issue.code for issue in self.issues).most_common())


@dataclass(slots=True)
class Tally:
    """Counts of a file while it is being read."""

    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    rows: int = 0
    attention: int = 0

    def count(self, outcome: RowOutcome, *, needs_attention: bool = False) -> None:
        """Adds one row."""
        self.outcomes[outcome] += 1
        self.attention += needs_attention

    def skip_blank(self, count: int) -> None:
        """Adds rows that held nothing."""
        self.rows += count
        self.outcomes["blank"] += count

    def freeze(self) -> Counts:
        """The final counts."""
        return Counts(rows=self.rows, attention=self.attention, **dict(self.outcomes))
