"""How to reach whoever runs a resource, and who may see that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.domain.visibility import Publicity

ContactKind = Literal["phone", "fax", "email", "url", "form", "line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach somebody.

    Attributes:
        value: normalised (phones with hyphens 03-1234-5678, URLs absolute); equals `raw` when not understood.
        raw: as published.
        note: whose it is, hours, extension, in the publisher's words.
    """

    kind: ContactKind
    value: str
    raw: str = ""
    note: str = ""
    publicity: Publicity = "public"
