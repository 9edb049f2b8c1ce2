"""Districts: areas that people of a municipality know, in one or several overlapping schemes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MUNICIPALITY_SCHEME = "municipality"
"""The default scheme: every municipality (in a designated city every ward) is one district, coded by its JIS code."""

Evidence = Literal["label", "town", "polygon", "municipality", "service_area"]
"""How a resource came to its district: publisher's label, town rule, polygon around a pin, the municipality itself; a
service without a place by the area that it says it serves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One area. `approximate` outlines are a picture for filtering, not a legal line."""

    code: str
    scheme: str
    name: str
    municipality: str
    approximate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRule:
    """Town (with optional 丁目 and lot ranges, both inclusive) -> district."""

    district: str
    town: str
    chome_from: int | None = None
    chome_to: int | None = None
    banchi_from: int | None = None
    banchi_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRef:
    """The district of one resource in one scheme, and how that is known."""

    scheme: str
    code: str
    name: str
    evidence: Evidence


def district_code(*, municipality: str, scheme: str, name: str) -> str:
    """Stable code of an operator's district: JIS code and 6 hex digits of scheme and name."""
    digest = hashlib.sha256(f"{scheme}\n{name}".encode()).hexdigest()
    return f"{municipality}-{digest[:6]}"


def served_municipalities(refs: Iterable[DistrictRef]) -> tuple[str, ...]:
    """Codes of the municipalities that a service without a place serves as a whole, with all their districts."""
    return tuple(ref.code for ref in refs if ref.scheme == MUNICIPALITY_SCHEME and ref.evidence == "service_area")
