"""A decision is taken back within 30 days: the record is as it was before, and the submission waits again."""

from __future__ import annotations

from datetime import datetime, timedelta

from directory.domain.actor import Actor
from directory.domain.audit import AuditEntry
from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import carry_over
from directory.domain.errors import Conflict, RequestRefused
from directory.domain.resource import Resource
from directory.domain.submission import Submission
from directory.usecases.moderation.decide import open_case
from directory.usecases.moderation.desk import Desk

UNDO_DAYS = 30
"""Source: interface.md section 5.8, M4."""


def undo_decision(desk: Desk, actor: Actor, submission_id: str, *, version: int | None, now: datetime) -> Submission:
    """The submission, which waits again. What others changed of the record since then stays changed.

    A record that was new is hidden until somebody decides again: its public code stays its own.

    Raises:
        AccessRefused, NotFound: see `open_case`.
        Conflict: submission_decided: somebody was first.
        RequestRefused: undo_nothing: it was not decided. undo_too_late: more than 30 days ago.
    """
    case = open_case(desk, actor, submission_id)
    submission, resource = case.submission, case.resource
    _check_undoable(submission, version=version, now=now)
    draft = _earlier(desk, submission, resource) if resource is not None else None
    placed = desk.place(draft, resource) if draft is not None else None
    with desk.store.write(now=now) as unit:
        if placed is not None and resource is not None:
            unit.resources.edit(resource.id, resource.version, placed.change, actor=actor.name)
        is_mine = unit.submissions.decide(
            submission.id,
            version=submission.version,
            status="pending",
            by=actor.account_id,
            at=now,
            reply=submission.reply,
        )
        if not is_mine:
            raise Conflict("submission_decided")
        unit.audit.record(
            AuditEntry(
                at=now,
                account_id=actor.account_id,
                action="decide_submission",
                object_id=submission.id,
                outcome="undone",
            )
        )
        reopened = unit.submissions.find(submission.id)
    return reopened or submission


def _check_undoable(submission: Submission, *, version: int | None, now: datetime) -> None:
    """Raises Conflict and RequestRefused as `undo_decision` says."""
    if version not in (None, submission.version):
        raise Conflict("submission_decided", {"version": submission.version})
    if submission.status not in {"published", "returned"} or submission.decided_at is None:
        raise RequestRefused("undo_nothing")
    if now - submission.decided_at > timedelta(days=UNDO_DAYS):
        raise RequestRefused("undo_too_late")


def _earlier(desk: Desk, submission: Submission, resource: Resource) -> ResourceDraft | None:
    """How the record was before; None when publishing did not change it."""
    if submission.status != "published":
        return None
    if submission.kind == "new":
        return resource.draft.model_copy(update={"visibility": "hidden"})
    if submission.previous is None:
        return None
    with desk.store.read() as unit:
        written = [each for each in unit.history_of(resource.id) if each.at == submission.decided_at]
    touched = {change.field for entry in written for change in entry.changes} & set(ResourceDraft.model_fields)
    return carry_over(resource.draft, submission.previous, sorted(touched))
