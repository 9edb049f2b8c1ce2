"""Columns of one catalog revision -> the compact points file, bitsets of rows, and names for pins in view."""

from __future__ import annotations

import base64
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from directory.catalog.columns import FLAG_APPROXIMATE, count_runs
from directory.catalog.find import Found
from directory.catalog.snapshot import Snapshot
from directory.domain.errors import RequestRefused
from directory.mapping.packed_steps import pack_steps
from directory.mapping.symbols import CATEGORY_CODES, with_roots

FORMAT_VERSION = 1
DEGREE_STEPS = 100_000
"""Positions are whole numbers of 1e-5 degree (about 1 m). Source: design of the points payload."""

SMALL_CLASSES = 64
FIRST_CHARACTER = ord("0")
"""Columns of few classes are one character a row, counted from "0"."""

MOST_BITS = 32
"""More than any position takes: 180 degrees, doubled, are 26 bits."""

LABEL_LIMIT = 300

RADIUS_STEPS_M = (0, 50, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000, 50_000)
"""Radii of approximate places are rounded up to one of these, so that they fit one character."""

IntColumn = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRows:
    """Which rows of a snapshot the map knows, in the order of the points file.

    Attributes:
        rows: row numbers of the snapshot: placed, and in default results.
        position: row of the snapshot -> place in `rows`; -1 = not on the map.
    """

    rows: IntColumn
    position: IntColumn


def round_radius(radius_m: int) -> int:
    """The radius of an approximate place as the map says it."""
    return RADIUS_STEPS_M[min(bisect_left(RADIUS_STEPS_M, radius_m), len(RADIUS_STEPS_M) - 1)]


def select_rows(snapshot: Snapshot) -> MapRows:
    """Every listing with a public point that default results show."""
    on_map = np.isfinite(snapshot.latitude) & snapshot.is_default
    rows = np.flatnonzero(on_map).astype(np.int64)
    position = np.full(snapshot.count, -1, dtype=np.int64)
    position[rows] = np.arange(rows.size)
    return MapRows(rows=rows, position=position)


def require_scheme(snapshot: Snapshot, scheme: str) -> str:
    """The scheme itself.

    Raises:
        RequestRefused: the snapshot has no such district scheme.
    """
    if scheme not in snapshot.district_codes:
        raise RequestRefused("parameter_scheme", {"field": "scheme", "value": scheme[:100]})
    return scheme


def encode_points(
    snapshot: Snapshot,
    scheme: str,
    *,
    revision: str,
    rows: npt.NDArray[np.int32] | None = None,
    is_lean: bool = False,
) -> bytes:
    """The points file: positions as deltas of 1e-5 degree (WGS84), numbers, classes; no text of any listing.

    `revision` also changes with the day, because freshness does. Districts of `d` index `districts`; one past
    the last = none. `c` indexes `cats`; `m` indexes `cm`, bitmasks over `cats`
    in which a second-level category sets its first level too; `r` indexes `radii` (metres).
    `f` bits: 1 = approximate place, 2 = stale. `rows` are placed ones; without them every listing on the map.
    A lean file, for our own page, has nearly half the bytes: `w` and `b` are positions as `pack_steps` writes them,
    rows are named by their place in the file (`encode_row_labels`), `m` also indexes `cr`, main categories, and
    `r` is 0 where the place is not approximate.
    """
    kept = select_rows(snapshot).rows if rows is None else rows.astype(np.int64)
    codes = snapshot.district_codes[scheme]
    districts = snapshot.district_columns[scheme][kept].astype(np.int64)
    payload = {
        "v": FORMAT_VERSION,
        "rev": revision,
        "n": int(kept.size),
        "q": DEGREE_STEPS,
        "scheme": scheme,
        "cats": CATEGORY_CODES,
        "districts": codes,
        "names": [snapshot.districts[code].name for code in codes],
        "d": _classes(np.where(districts < 0, len(codes), districts), len(codes) + 1),
        "radii": RADIUS_STEPS_M,
    }
    describe = _lean_columns if is_lean else _full_columns
    return msgspec.json.encode(payload | describe(snapshot, kept))


def _full_columns(snapshot: Snapshot, kept: IntColumn) -> dict[str, object]:
    masks, mask_of = np.unique(snapshot.category_bits[kept], return_inverse=True)
    return {
        "la": _numbers(_deltas(snapshot.latitude[kept])),
        "lo": _numbers(_deltas(snapshot.longitude[kept])),
        "id": snapshot.number[kept].tolist(),
        "c": _classes(_root_index(snapshot, kept), len(CATEGORY_CODES)),
        "cm": [with_roots(mask) for mask in masks.tolist()],
        "m": _classes(mask_of.astype(np.int64), masks.size),
        "f": _classes(snapshot.flags[kept].astype(np.int64), 4),
        "r": _classes(_radius_index(snapshot, kept), len(RADIUS_STEPS_M)),
    }


