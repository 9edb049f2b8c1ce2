"""Submissions as rows of their table, and back."""

from __future__ import annotations

from sqlalchemy import RowMapping

from directory.domain.submission import QueueRow, Submission, Submitter
from directory.store.draft_text import decode_draft, encode_draft
from directory.store.tables import SUBMISSION

_SAME = (
    "id",
    "code",
    "kind",
    "municipality",
    "channel",
    "created_at",
    "status",
    "version",
    "changed",
    "resource_id",
    "base_version",
    "message",
    "reason",
    "answers",
    "idempotency_key",
    "decided_at",
    "decided_by",
    "reply",
)
"""Fields that are columns of the same name."""

_LISTED = (
    "id",
    "code",
    "kind",
    "municipality",
    "channel",
    "status",
    "version",
    "created_at",
    "name",
    "resource_id",
    "reason",
    "is_email_confirmed",
)
LISTED = (*(SUBMISSION.c[name] for name in _LISTED), SUBMISSION.c.account_id)
"""Columns of one line of the queue: the draft stays where it is."""


def submission_row(submission: Submission) -> dict[str, object]:
    """The row of a submission."""
    submitter = submission.submitter
    return {
        **{name: getattr(submission, name) for name in _SAME},
        "name": submission.draft.name if submission.draft else "",
        "draft": encode_draft(submission.draft),
        "previous": encode_draft(submission.previous),
        "submitter_name": submitter.name,
        "submitter_email": submitter.email,
        "submitter_phone": submitter.phone,
        "account_id": submitter.account_id,
        "is_email_confirmed": submitter.is_email_confirmed,
    }


def submission_of(row: RowMapping) -> Submission:
    """The submission of a row."""
    submitter = Submitter(
        name=row["submitter_name"],
        email=row["submitter_email"],
        phone=row["submitter_phone"],
        account_id=row["account_id"],
        is_email_confirmed=row["is_email_confirmed"],
    )
    return Submission(
        draft=decode_draft(row["draft"]),
        previous=decode_draft(row["previous"]),
        submitter=submitter,
        **{name: row[name] for name in _SAME},
    )


def queue_row(row: RowMapping) -> QueueRow:
    """One line of the queue."""
    return QueueRow(has_account=bool(row["account_id"]), **{name: row[name] for name in _LISTED})
