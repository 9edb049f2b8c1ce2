"""/staff: what waits, and what is worth a second look; nothing is published from a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, get_args

from fastapi import APIRouter, Request, Response

from directory.catalog.holder import TOKYO
from directory.domain.submission import SubmissionStatus
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.frame import Frame, ModeratorDep, StaffDep, open_frame, send_staff_page
from directory.usecases.moderation.queue import PAGE, QueueLine, read_queue

SHOWN: tuple[SubmissionStatus, ...] = get_args(SubmissionStatus)
LATE_DAYS = 3
"""Senders are told that it takes about three days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Context of staff/home.html."""

    template: ClassVar[str] = "staff/home.html"

    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue. days: since it was sent."""

    line: QueueLine
    days: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """Context of staff/queue.html. Pages are named by how many lines stand before them; None = there is none."""

    template: ClassVar[str] = "staff/queue.html"

    frame: Frame
    status: SubmissionStatus
    statuses: tuple[SubmissionStatus, ...]
    rows: tuple[QueueRow, ...]
    newer: int | None
    older: int | None


router = APIRouter(include_in_schema=False)


@router.get("/staff")
def send_staff_home(request: Request, runtime: RuntimeDep, staff: StaffDep) -> Response:
    """What somebody of the staff can do here."""
    return send_staff_page(request, HomePage(frame=open_frame(runtime, staff)))


@router.get("/staff/queue")
def send_queue(
    request: Request, runtime: RuntimeDep, staff: ModeratorDep, status: str = "pending", offset: str = ""
) -> Response:
    """What was sent in for the moderator's municipalities, the oldest first."""
    wanted: SubmissionStatus = next((each for each in SHOWN if each == status), "pending")
    start = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 7 else 0
    found = read_queue(runtime.desk, staff.actor, wanted, offset=start)
    page = QueuePage(
        frame=open_frame(runtime, staff),
        status=wanted,
        statuses=SHOWN,
        rows=tuple(_row(line, runtime) for line in found.lines),
        newer=max(0, start - PAGE) if start else None,
        older=start + PAGE if found.has_more else None,
    )
    return send_staff_page(request, page)


def _row(line: QueueLine, runtime: Runtime) -> QueueRow:
    days = days_since(line.submission.created_at, runtime)
    return QueueRow(line=line, days=days, is_late=line.submission.status == "pending" and days > LATE_DAYS)


def days_since(moment: datetime, runtime: Runtime) -> int:
    """Days in Japan from a moment to today; never negative, also on a fixed day of the settings."""
    return max(0, (runtime.today() - moment.astimezone(TOKYO).date()).days)
