"""How long the word of an operator holds that an activity goes on, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SILENCES = 2
"""Unanswered questions after which a listing leaves default results. Source: interface.md section 5.3, D3."""

PATIENCE_DAYS = 30
"""So long a question waits for its answer: as long as its link holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """One day on which one listing of a resource does not take place. `code`: of the listing."""

    on: date
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One resource and what its operator last said.

    Attributes:
        rhythm_days: asked again so many days after the last word.
        confirmed_on: the last word; None = never. confirmed_by: who took it (`operator`, initials of a caller).
        asked_on: the last question that still waits for an answer; None = none does.
        unanswered: questions since the last word that nobody answered, without the one that still waits.
        cancelled: single days; kept apart from the schedule, so that the next import of its file does not lose them.
    """

    resource_id: str
    rhythm_days: int
    confirmed_on: date | None = None
    confirmed_by: str = ""
    asked_on: date | None = None
    unanswered: int = 0
    cancelled: tuple[Cancellation, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether so many questions stayed unanswered that nobody can say whether it goes on."""
        return self.unanswered >= SILENCES

    @property
    def due_on(self) -> date:
        """When something has to be done: the first or the next question, or giving up. Silent ones are telephoned."""
        if self.is_silent:
            return date.max
        if self.asked_on is not None:
            return self.asked_on + timedelta(days=PATIENCE_DAYS)
        if self.confirmed_on is None:
            return date.min
        return self.confirmed_on + timedelta(days=self.rhythm_days)
