"""What somebody sent in and a moderator decides: a new activity, a change, a pause, an end, a report of an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from directory.domain.draft import ResourceDraft

SubmissionKind = Literal["new", "change", "pause", "end", "report"]
SubmissionStatus = Literal["pending", "published", "returned", "withdrawn"]
Channel = Literal["web", "api", "paper", "fax", "phone"]
"""How it reached us; what staff type in for somebody names the paper or the call (代理登録)."""

ReportReason = Literal["closed", "wrong_time", "wrong_place", "wrong_contact", "other"]
"""The five choices of まちがいを知らせる. Source: interface.md section 5.3."""

KINDS: tuple[SubmissionKind, ...] = get_args(SubmissionKind)
STATUSES: tuple[SubmissionStatus, ...] = get_args(SubmissionStatus)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
REPORT_REASONS: tuple[ReportReason, ...] = get_args(ReportReason)

Decision = Literal["publish", "return"]

FROM_STAFF = ("from", "staff")
"""Among the answers of a report: a support worker said so, not a passer-by."""

FOUND_ON_VISIT = ("from", "visit")
"""Among the answers of a new activity: a draft that staff brought home from a visit (訪問で見つけた)."""

KIND_UNKNOWN = ("kind", "unknown")
"""Beside it: nobody knows yet what kind of place it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who sent it; never public.

    Attributes:
        account_id: of a signed-in person, else empty.
        is_email_confirmed: somebody opened the link that was mailed to `email`.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    account_id: str = ""
    is_email_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One thing that waits for a moderator, or was decided.

    Attributes:
        id: UUID version 4. code: 控え番号, 8 digits.
        municipality: of the activity; who may decide follows from it.
        draft: how the resource shall be; None only for reports.
        changed: names of the draft's fields that differ from `base_version`; empty for new ones.
        resource_id: what it is about; after publishing also of a new one. base_version: what its sender saw.
        message: to the moderator, in the sender's words. reason: of a report. answers: the form's fields as typed.
        reply: what the moderator wrote when returning it.
        version: counts decisions and edits, so that two moderators can not both decide.
        previous: the published draft that this one replaced, so that publishing can be undone; None = there was none.
    """

    id: str
    code: str
    kind: SubmissionKind
    municipality: str
    channel: Channel
    created_at: datetime
    status: SubmissionStatus = "pending"
    version: int = 1
    draft: ResourceDraft | None = None
    changed: tuple[str, ...] = ()
    resource_id: str = ""
    base_version: int = 0
    submitter: Submitter = Submitter()
    message: str = ""
    reason: ReportReason | None = None
    answers: tuple[tuple[str, str], ...] = ()
    idempotency_key: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    reply: str = ""
    previous: ResourceDraft | None = None

    @property
    def is_from_staff(self) -> bool:
        """Whether a support worker reports it."""
        return FROM_STAFF in self.answers

    @property
    def is_outreach(self) -> bool:
        """Whether it is a draft from a visit, which may hold no more than a name and a district."""
        return FOUND_ON_VISIT in self.answers

    @property
    def lacks_kind(self) -> bool:
        """Whether the kind of its draft stands there only because a draft needs one."""
        return KIND_UNKNOWN in self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the moderators' queue.

    Attributes:
        name: of the activity as the submission would have it; empty for a report about one.
        has_account: sent by somebody who was signed in.
    """

    id: str
    code: str
    kind: SubmissionKind
    municipality: str
    channel: Channel
    status: SubmissionStatus
    version: int
    created_at: datetime
    name: str = ""
    resource_id: str = ""
    reason: ReportReason | None = None
    has_account: bool = False
    is_email_confirmed: bool = False
