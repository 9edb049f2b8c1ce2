"""Somebody sends something in: it is stored with its mail and with the answer to a repetition, all or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from directory.domain.access import nothing_there
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.errors import Conflict
from directory.domain.idempotency import IdempotentAnswer
from directory.domain.mail import Mail
from directory.domain.submission import Channel, ReportReason, Submission, SubmissionKind, Submitter
from directory.store.engine import Store
from directory.store.unit import WriteUnit

CODE_DIGITS = 8
"""Length of the 控え番号."""

SOURCE = "registration"
"""Source of the records that people registered themselves."""

UNNAMED = Submitter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is sent in; everything else of a submission is given here or later.

    Attributes:
        draft: of a new activity its key and source may be anything: they are given here.
        changed, base_version: of a change, see `Submission`.
        code: 控え番号 that the sender has already; empty = a new one.
    """

    kind: SubmissionKind
    municipality: str
    channel: Channel
    draft: ResourceDraft | None = None
    changed: tuple[str, ...] = ()
    resource_id: str = ""
    base_version: int = 0
    submitter: Submitter = UNNAMED
    message: str = ""
    reason: ReportReason | None = None
    answers: tuple[tuple[str, str], ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That this request is to be carried out once, however often it is sent.

    Attributes:
        actor: whose key it is: an account's id, `anonymous` for everybody else.
        key: Idempotency-Key, at most 80 visible ASCII characters. body_sha256: hex.
    """

    actor: str
    key: str
    body_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What became of it. is_replayed: it was stored before; nothing happened now."""

    submission: Submission
    is_replayed: bool = False


Enclose = Callable[[WriteUnit, Submission], Mail | None]
"""Runs inside the transaction, when id and code are certain: stores what belongs to the submission (tickets, the end of
an unfinished form) and gives the mail to its sender; its `dedup_key` does not matter. It must not wait for anything."""


def submit(
    store: Store, parts: Parts, *, now: datetime, claim: Claim | None = None, enclose: Enclose | None = None
) -> Submitted:
    """The stored submission; its row in the outbox is there whether or not there is a mail to send.

    Raises:
        Conflict: idempotency_key_reused: the key was used with another body.
        StoreUnavailable: nothing was kept.
    """
    with store.write(now=now) as unit:
        submission = _prepare(unit, parts, now=now, key=claim.key if claim else "")
        if claim is not None and not _is_first(unit, claim, submission, now=now):
            return _find_earlier(unit, claim)
        unit.submissions.add(submission)
        mail = enclose(unit, submission) if enclose else None
        unit.outbox.enqueue(_addressed(mail, submission), next_at=now)
    return Submitted(submission=submission)


def _prepare(unit: WriteUnit, parts: Parts, *, now: datetime, key: str) -> Submission:
    identity = str(uuid4())
    draft = parts.draft
    if parts.kind == "new" and draft is not None:
        source = SourceRef(source=SOURCE, licence=draft.source.licence, attribution=draft.source.attribution)
        draft = draft.model_copy(update={"stable_key": f"{SOURCE}-{identity}", "source": source})
    return Submission(
        id=identity,
        code=parts.code or make_code(unit),
        kind=parts.kind,
        municipality=parts.municipality,
        channel=parts.channel,
        created_at=now,
        draft=draft,
        changed=parts.changed,
        resource_id=parts.resource_id,
        base_version=parts.base_version,
        submitter=parts.submitter,
        message=parts.message,
        reason=parts.reason,
        answers=parts.answers,
        idempotency_key=key,
    )


def make_code(unit: WriteUnit) -> str:
    """A 控え番号 that nobody has; it does not begin with 0, which people leave out."""
    while True:
        code = str(secrets.choice(range(10 ** (CODE_DIGITS - 1), 10**CODE_DIGITS)))
        if unit.submissions.find_by_code(code) is None:
            return code


def _is_first(unit: WriteUnit, claim: Claim, submission: Submission, *, now: datetime) -> bool:
    """Whether nobody used the key before; of several requests at once exactly one is told so."""
    answer = IdempotentAnswer(
        actor=claim.actor, key=claim.key, body_sha256=claim.body_sha256, answer_id=submission.id, at=now
    )
    return unit.idempotency.remember(answer)


def _find_earlier(unit: WriteUnit, claim: Claim) -> Submitted:
    known = unit.idempotency.find(claim.actor, claim.key)
    if known is None or known.body_sha256 != claim.body_sha256:
        raise Conflict("idempotency_key_reused")
    earlier = unit.submissions.find(known.answer_id)
    if earlier is None:
        raise nothing_there()
    return Submitted(submission=earlier, is_replayed=True)


def _addressed(mail: Mail | None, submission: Submission) -> Mail:
    """The mail under the key by which everybody finds that the submission was handled."""
    nobody = Mail(kind="submission", to="", subject="", body="", dedup_key="")
    return replace(mail or nobody, dedup_key=f"submission:{submission.id}")
