"""Hand-written changes of municipalities that are younger than a source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One old name and one present name; without `valid_from` two spellings of the same municipality."""

    pref: str
    old: str
    new: str
    valid_from: str


def read_changes(path: Path) -> tuple[Change, ...]:
    """Rows of scripts/geodata_changes.csv."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Change(pref=row["pref"], old=row["old_city"], new=row["new_city"], valid_from=row["valid_from"])
            for row in csv.DictReader(lines)
        )
