"""Polygons of a district file (GeoJSON), each checked before it is believed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.columns import fold_header
from directory.formats.decoding import detect_encoding, open_text
from directory.formats.mojibake import is_mojibake

MUNICIPALITY_KEYS = ("municipality", "市区町村コード", "全国地方公共団体コード", "団体コード", "jis")
SCHEME_KEYS = ("scheme", "区分", "区分名", "地区区分")
NAME_KEYS = (
    "name",
    "district",
    "地区",
    "地区名",
    "名称",
    "圏域",
    "学区",
    "学区名",
    "校区",
    "校区名",
    "小学校区",
    "行政区",
)

WGS84_NAMES = ("crs84", "4326", "6668", "4612")
"""Endings of the names of reference systems that agree with WGS84 within a metre or two (JGD2011, JGD2000)."""

JAPAN = shapely.box(122.0, 20.0, 154.0, 46.0)
"""Extent of Japan in degrees (lon-lat), islands included."""

AREAS = frozenset({"Polygon", "MultiPolygon"})
LINES = frozenset({"LineString", "MultiLineString"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PolygonRow:
    """One district. `row` is the number of the feature, from 1; `geometry` is GeoJSON text, lon-lat."""

    row: int
    municipality: str
    scheme: str
    district: str
    geometry: str


def read_polygons(content: bytes) -> tuple[tuple[PolygonRow, ...], tuple[Issue, ...]]:
    """Districts with a name and an area, and what was wrong with the others.

    Raises:
        FileRefused: district_json_damaged, district_lines, district_not_polygons, district_not_wgs84,
            district_axes_swapped, district_mojibake.
    """
    features = _load_features(content)
    rows: list[PolygonRow] = []
    issues: list[Issue] = []
    for number, feature in enumerate(features, start=1):
        row, issue = _read_feature(number, feature)
        if row is not None:
            rows.append(row)
        if issue is not None:
            issues.append(issue)
    return tuple(rows), tuple(issues)


def _load_features(content: bytes) -> list[Mapping[str, object]]:
    """Features of the collection, proved to be areas in degrees."""
    with open_text(content, detect_encoding(content)) as stream:
        try:
            document = json.load(stream)
        except (json.JSONDecodeError, RecursionError) as error:
            raise FileRefused("district_json_damaged") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise FileRefused("district_json_damaged")
    _check_system(document)
    kinds = [_kind_of(feature) for feature in features]
    if kinds and not any(kind in AREAS for kind in kinds):
        code = "district_lines" if any(kind in LINES for kind in kinds) else "district_not_polygons"
        raise FileRefused(code, {"features": len(kinds), "kind": kinds[0]})
    return features


def _check_system(document: Mapping[str, object]) -> None:
    """Refuses a collection that names a reference system other than WGS84 (member crs of the 2008 format)."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not name.lower().endswith(WGS84_NAMES):
        raise FileRefused("district_not_wgs84", {"system": name[:60]})


def _kind_of(feature: Mapping[str, object]) -> str:
    geometry = feature.get("geometry")
    return str(geometry.get("type", "")) if isinstance(geometry, dict) else ""


def _read_feature(number: int, feature: Mapping[str, object]) -> tuple[PolygonRow | None, Issue | None]:
    """The district of one feature, or why there is none; a mended one comes with its issue."""
    properties = feature.get("properties")
    texts = {
        fold_header(str(key)): str(value).strip()
        for key, value in dict(_mapping(properties)).items()
        if value is not None
    }
    if is_mojibake("".join(texts.values())):
        raise FileRefused("district_mojibake", {"text": next(filter(is_mojibake, texts.values()), "")[:20]})
    name = _first(texts, NAME_KEYS)
    if not name:
        return None, Issue(code="district_name_blank", severity="error", row=number)
    if _kind_of(feature) not in AREAS:
        return None, Issue(code="district_line_left_out", severity="error", row=number, original=name)
    geometry, is_mended = _read_area(feature)
    if geometry is None:
        return None, Issue(code="district_ring_invalid", severity="error", row=number, original=name)
    row = PolygonRow(
        row=number,
        municipality=_first(texts, MUNICIPALITY_KEYS),
        scheme=_first(texts, SCHEME_KEYS),
        district=name,
        geometry=shapely.to_geojson(geometry),
    )
    mended = Issue(code="district_ring_mended", severity="warning", row=number, original=name)
    return row, mended if is_mended else None


def _read_area(feature: Mapping[str, object]) -> tuple[BaseGeometry | None, bool]:
    """A valid area and whether its rings had to be mended; None when they are beyond that."""
    try:
        geometry = shape(dict(_mapping(feature["geometry"])))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError):
        return None, False
    geometry = shapely.force_2d(geometry)
    if geometry.is_empty:
        return None, False
    _check_degrees(geometry)
    if geometry.is_valid:
        return geometry, False
    mended = shapely.make_valid(geometry)
    parts = [part for part in shapely.get_parts(mended) if part.geom_type in AREAS]
    return (shapely.union_all(parts), True) if parts else (None, False)


def _check_degrees(geometry: BaseGeometry) -> None:
    """Refuses metres, other systems and latitude before longitude: one such polygon means the whole file is so."""
    west, south, east, north = geometry.bounds
    is_finite = all(map(math.isfinite, geometry.bounds))
    if is_finite and JAPAN.covers(shapely.box(west, south, east, north)):
        return
    if is_finite and JAPAN.covers(shapely.box(south, west, north, east)):
        raise FileRefused("district_axes_swapped", {"first": round(west, 5), "second": round(south, 5)})
    raise FileRefused("district_not_wgs84", {"system": f"{west:.6g}, {south:.6g}"})


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _first(texts: Mapping[str, str], keys: tuple[str, ...]) -> str:
    """The first of these properties that says something."""
    return next((texts[key] for key in map(fold_header, keys) if texts.get(key)), "")
