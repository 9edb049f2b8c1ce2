"""Warning areas -> one dissolved outline per municipality (a designated city is one outline without wards)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict

from shapely import make_valid, set_precision
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geodata_build.archives import Archive

_PREFECTURE_DIGITS = 2
_STEP = 0.00001
"""Grid of the written coordinates in degrees, about one metre."""

Outlines = dict[str, BaseGeometry]


def read_outlines(archive: Archive) -> tuple[Outlines, dict[str, str]]:
    """Outlines and names by 5-digit code (of a designated city the code of the whole city)."""
    members = [name for name in archive.names() if re.search(r"/landslides_\d\.json\.zip$", name)]
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    names: dict[str, str] = {}
    for content in archive.read(*members).values():
        for code, name, geometry in _features(content):
            parts[code].append(geometry)
            names[code] = name
    outlines = {code: _dissolve(found) for code, found in sorted(parts.items())}
    return outlines, names


def _features(content: bytes) -> list[tuple[str, str, BaseGeometry]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = json.loads(archive.read(archive.namelist()[0]))
    return [
        (code[:5], feature["properties"]["name"], make_valid(shape(feature["geometry"])))
        for feature in document["features"]
        if len(code := str(feature["properties"]["code"])) == 7  # six digits are whole forecast regions
    ]


def _dissolve(parts: list[BaseGeometry]) -> BaseGeometry:
    """Union on the grid, without slivers of lines."""
    merged = set_precision(unary_union(parts), _STEP)
    polygons = [part for part in getattr(merged, "geoms", [merged]) if part.geom_type.endswith("Polygon")]
    return unary_union(polygons).normalize()


def write_outlines(outlines: Outlines, labels: dict[str, tuple[str, str]]) -> bytes:
    """GeoJSON, one feature a line, sorted by code; properties jis, pref, name."""
    lines = []
    for jis, geometry in sorted(outlines.items()):
        pref, name = labels[jis]
        feature = {
            "type": "Feature",
            "properties": {"jis": jis, "pref": pref, "name": name},
            "geometry": {"type": geometry.geom_type, "coordinates": _rounded(mapping(geometry)["coordinates"])},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _rounded(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return round(float(str(value)), 5)
