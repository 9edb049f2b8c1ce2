"""Rows of a district table: which town, 丁目 and lots belong to which district."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.columns import fold_header
from directory.formats.limits import check_row_count
from directory.formats.mojibake import is_mojibake
from directory.formats.table import Record, Table

HEADER_ROWS = 10

SYNONYMS: dict[str, tuple[str, ...]] = {
    "municipality": (
        "municipality",
        "市区町村コード",
        "全国地方公共団体コード",
        "団体コード",
        "自治体コード",
        "jis",
        "市区町村名",
        "市区町村",
        "自治体名",
    ),
    "scheme": ("scheme", "区分", "区分名", "地区区分", "地区の種類", "圏域種別"),
    "district": (
        "district",
        "地区",
        "地区名",
        "圏域",
        "圏域名",
        "学区",
        "校区",
        "小学校区",
        "中学校区",
        "行政区",
        "ブロック",
    ),
    "town": ("town", "町名", "町字", "町丁目", "町丁名", "町名丁目", "町名・丁目", "大字", "大字・町名"),
    "chome_from": ("chome_from", "丁目", "丁目から", "丁目_から", "丁目(から)", "開始丁目"),
    "chome_to": ("chome_to", "丁目まで", "丁目_まで", "丁目(まで)", "終了丁目"),
    "banchi_from": ("banchi_from", "番地", "番地から", "番地_から", "番地(から)", "開始番地"),
    "banchi_to": ("banchi_to", "番地まで", "番地_まで", "番地(まで)", "終了番地"),
}
"""Headers by column; an earlier one is read first when a file has several."""

Span = tuple[int | None, int | None]
"""Inclusive range; None = open on that side; (None, None) = everything."""

_SPAN = re.compile(
    r"(?P<low>\d+)?(?:丁目|番地?|号)?(?P<dash>[-~〜～―–—ー]|から|以上|以降)?(?P<high>\d+)?(?:丁目|番地?|号)?(?:まで|以下)?"
)
_LIST = re.compile(r"[,、・;.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TownRow:
    """One readable row. An empty town names a district without saying where it is."""

    row: int
    municipality: str
    scheme: str
    district: str
    town: str = ""
    chome: Span = (None, None)
    banchi: Span = (None, None)


class _Unreadable(ValueError):
    """A range that is none: column and text."""


def read_town_rows(table: Table) -> tuple[tuple[TownRow, ...], tuple[Issue, ...]]:
    """Readable rows, one per range, and what was wrong with the others.

    Raises:
        FileRefused: district_columns_missing, district_mojibake, too_many_rows.
    """
    header_row, columns, names = _find_columns(table)
    rows: list[TownRow] = []
    issues: list[Issue] = []
    for count, (number, cells) in enumerate(_rows_below(table, header_row), start=1):
        check_row_count(count)
        values = {field: _tidy(cells[index]) for field, index in columns.items() if index < len(cells)}
        found, issue = _read_row(
            number, values, has_end={"chome": "chome_to" in columns, "banchi": "banchi_to" in columns}
        )
        rows.extend(found)
        if issue is not None:
            place = columns.get(issue.column)
            issues.append(issue if place is None else replace(issue, column=names[place]))
    return tuple(rows), tuple(issues)


def _find_columns(table: Table) -> tuple[int, dict[str, int], tuple[str, ...]]:
    """Row number of the header, the place of each known column, and the header as published.

    Raises:
        FileRefused: no row names a district and a town.
    """
    best: tuple[int, dict[str, int], tuple[str, ...]] = (0, {}, ())
    for number, cells in table.records():
        columns = _match(cells)
        if len(columns) > len(best[1]):
            best = number, columns, cells
        if number >= HEADER_ROWS:
            break
    missing = [SYNONYMS[field][1] for field in ("district", "town") if field not in best[1]]
    if missing:
        raise FileRefused("district_columns_missing", {"columns": "、".join(missing)})
    return best


def _match(cells: tuple[str, ...]) -> dict[str, int]:
    folded = [fold_header(cell) for cell in cells]
    if is_mojibake("".join(cells)):
        raise FileRefused("district_mojibake", {"text": next(cell for cell in cells if cell)[:20]})
    found: dict[str, int] = {}
    for field, headers in SYNONYMS.items():
        place = next((folded.index(header) for header in map(fold_header, headers) if header in folded), None)
        if place is not None:
            found[field] = place
    return found


def _rows_below(table: Table, header_row: int) -> Iterator[Record]:
    for number, cells in table.records():
        if number <= header_row or not any(cell.strip() for cell in cells):
            continue
        text = "".join(cells)
        if is_mojibake(text):
            raise FileRefused("district_mojibake", {"text": text[:20]})
        yield number, cells


def _read_row(number: int, values: dict[str, str], *, has_end: dict[str, bool]) -> tuple[list[TownRow], Issue | None]:
    """The row once per range, or the issue that says why it is left out."""
    if not values.get("district"):
        return [], Issue(code="district_name_blank", severity="error", row=number, original=values.get("town", ""))
    try:
        chomes = _read_spans(values, "chome", has_end=has_end["chome"])
        lots = _read_spans(values, "banchi", has_end=has_end["banchi"])
    except _Unreadable as problem:
        column, text = problem.args
        return [], Issue(
            code="district_range_unreadable", severity="error", row=number, column=f"{column}_from", original=text
        )
    rows = [
        TownRow(
            row=number,
            municipality=values.get("municipality", ""),
            scheme=values.get("scheme", ""),
            district=values["district"],
            town=values.get("town", ""),
            chome=chome,
            banchi=lot,
        )
        for chome in chomes
        for lot in lots
    ]
    blank = Issue(code="district_town_blank", severity="warning", row=number, original=values["district"])
    return rows, None if values.get("town") else blank


def _read_spans(values: dict[str, str], field: str, *, has_end: bool) -> list[Span]:
    """Ranges of a pair of columns. A lone start is open when the file has a column for the end, else one number."""
    start, end = values.get(f"{field}_from", ""), values.get(f"{field}_to", "")
    if not start and not end:
        return [(None, None)]
    if end:
        return [_check((_read_number(start, field), _read_number(end, field)), field, f"{start}-{end}")]
    spans = [_read_span(part, field, is_open=has_end) for part in _LIST.split(start) if part.strip()]
    return spans or [(None, None)]


def _read_span(text: str, field: str, *, is_open: bool) -> Span:
    """`3`, `1-3`, `1～3丁目`, `100以上`, `-99`."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not (match["low"] or match["high"]):
        raise _Unreadable(field, text)
    low = int(match["low"]) if match["low"] else None
    high = int(match["high"]) if match["high"] else None
    if low is not None and high is None and not match["dash"] and not is_open:
        high = low
    return _check((low, high), field, text)


def _read_number(text: str, field: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d+)(?:\.0)?(?:丁目|番地?|号)?", text)
    if match is None:
        raise _Unreadable(field, text)
    return int(match[1])


def _check(span: Span, field: str, text: str) -> Span:
    low, high = span
    if low is not None and high is not None and low > high:
        raise _Unreadable(field, text)
    return span


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
