"""A moderator publishes or returns what was sent in: record, history, public listings, mail and audit together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.domain.access import nothing_there, require
from directory.domain.actor import Actor
from directory.domain.audit import AuditEntry
from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import carry_over, list_changed
from directory.domain.errors import Conflict, RequestRefused
from directory.domain.mail import Mail
from directory.domain.resource import Confirmation, Resource
from directory.domain.submission import Decision, Submission, SubmissionStatus
from directory.store.unit import WriteUnit
from directory.usecases.moderation.desk import Desk, PlacedRecord
from directory.usecases.moderation.record_texts import RecordTexts, settle_notes, write_record

TOKYO = ZoneInfo("Asia/Tokyo")

STATUS_OF: dict[Decision, SubmissionStatus] = {"publish": "published", "return": "returned"}

NEW_PLACE = "{new place}"
"""Stands in a letter for the path of a page that gets its address by being published."""

OPERATORS_KINDS = frozenset({"new", "change"})

ENDED_BY = {"pause": "paused", "end": "ended"}
"""What publishing a submission of these kinds makes of its record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a moderator decided.

    Attributes:
        version: of the submission that the moderator looked at; None = whatever is there, for programs.
        texts: what the moderator corrected before publishing; None = as it was sent.
        resource_version: of the record that the corrections were made from; 0 = not corrected, or a new record.
        reply: to the sender; goes out by mail where there is an address.
        confirms_pins: the moderator checked that pins stand where the doors are.
    """

    decision: Decision
    version: int | None = None
    texts: RecordTexts | None = None
    resource_version: int = 0
    reply: str = ""
    confirms_pins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The submission as it is now. moved_pins: pins were confirmed, so that neighbours may have something to learn."""

    submission: Submission
    moved_pins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A submission, the record that it is about, and how that would be if it were published as it was sent.

    Attributes:
        is_operators_word: whoever runs the activity says so, about the whole record as of that day.
        answer_to: mail address that the sender has proved to own; empty = none.
    """

    submission: Submission
    resource: Resource | None
    proposed: ResourceDraft | None
    is_operators_word: bool
    answer_to: str = ""

    @property
    def replaced(self) -> Resource | None:
        """The record that people know and that would change; None for a new one, also when that was taken back."""
        return None if self.submission.kind == "new" else self.resource

    @property
    def is_confidential(self) -> bool:
        """Whether the place is, or would be, hidden from the public."""
        drafts = (self.replaced.draft if self.replaced else None, self.proposed)
        return any(each is not None and each.visibility != "public" for each in drafts)


def open_case(desk: Desk, actor: Actor, submission_id: str) -> Case:
    """What a moderator looks at.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such submission.
    """
    with desk.store.read() as unit:
        submission = unit.submissions.find(submission_id)
        resource = unit.resources.find(submission.resource_id) if submission and submission.resource_id else None
        sender = unit.accounts.find(submission.submitter.account_id) if submission else None
    if submission is None:
        raise nothing_there()
    require(actor, "decide_submission", desk.scopes.thing_sent(submission), object_id=submission.id)
    is_own = submission.kind in OPERATORS_KINDS and (sender is None or submission.resource_id in sender.owned)
    return Case(
        submission=submission,
        resource=resource,
        proposed=propose_draft(submission, resource),
        is_operators_word=is_own,
        answer_to=sender.email if sender else _proved_address(submission),
    )


def decide(
    desk: Desk,
    actor: Actor,
    submission_id: str,
    verdict: Verdict,
    *,
    now: datetime,
    today: date,
    write_letter: Callable[[Case], Mail | None] = lambda _case: None,
) -> Decided:
    """The decision, once: of two moderators the second is told.

    `today` is Japan's; the letter goes to the sender: its `dedup_key` does not matter.

    Raises:
        AccessRefused, NotFound: see `open_case`.
        Conflict: submission_decided: somebody decided or corrected it first; resource_changed: the record was
            changed while the moderator corrected it.
        RequestRefused: a correction that a record can not have; kind_unknown: a draft from a visit whose kind has to
            be chosen first.
    """
    case = open_case(desk, actor, submission_id)
    submission = case.submission
    if submission.status != "pending" or verdict.version not in (None, submission.version):
        raise Conflict("submission_decided", {"version": submission.version})
    placed = _place(desk, actor, case, verdict, today=today) if verdict.decision == "publish" else None
    letter = write_letter(case)
    with desk.store.write(now=now) as unit:
        _close(unit, case, verdict, actor, placed=placed, now=now)
        closed = unit.submissions.find(submission.id)
        if letter is not None:
            body = letter.body.replace(NEW_PLACE, _path_of(unit, closed))
            dedup_key = f"decision:{submission.id}:{submission.version}"
            unit.outbox.enqueue(replace(letter, body=body, dedup_key=dedup_key), next_at=now)
    moved = placed is not None and any(each.confirmed is not None for each in placed.change.placements)
    return Decided(submission=closed or submission, moved_pins=moved and verdict.confirms_pins)


def _path_of(unit: WriteUnit, submission: Submission | None) -> str:
    """Path of the public page that a submission is about; empty when there is none."""
    resource = unit.resources.find(submission.resource_id) if submission and submission.resource_id else None
    is_public = resource is not None and resource.draft.visibility != "hidden"
    return f"r/{resource.keys[0].code}" if resource is not None and is_public else ""


def _proved_address(submission: Submission) -> str:
    sender = submission.submitter
    return sender.email if sender.is_email_confirmed else ""


def propose_draft(submission: Submission, resource: Resource | None) -> ResourceDraft | None:
    """How the record would be; what others changed since the submission was sent stays changed."""
    if resource is None or submission.kind == "new":
        return submission.draft
    current = resource.draft
    if submission.draft is not None:
        current = carry_over(current, submission.draft, submission.changed)
    status = ENDED_BY.get(submission.kind)
    return current.model_copy(update={"status": status}) if status else current


def _place(desk: Desk, actor: Actor, case: Case, verdict: Verdict, *, today: date) -> PlacedRecord | None:
    """The record as it will be, placed outside the transaction; None when publishing changes nothing (a report)."""
    draft = case.proposed
    if draft is None or (case.resource is None and case.submission.kind != "new"):
        raise Conflict("resource_gone")
    if verdict.texts is not None:
        if case.resource is not None and verdict.resource_version != case.resource.version:
            raise Conflict("resource_changed", {"version": case.resource.version})
        draft = settle_notes(write_record(draft, verdict.texts), draft, today=today)
    elif case.submission.kind == "report":
        return None
    elif case.submission.lacks_kind:
        raise RequestRefused("kind_unknown", {"field": "categories"})
    if case.is_operators_word:
        said_on = case.submission.created_at.astimezone(TOKYO).date()
        draft = draft.model_copy(update={"assured_on": max(said_on, draft.assured_on or said_on)})
    confirmation = Confirmation(on=today, by=actor.name) if verdict.confirms_pins else None
    return desk.place(draft, case.resource, confirmation=confirmation)


def _store_record(unit: WriteUnit, case: Case, placed: PlacedRecord, actor: Actor) -> str:
    """Id of the record, which is changed or added and public when the transaction ends."""
    if case.resource is not None:
        unit.resources.edit(case.resource.id, case.resource.version, placed.change, actor=actor.name)
        return case.resource.id
    unit.resources.upsert(placed.change, actor=actor.name)
    key = placed.change.draft.stable_key
    return unit.resources.find_by_keys([key])[key].id


def _keep_corrections(unit: WriteUnit, case: Case, placed: PlacedRecord) -> int:
    """The submission says what was published; answers by how much its version moved."""
    draft = placed.change.draft
    changed = list_changed(case.replaced.draft, draft) if case.replaced else ()
    submission = case.submission
    if submission.draft is None:
        return 0
    return int(unit.submissions.edit(submission.id, version=submission.version, draft=draft, changed=changed))


def _close(
    unit: WriteUnit, case: Case, verdict: Verdict, actor: Actor, *, placed: PlacedRecord | None, now: datetime
) -> None:
    """The submission decided, if nobody was first."""
    submission, resource = case.submission, case.resource
    resource_id = submission.resource_id if placed is None else _store_record(unit, case, placed, actor)
    version = submission.version
    if placed is not None and verdict.texts is not None:
        version += _keep_corrections(unit, case, placed)
    is_mine = unit.submissions.decide(
        submission.id,
        version=version,
        status=STATUS_OF[verdict.decision],
        by=actor.account_id,
        at=now,
        reply=verdict.reply,
        resource_id=resource_id,
        previous=resource.draft if resource is not None and placed is not None else None,
    )
    if not is_mine:
        raise Conflict("submission_decided")
    unit.audit.record(
        AuditEntry(
            at=now,
            account_id=actor.account_id,
            action="decide_submission",
            object_id=submission.id,
            outcome=verdict.decision,
        )
    )
