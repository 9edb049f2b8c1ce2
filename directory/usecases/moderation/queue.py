"""What waits for a moderator, line by line, with what is worth a second look."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.actor import Actor
from directory.domain.draft import ResourceDraft
from directory.domain.resource import Resource
from directory.domain.submission import Submission, SubmissionStatus
from directory.usecases.moderation.decide import propose_draft
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.warnings import find_warnings

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One submission in the queue.

    Attributes:
        name: of the activity. districts: names of where it is, as far as the record says.
        warnings: see `find_warnings`.
    """

    submission: Submission
    name: str
    districts: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """One page of the queue. has_more: there is another one."""

    lines: tuple[QueueLine, ...]
    has_more: bool


def read_queue(desk: Desk, actor: Actor, status: SubmissionStatus, *, offset: int = 0) -> QueuePage:
    """What the actor may decide, the oldest first."""
    codes = desk.scopes.codes_of(actor)
    if not codes:
        return QueuePage(lines=(), has_more=False)
    lines = []
    with desk.store.read() as unit:
        rows = unit.submissions.queue(codes, (status,), PAGE + 1, offset)
        for row in rows[:PAGE]:
            submission = unit.submissions.find(row.id)
            if submission is None:
                continue
            resource = unit.resources.find(row.resource_id) if row.resource_id else None
            draft = propose_draft(submission, resource)
            lines.append(
                QueueLine(
                    submission=submission,
                    name=draft.name if draft is not None else row.name,
                    districts=_name_districts(draft, resource),
                    warnings=find_warnings(submission, submission.draft and draft, resource),
                )
            )
    return QueuePage(lines=tuple(lines), has_more=len(rows) > PAGE)


def _name_districts(draft: ResourceDraft | None, resource: Resource | None) -> tuple[str, ...]:
    """Where the record lies; of a new one what its draft says in words."""
    if resource is not None:
        return tuple(dict.fromkeys(each.name for place in resource.placements for each in place.districts[:1]))
    return name_labels(draft) if draft is not None else ()


def name_labels(draft: ResourceDraft) -> tuple[str, ...]:
    """Districts in the words of whoever wrote the draft."""
    return tuple(dict.fromkeys(label for venue in draft.venues for label in venue.district_labels))
