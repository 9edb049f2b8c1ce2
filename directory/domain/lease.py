"""How long the word of an operator holds that an activity goes on, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SILENCES = 2
"""Unanswered questions after which a listing leaves default results. Source: interface.md section 5.3, D3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One resource and what its operator last said.

    Attributes:
        rhythm_days: asked again so many days after the last word.
        confirmed_on: the last word; None = never. confirmed_by: who took it (`operator`, initials of a caller).
        asked_on: the last question that still waits for an answer; None = none does.
        unanswered: questions since the last word that nobody answered, without the one that still waits.
    """

    resource_id: str
    rhythm_days: int
    confirmed_on: date | None = None
    confirmed_by: str = ""
    asked_on: date | None = None
    unanswered: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether so many questions stayed unanswered that nobody can say whether it goes on."""
        return self.unanswered >= SILENCES
