"""How far the texts of a file are understood: fully, partly or not, and the dates that follow from schedules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from directory.domain.closing_days import Holidays
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fees
from directory.domain.schedule import Schedule, Session
from directory.domain.sessions import next_sessions
from directory.formats.text_readings import TextKind, TextReading

Outcome = Literal["fully", "partly", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("fully", "partly", "refused")
HORIZON_DAYS = 92
SHOWN_SESSIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck:
    """One text with what follows from it. `sessions`: the next three dates of a schedule, certain or maybe."""

    reading: TextReading
    outcome: Outcome
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSummary:
    """How many texts of one kind were understood how far."""

    kind: TextKind
    fully: int
    partly: int
    refused: int

    @property
    def total(self) -> int:
        """All texts of the kind."""
        return self.fully + self.partly + self.refused


def check_texts(readings: Iterable[TextReading], *, today: date, holidays: Holidays) -> tuple[TextCheck, ...]:
    """Every reading with its outcome; dates are those from `today` (Asia/Tokyo) on."""
    return tuple(_check(reading, today, holidays) for reading in readings)


def summarise(checks: Iterable[TextCheck]) -> tuple[KindSummary, ...]:
    """Counts of each kind that occurs."""
    counts = Counter((check.reading.kind, check.outcome) for check in checks)
    kinds: tuple[TextKind, ...] = ("schedule", "age", "fee")
    summaries = (KindSummary(kind=kind, **{outcome: counts[kind, outcome] for outcome in OUTCOMES}) for kind in kinds)
    return tuple(summary for summary in summaries if summary.total)


def judge(value: Schedule | Eligibility | Fees) -> Outcome:
    """Fully: something was understood and nothing is flagged or left over; refused: nothing was understood."""
    if not _says_something(value):
        return "refused"
    return "partly" if value.leftover or value.flags else "fully"


def _check(reading: TextReading, today: date, holidays: Holidays) -> TextCheck:
    sessions: tuple[Session, ...] = ()
    if isinstance(reading.value, Schedule):
        sessions = next_sessions(
            reading.value, today=today, horizon_days=HORIZON_DAYS, holidays=holidays, limit=SHOWN_SESSIONS
        )
    return TextCheck(reading=reading, outcome=judge(reading.value), sessions=sessions)


def _says_something(value: Schedule | Eligibility | Fees) -> bool:
    """Whether days, hours, closings, ages, stages or prices were understood."""
    if isinstance(value, Schedule):
        has_rule = any(rule.freq is not None or rule.windows for rule in value.rules)
        return has_rule or bool(value.closed or value.added)
    if isinstance(value, Eligibility):
        return bool(value.stages) or value.min_months is not None or value.max_months is not None
    return bool(value.prices)
