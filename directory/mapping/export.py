"""An answer -> the data and the inlined parts of one self-contained HTML file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from directory.catalog.find import Found
from directory.mapping.points import count_by_district, encode_points

END_OF_ELEMENT = re.compile(r"<(/(?:script|style)|!--)", re.IGNORECASE)
"""What would end an inlined script or style for an HTML parser."""

GZIP_LEVEL = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One inlined script or style, and its source expression for the file's own security policy."""

    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedListing:
    """The public words of one listing, as the file shows them; empty = left out."""

    code: str
    root: str
    name: str
    place: str = ""
    phone: str = ""
    when: str = ""
    who: str = ""
    fee: str = ""
    organization: str = ""
    about: str = ""
    assured: str = ""


FIELDS = tuple(name for name in ExportedListing.__dataclass_fields__)
"""Columns of the listings in the file."""


def inline(text: str) -> Part:
    """A script or style that can stand inside its element without ending it."""
    safe = END_OF_ELEMENT.sub(r"<\\\1", text)
    digest = base64.b64encode(hashlib.sha256(safe.encode()).digest()).decode()
    return Part(text=safe, sha256=f"sha256-{digest}")


def build_policy(*, scripts: Iterable[Part], styles: Iterable[Part]) -> str:
    """The Content-Security-Policy of the file itself: nothing but its own parts runs, nothing is fetched."""
    allowed_scripts = " ".join(f"'{part.sha256}'" for part in scripts)
    allowed_styles = " ".join(f"'{part.sha256}'" for part in styles)
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def order_for_export(found: Found) -> Sequence[int]:
    """Rows of an answer in the order of the file: those on the map as the points stand, then those without a place."""
    rows = np.sort(found.rows)
    is_placed = np.isfinite(found.snapshot.latitude[rows])
    ordered: list[int] = np.concatenate([rows[is_placed], rows[~is_placed]]).tolist()
    return ordered


def encode_export(
    found: Found, listings: Sequence[ExportedListing], *, scheme: str, districts: bytes, revision: str
) -> bytes:
    """Points, outlines and listings as JSON; `listings` are in the order of `order_for_export`.

    `of` is the district of each listing, in the order of the points' districts; one past the last = none.
    """
    placed = np.sort(found.rows)
    placed = placed[np.isfinite(found.snapshot.latitude[placed])]
    codes = found.snapshot.district_codes[scheme]
    column = found.snapshot.district_columns[scheme][np.array(order_for_export(found), dtype=np.int64)]
    return msgspec.json.encode(
        {
            "points": msgspec.Raw(encode_points(found.snapshot, scheme, revision=revision, rows=placed, is_lean=True)),
            "outlines": msgspec.Raw(districts),
            "counts": count_by_district(found, scheme),
            "of": np.where(column < 0, len(codes), column).tolist(),
            "listings": {name: [getattr(each, name) for each in listings] for name in FIELDS},
        }
    )


def pack(data: bytes) -> str:
    """Gzip and base64, as the browser's DecompressionStream reads it; equal data gives equal text."""
    return base64.b64encode(gzip.compress(data, GZIP_LEVEL, mtime=0)).decode()
