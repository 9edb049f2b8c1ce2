"""JSON and GeoJSON as a table: the list of objects that looks most like resources, one object a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.decoding import detect_encoding
from directory.formats.header import FEWEST_FIELDS, score_header
from directory.formats.limits import MAX_JSON_BYTES, check_row, check_row_count, check_size
from directory.formats.table import Record, Table

LATITUDE, LONGITUDE = "緯度", "経度"
HEADER_SAMPLE = 500
"""So many objects are asked for their keys when a list is judged; all are asked once it is chosen."""

Flat = dict[str, str]


def read_json(content: bytes) -> Table:
    """The objects of a JSON or GeoJSON file.

    Raises:
        FileRefused: file_too_large, file_encoding, file_not_table, file_not_resources, districts_not_resources,
            header_only, too_many_rows, too_many_columns, cell_too_long.
    """
    check_size(len(content), limit=MAX_JSON_BYTES)
    root = _decode(content)
    if isinstance(root, dict) and isinstance(root.get("features"), list):
        return _tabulate(_flatten_features(root["features"]), encoding="geojson", notes=())
    name, objects, others = _choose_list(root)
    notes = [Issue(code="list_assumed", severity="info", original=name)] if others else []
    notes += [Issue(code="list_ignored", severity="info", original=other) for other in others]
    return _tabulate([_flatten(item) for item in objects], encoding="json", notes=tuple(notes))


def _decode(content: bytes) -> object:
    """The file as Python values; numbers stay text, so that no digit of an id or a coordinate is lost."""
    decoding = detect_encoding(content)
    try:
        text = content[decoding.skip :].decode(decoding.codec)
        root: object = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise FileRefused("file_not_table") from error
    return root


def _choose_list(root: object) -> tuple[str, list[Mapping[str, object]], tuple[str, ...]]:
    """The list of objects with most known fields, its name, and the names of the other lists."""
    lists: dict[str, list[Mapping[str, object]]] = {}
    parts: Mapping[str, object] = root if isinstance(root, dict) else {"": root}
    for name, part in parts.items():
        objects: list[Mapping[str, object]] = (
            [item for item in part if isinstance(item, dict)] if isinstance(part, list) else []
        )
        if objects:
            lists[name] = objects
    if not lists:
        raise FileRefused("file_not_resources", {"kind": "json"})
    best = max(lists, key=lambda name: (_score_list(lists[name]), len(lists[name])))
    if _score_list(lists[best]) < FEWEST_FIELDS:
        raise FileRefused("file_not_resources", {"kind": "json"})
    return best, lists[best], tuple(name for name in lists if name != best)


def _score_list(objects: Sequence[Mapping[str, object]]) -> int:
    """Number of known fields among the keys of a list."""
    return score_header(_collect_header([_flatten(item) for item in objects[:HEADER_SAMPLE]]))


def _tabulate(rows: list[Flat], *, encoding: str, notes: tuple[Issue, ...]) -> Table:
    """Flat objects as a table; the header is every key that occurs, in order of appearance."""
    check_row_count(len(rows))
    if not rows:
        raise FileRefused("header_only")
    header = _collect_header(rows)
    check_row(0, header)

    def iterate() -> Iterator[Record]:
        for number, row in enumerate(rows, start=1):
            cells = tuple(row.get(key, "") for key in header)
            check_row(number, cells)
            yield number, cells

    return Table(encoding=encoding, records=iterate, header=header, notes=notes)


def _collect_header(rows: Sequence[Flat]) -> tuple[str, ...]:
    """All keys, in order of first appearance."""
    keys: dict[str, None] = {}
    for row in rows:
        keys.update(dict.fromkeys(row))
    return tuple(keys)


def _flatten_features(features: list[object]) -> list[Flat]:
    """Properties of every feature with its point as two columns.

    Raises:
        FileRefused: districts_not_resources (lines or areas and not one point).
    """
    rows: list[Flat] = []
    shapes: set[str] = set()
    for feature in features:
        item = feature if isinstance(feature, dict) else {}
        properties = item.get("properties")
        geometry = item.get("geometry")
        row = _flatten(properties) if isinstance(properties, dict) else {}
        if isinstance(geometry, dict):
            shapes.add(str(geometry.get("type")))
            row = _read_point(geometry) | row
        rows.append(row)
    if shapes and shapes.isdisjoint({"Point", "MultiPoint"}):
        raise FileRefused("districts_not_resources", {"shape": ", ".join(sorted(shapes))})
    return rows


def _read_point(geometry: Mapping[str, object]) -> Flat:
    """Latitude and longitude of a point; nothing for other shapes and broken ones."""
    position = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(position, list) and position:
        position = position[0]
    if not isinstance(position, list) or len(position) < 2 or not all(isinstance(part, str) for part in position[:2]):
        return {}
    return {LATITUDE: position[1], LONGITUDE: position[0]}


def _flatten(item: Mapping[str, object], prefix: str = "") -> Flat:
    """Nested objects with dotted keys (one level: location.lat), lists joined by `;`."""
    flat: Flat = {}
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not prefix:
            flat.update(_flatten(value, f"{name}."))
            continue
        flat.setdefault(name, _write_value(value))
    return flat


def _write_value(value: object) -> str:
    """A JSON value as cell text; null is blank, true and false are 有 and 無."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return "有" if value else "無"
    if isinstance(value, list) and all(isinstance(part, (str, bool)) or part is None for part in value):
        return ";".join(_write_value(part) for part in value if part is not None)
    return json.dumps(value, ensure_ascii=False)
