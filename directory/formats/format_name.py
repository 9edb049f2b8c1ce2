"""Which published format a header belongs to, by its columns and never by the file name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from directory.domain.errors import FileRefused
from directory.formats.columns import fold_header, foreign_headers
from directory.formats.header import ColumnMapping
from directory.formats.source_file import FormatName

DEFAULT_CATEGORY: dict[FormatName, str] = {
    "g1_childcare": "support_center",
    "g2_childcare": "support_center",
    "g3_child_cafe": "child_cafe",
    "kosodatehiroba": "support_base",
    "papamama": "childcare_facility",
}
"""What a row is when nothing else says its kind. Formats that are not named here hold things of every kind."""

SIGNATURES: tuple[tuple[FormatName, tuple[str, ...], tuple[str, ...]], ...] = (
    ("g3_child_cafe", ("名称", "開催頻度"), ("参加費_幼児", "フードパントリー実施", "テイクアウト実施", "追加情報NO")),
    ("g2_event", ("イベント名", "全国地方公共団体コード"), ()),
    ("g1_event", ("イベント名",), ("都道府県コード又は市区町村コード", "市区町村コード")),
    (
        "g2_childcare",
        ("全国地方公共団体コード", "名称"),
        ("許可等年月日", "一時預かりの有無", "病児保育の有無", "子供預かり料金", "受入年齢"),
    ),
    ("g1_childcare", ("名称",), ("認可等年月日", "一時預かりの有無")),
    ("g2_facility", ("全国地方公共団体コード", "名称"), ("所在地_連結表記", "所在地_連結標記", "車椅子可", "町字ID")),
    ("g1_facility", ("名称", "名称_通称", "POIコード"), ()),
    ("g1_facility", ("都道府県コード又は市区町村コード", "名称", "住所"), ()),
    ("papamama", ("name", "type"), ("ages", "kodomo", "vacancy", "vacancy0", "add1", "ownership")),
    ("takamatsu", ("#property", "name"), ()),
    ("osaka", ("施設名", "大分類", "小分類"), ()),
    ("kosodatehiroba", ("pref", "city", "name", "addr"), ()),
)
"""(format, headers that must be there, headers of which one must be there), the most special first."""

PLACE_FIELDS = (
    "address", "address_town", "latitude", "phone", "place_name", "city", "weekdays", "days", "schedule", "code",
)  # fmt: skip
"""A resource says at least one of these beside its name; a list of links says none."""


def recognise_format(columns: Sequence[ColumnMapping], *, is_self_describing: bool = False) -> FormatName:
    """The format of a table of resources; `is_self_describing`: its container names the columns, as JSON does.

    Raises:
        FileRefused: file_not_resources (a header that only other lists have, or names without any place or contact),
            header_not_found (no column of names).
    """
    headers = {fold_header(column.header) for column in columns}
    fields = {column.field for column in columns}
    refuse_foreign(headers)
    if _is_additional(fields):
        return "g3_additional"
    if not fields & {"name", "organization", "place_name"}:
        if is_self_describing:
            raise FileRefused("file_not_resources", {"kind": "json"})
        raise FileRefused("header_not_found", {"column": "name"})
    if not fields.intersection(PLACE_FIELDS):
        raise FileRefused("file_not_resources", {"kind": "names_only"})
    for name, required, one_of in SIGNATURES:
        if _has_all(headers, required) and (not one_of or _has_any(headers, one_of)):
            return name
    return "plain"


def refuse_foreign(headers: Collection[str]) -> None:
    """Nothing, when no folded header belongs to a list of other things (AED, hospitals, population).

    Raises:
        FileRefused: file_not_resources.
    """
    foreign = foreign_headers()
    for header in headers:
        if header in foreign:
            raise FileRefused("file_not_resources", {"kind": foreign[header]})


def _is_additional(fields: Collection[str | None]) -> bool:
    """Whether rows are venues of resources in another file: an ID and sessions, but no name."""
    return "id" in fields and "frequency" in fields and "name" not in fields


def _has_all(headers: Collection[str], wanted: Sequence[str]) -> bool:
    """Whether every header is there."""
    return all(fold_header(header) in headers for header in wanted)


def _has_any(headers: Collection[str], wanted: Sequence[str]) -> bool:
    """Whether one header is there."""
    return any(fold_header(header) in headers for header in wanted)
