"""Where the header of a table is, and which field each of its columns holds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from directory.domain.errors import FileRefused
from directory.formats.columns import field_names, fold_header, synonyms

HEADER_ROWS = 10
"""The header is looked for in so many first rows."""
FEWEST_FIELDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """One column of a file. `field` is None when the table of synonyms does not know it: it is kept as extra."""

    header: str
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header as published. `row` is the last row it takes; 0 = the container names its columns itself."""

    row: int
    names: tuple[str, ...]


def best_score(rows: Sequence[Sequence[str]]) -> int:
    """How many fields the best header among the first rows has."""
    return max((score_header(row) for row in rows[:HEADER_ROWS]), default=0)


def score_header(cells: Sequence[str]) -> int:
    """Number of different known fields among these cells."""
    known = synonyms()
    return len({known[folded][0] for cell in cells if cell and (folded := fold_header(cell)) in known})


def find_header(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Header:
    """The header among the first rows, with a second header row joined to it when cells were merged.

    Raises:
        FileRefused: header_not_found.
    """
    first = rows[:HEADER_ROWS]
    # A header of one row is tried first: two rows are joined only when that names more fields.
    candidates = [Header(row=number, names=cells) for number, cells in first]
    candidates += [
        Header(row=below, names=_join_rows(cells, lower)) for (_, cells), (below, lower) in itertools.pairwise(first)
    ]
    best = max(candidates, key=lambda candidate: score_header(candidate.names), default=Header(row=0, names=()))
    best_fields = score_header(best.names)
    if best_fields < FEWEST_FIELDS:
        raise FileRefused("header_not_found", {"rows": len(first)})
    return best


def map_columns(names: Sequence[str], overrides: Sequence[tuple[str, str]] = ()) -> tuple[ColumnMapping, ...]:
    """The field of every column; what a person says (header, field) goes before the table of synonyms.

    Raises:
        FileRefused: mapping_unknown (no such field), mapping_column_missing (no such column).
    """
    chosen = _check_overrides(names, overrides)
    known = synonyms()
    fallback: tuple[str | None, int] = (None, 0)
    return tuple(
        ColumnMapping(header=name, field=chosen.get(fold_header(name), known.get(fold_header(name), fallback)[0]))
        for name in names
    )


def index_columns(
    columns: Sequence[ColumnMapping], overrides: Sequence[tuple[str, str]] = ()
) -> dict[str, tuple[int, ...]]:
    """Field -> its columns, the one to read first in front."""
    chosen = {fold_header(header) for header, _ in overrides}
    known = synonyms()
    ranked: dict[str, list[tuple[int, int]]] = {}
    for index, column in enumerate(columns):
        if column.field is None:
            continue
        folded = fold_header(column.header)
        rank = -1 if folded in chosen else known.get(folded, ("", 0))[1]
        ranked.setdefault(column.field, []).append((rank, index))
    return {field: tuple(index for _, index in sorted(places)) for field, places in ranked.items()}


def _check_overrides(names: Sequence[str], overrides: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Folded header -> field, for overrides that name a column and a field that exist."""
    present = {fold_header(name) for name in names}
    known = synonyms()
    chosen: dict[str, str] = {}
    for header, field in overrides:
        folded = fold_header(header)
        if folded not in present:
            raise FileRefused("mapping_column_missing", {"column": header})
        canonical = field if field in field_names() else known.get(fold_header(field), ("", 0))[0]
        if not canonical:
            raise FileRefused("mapping_unknown", {"field": field})
        chosen[folded] = canonical
    return chosen


def _join_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two header rows as one: 参加費 (merged over three cells) above 幼児 gives 参加費_幼児."""
    known = synonyms()
    joined: list[str] = []
    carried = ""
    for index in range(max(len(upper), len(lower))):
        above = upper[index].strip() if index < len(upper) else ""
        below = lower[index].strip() if index < len(lower) else ""
        carried = above or (carried if below else "")
        both = f"{carried}_{below}"
        is_known = bool(carried and below) and fold_header(both) in known
        joined.append(both if is_known else below or above)
    return tuple(joined)
