"""A submission as its moderators read it, or as its sender does: without what the sender may not see of the record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from directory.domain.access import nothing_there, require
from directory.domain.actor import Actor
from directory.domain.permission import can
from directory.domain.submission import Submission
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.read_record import visible_draft


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """A submission as one actor may see it. has_notes: whether the actor reads what is meant for support workers."""

    submission: Submission
    has_notes: bool


def read_submission(desk: Desk, actor: Actor, submission_id: str) -> SubmissionView:
    """The submission. A change holds the whole record: a sender sees no more of it than of the record itself.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such submission.
    """
    with desk.store.read() as unit:
        submission = unit.submissions.find(submission_id)
        resource = unit.resources.find(submission.resource_id) if submission and submission.resource_id else None
    if submission is None:
        raise nothing_there()
    sent = desk.scopes.thing_sent(submission)
    require(actor, "read_submission", sent, object_id=submission.id)
    if can(actor, "decide_submission", sent) == "allowed":
        return SubmissionView(submission=submission, has_notes=True)
    if submission.draft is None or resource is None:
        return SubmissionView(submission=submission, has_notes=False)
    thing = desk.scopes.thing_of(resource)
    seen = replace(submission, draft=visible_draft(actor, submission.draft, thing))
    return SubmissionView(submission=seen, has_notes=can(actor, "read_staff_notes", thing) == "allowed")
