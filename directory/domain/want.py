"""この地区にほしい: what somebody looked for and did not find, as a kind, an area and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """One wish. There is nothing else to it: no words, no address, no person.

    Attributes:
        category: code. municipality: 5-digit JIS code. district: code; empty = anywhere in the municipality.
        day: on which it was said, in Japan.
    """

    category: str
    municipality: str
    district: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WantCount:
    """How often one kind was wished for in one area within some time."""

    category: str
    municipality: str
    district: str
    count: int
