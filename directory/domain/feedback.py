"""What support workers say about a record after they sent a family there: three words, and never about the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

FeedbackKind = Literal["wrong", "full", "well"]
"""まちがっていた, いっぱいだった, うまくいった."""

FEEDBACK_KINDS: tuple[FeedbackKind, ...] = get_args(FeedbackKind)

LONGEST_TEXT = 200
COUNTED = timedelta(days=183)
"""How far back counts reach: half a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One word about one record. Nobody is named: neither whoever said it nor the family.

    Attributes:
        id: UUID version 4. municipality: of the record. day: in Japan, without the hour.
        text: passed `find_personal_parts`; empty = nothing was written, or it was forgotten since.
    """

    id: str
    resource_id: str
    kind: FeedbackKind
    municipality: str
    day: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCounts:
    """How often each word was said about one record."""

    wrong: int = 0
    full: int = 0
    well: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.wrong + self.full + self.well