def _lean_columns(snapshot: Snapshot, kept: IntColumn) -> dict[str, object]:
    pairs = np.column_stack([snapshot.category_bits[kept].astype(np.int64), _root_index(snapshot, kept)])
    kinds, kind_of = np.unique(pairs, axis=0, return_inverse=True)
    is_approximate = (snapshot.flags[kept] & FLAG_APPROXIMATE) > 0
    widths, bits = pack_steps(_deltas(snapshot.latitude[kept]), _deltas(snapshot.longitude[kept]))
    return {
        "w": _classes(widths, MOST_BITS),
        "b": bits,
        "cm": [with_roots(mask) for mask in kinds[:, 0].tolist()],
        "cr": kinds[:, 1].tolist(),
        "m": _classes(kind_of.astype(np.int64).ravel(), len(kinds)),
        "r": _classes(np.where(is_approximate, _radius_index(snapshot, kept), 0), len(RADIUS_STEPS_M)),
    }


def encode_rows(found: Found, scheme: str, *, revision: str) -> bytes:
    """What of the points file an answer holds: bit i (least first) = row i; unplaced listings are only counted."""
    return msgspec.json.encode(
        {
            "rev": revision,
            "total": found.total,
            "unplaced": found.unplaced,
            "by_district": count_by_district(found, scheme),
            "rows": _bitset(found),
        }
    )


def count_by_district(found: Found, scheme: str) -> tuple[int, ...]:
    """Listings of an answer per district, in the order of the scheme's codes; unplaced ones where they serve."""
    return count_districts(found.snapshot, scheme, found.rows)[0]


def count_districts(snapshot: Snapshot, scheme: str, rows: npt.NDArray[np.integer]) -> tuple[tuple[int, ...], int]:
    """The same of rows in any order, quickest in ascending; and how many of them have a place, but in no district."""
    codes = snapshot.district_codes[scheme]
    column = snapshot.district_columns[scheme][rows]
    counts = count_runs(column, len(codes)).tolist()
    for code, count in snapshot.coverage.counts(rows, count=snapshot.count).items():
        place = bisect_left(codes, code)
        if place < len(codes) and codes[place] == code:
            counts[place] += count
    elsewhere = int(np.count_nonzero(snapshot.is_placed[rows[column < 0]]))
    return tuple(counts), elsewhere


def encode_labels(snapshot: Snapshot, numbers: Iterable[int]) -> bytes:
    """Number -> [public code, name] of pins in view; unknown numbers are left out."""
    order = np.argsort(snapshot.number)
    ordered = snapshot.number[order]
    asked = np.array(sorted(set(numbers)), dtype=np.int64)
    spots = np.searchsorted(ordered, asked)
    labels = {}
    for number, spot in zip(asked.tolist(), spots.tolist(), strict=True):
        if spot < ordered.size and ordered[spot] == number:
            listing = snapshot.listing(int(order[spot]))
            labels[str(number)] = (listing.code, listing.name)
    return msgspec.json.encode(labels)


def encode_row_labels(snapshot: Snapshot, rows: Iterable[int]) -> bytes:
    """Row of the points file -> [public code, name]; rows past its end are left out."""
    on_map = select_rows(snapshot).rows
    listings = ((row, snapshot.listing(int(on_map[row]))) for row in sorted(set(rows)) if row < on_map.size)
    return msgspec.json.encode({str(row): (listing.code, listing.name) for row, listing in listings})


def parse_numbers(text: str) -> tuple[int, ...]:
    """Numbers of listings, or of rows, of a comma separated list.

    Raises:
        RequestRefused: something is no number, or there are more than LABEL_LIMIT.
    """
    parts = [part for part in text.split(",") if part]
    if len(parts) > LABEL_LIMIT or not all(part.isascii() and part.isdigit() and len(part) <= 15 for part in parts):
        raise RequestRefused("parameter_ids", {"field": "ids", "value": text[:100]})
    return tuple(int(part) for part in parts)


def _bitset(found: Found) -> str:
    selected = select_rows(found.snapshot)
    positions = selected.position[found.rows]
    bits = np.zeros(selected.rows.size, dtype=np.uint8)
    bits[positions[positions >= 0]] = 1
    return base64.b64encode(np.packbits(bits, bitorder="little").tobytes()).decode()


def _deltas(degrees: npt.NDArray[np.float64]) -> IntColumn:
    steps = np.rint(degrees * DEGREE_STEPS).astype(np.int64)
    deltas: IntColumn = np.diff(steps, prepend=0)
    return deltas


def _root_index(snapshot: Snapshot, rows: IntColumn) -> IntColumn:
    roots = np.array([CATEGORY_CODES.index(code) for code in snapshot.category_codes], dtype=np.int64)
    index: IntColumn = roots[snapshot.category[rows]]
    return index


def _radius_index(snapshot: Snapshot, rows: IntColumn) -> IntColumn:
    steps = np.searchsorted(RADIUS_STEPS_M, snapshot.radius_m[rows])
    return np.minimum(steps, len(RADIUS_STEPS_M) - 1).astype(np.int64)


def _classes(column: IntColumn, classes: int) -> str | list[int]:
    """One character a row while there are few classes; a list of numbers otherwise."""
    if classes >= SMALL_CLASSES:
        return _numbers(column)
    return (column + FIRST_CHARACTER).astype(np.uint8).tobytes().decode("ascii")


def _numbers(column: IntColumn) -> list[int]:
    numbers: list[int] = column.tolist()
    return numbers
