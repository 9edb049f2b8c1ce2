"""Repository of submissions: what waits for a moderator, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from directory.domain.draft import ResourceDraft
from directory.domain.submission import QueueRow, Submission, SubmissionStatus
from directory.store.batches import in_batches
from directory.store.draft_text import encode_draft
from directory.store.submission_rows import LISTED, queue_row, submission_of, submission_row
from directory.store.tables import SUBMISSION

_NOT_DECIDED = SUBMISSION.c.status == "pending"


class Submissions:
    """Submissions inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, submission: Submission) -> None:
        """Add a submission."""
        self._connection.execute(insert(SUBMISSION), submission_row(submission))

    def find(self, submission_id: str) -> Submission | None:
        """The submission with this id."""
        return next(iter(self._load(SUBMISSION.c.id == submission_id)), None)

    def find_by_code(self, code: str) -> Submission | None:
        """The submission with this 控え番号."""
        return next(iter(self._load(SUBMISSION.c.code == code)), None)

    def queue(
        self, municipalities: Sequence[str], statuses: Sequence[SubmissionStatus], limit: int, offset: int = 0
    ) -> tuple[QueueRow, ...]:
        """Lines of the queue of these municipalities, oldest first."""
        columns = SUBMISSION.c
        query = select(*LISTED).where(columns.municipality.in_(municipalities), columns.status.in_(statuses))
        ordered = query.order_by(columns.created_at, columns.id).limit(limit).offset(offset)
        return tuple(queue_row(row) for row in self._connection.execute(ordered).mappings())

    def count_pending(self, municipalities: Sequence[str]) -> int:
        """How many wait for a moderator of these municipalities."""
        query = select(func.count()).where(SUBMISSION.c.municipality.in_(municipalities), _NOT_DECIDED)
        return int(self._connection.scalar(query) or 0)

    def decide(
        self,
        submission_id: str,
        *,
        version: int,
        status: SubmissionStatus,
        by: str,
        at: datetime,
        reply: str = "",
        resource_id: str | None = None,
        previous: ResourceDraft | None = None,
    ) -> bool:
        """Whether this is the decision; False = somebody decided or edited it first, or it is gone.

        `pending` takes a decision back. `resource_id`: of what was published; None leaves it as it is. `previous`:
        the draft that publishing replaced.
        """
        values: dict[str, object] = {"status": status, "decided_by": by, "decided_at": at, "reply": reply}
        values["previous"] = encode_draft(previous)
        if resource_id is not None:
            values["resource_id"] = resource_id
        return self._change(submission_id, version, values)

    def edit(
        self, submission_id: str, *, version: int, draft: ResourceDraft, changed: tuple[str, ...] | None = None
    ) -> bool:
        """Whether the draft of one that waits was replaced; False = somebody was first."""
        values: dict[str, object] = {"draft": encode_draft(draft), "name": draft.name}
        if changed is not None:
            values["changed"] = changed
        return self._change(submission_id, version, values, _NOT_DECIDED)

    def confirm_email(self, submission_id: str) -> None:
        """Note that somebody opened the link that was mailed to the sender."""
        is_it = SUBMISSION.c.id == submission_id
        self._connection.execute(update(SUBMISSION).where(is_it).values(is_email_confirmed=True))

    def of_resource(self, resource_id: str) -> tuple[Submission, ...]:
        """All that was sent in about a resource, oldest first."""
        return self._load(SUBMISSION.c.resource_id == resource_id) if resource_id else ()

    def of_account(self, account_id: str) -> tuple[Submission, ...]:
        """All that an account sent in, oldest first."""
        return self._load(SUBMISSION.c.account_id == account_id) if account_id else ()

    def of_email(self, email: str) -> tuple[Submission, ...]:
        """All that was sent in under a mail address, in whatever case it was typed; oldest first."""
        return self._load(func.lower(SUBMISSION.c.submitter_email) == email.lower()) if email else ()

    def purge_senders(self, before: datetime) -> int:
        """Forget who sent what was decided before a moment; answers how many there were."""
        columns = SUBMISSION.c
        return self._blank_senders((columns.decided_at < before) & (columns.status != "pending"))

    def forget_sender(self, submission_id: str, *, draft: ResourceDraft | None, previous: ResourceDraft | None) -> None:
        """Forget who sent a submission and what else was typed into the form; the drafts take the place of its own."""
        is_it = SUBMISSION.c.id == submission_id
        self._blank_senders(is_it)
        values = {"draft": encode_draft(draft), "previous": encode_draft(previous)}
        self._connection.execute(update(SUBMISSION).where(is_it).values(values))

    def stored_keys(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Number of submissions per Idempotency-Key; 0 for unknown ones."""
        key = SUBMISSION.c.idempotency_key
        query = select(key.label("key"), func.count().label("submissions")).group_by(key)
        found: dict[str, int] = {}
        for batch in in_batches(keys):
            rows = self._connection.execute(query.where(key.in_(batch)))
            found.update((row.key, row.submissions) for row in rows)
        return {name: found.get(name, 0) for name in keys}

    def _blank_senders(self, condition: ColumnElement[bool]) -> int:
        columns = SUBMISSION.c
        named = (columns.submitter_name, columns.submitter_email, columns.submitter_phone, columns.message)
        is_known = or_(*(column != "" for column in named), columns.answers != ())
        values: dict[str, object] = {column.name: "" for column in named}
        values |= {"answers": (), "account_id": ""}
        return self._connection.execute(update(SUBMISSION).where(condition, is_known).values(values)).rowcount

    def _change(
        self, submission_id: str, version: int, values: Mapping[str, object], *conditions: ColumnElement[bool]
    ) -> bool:
        columns = SUBMISSION.c
        statement = update(SUBMISSION).where(columns.id == submission_id, columns.version == version, *conditions)
        return self._connection.execute(statement.values({**values, "version": version + 1})).rowcount == 1

    def _load(self, condition: ColumnElement[bool]) -> tuple[Submission, ...]:
        query = select(SUBMISSION).where(condition).order_by(SUBMISSION.c.created_at, SUBMISSION.c.id)
        return tuple(submission_of(row) for row in self._connection.execute(query).mappings())
