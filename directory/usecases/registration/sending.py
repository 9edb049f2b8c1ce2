"""Sends a finished registration: a submission, the links for its sender and the end of the unfinished form, at once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import list_changed
from directory.domain.mail import Mail
from directory.domain.mail_address import read_mail_address
from directory.domain.registration import FormAnswers
from directory.domain.submission import Channel, Submission, Submitter
from directory.domain.ticket import LIFETIMES, Ticket, TicketPurpose
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.registration.marks import drop_marks, read_marks
from directory.usecases.registration.unfinished import Opened, hash_token
from directory.usecases.submit import Claim, Parts, Submitted, submit
from directory.wording.words import Words

ANYBODY = "anonymous"

LONGEST_NAME = 40
"""Of an activity, in a mail."""

MAILED: tuple[TicketPurpose, ...] = ("mail", "edit")
"""What the links of the mail are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses of the site that its mails hold; each is called with a token."""

    confirm_mail: Callable[[str], str]
    edit: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A registration whose answers passed all checks.

    Attributes:
        current: what is published of the record that it changes; None for a new one.
        channel: `web`, or how it reached the staff member who typed it in.
    """

    opened: Opened
    draft: ResourceDraft
    current: ResourceDraft | None = None
    channel: Channel = "web"


def send_registration(
    store: Store, finished: Finished, *, links: Links | None, words: Words, site_name: str, now: datetime
) -> Submitted:
    """The submission; sending the same one again changes nothing and gives the same.

    Without `links` (the site does not know its own address) its sender gets no mail, and the 控え番号 must do.

    Raises:
        StoreUnavailable: nothing was kept, the unfinished form is still there.
    """
    opened = finished.opened

    def enclose(unit: WriteUnit, submission: Submission) -> Mail | None:
        unit.wizards.forget(opened.draft.id_hash)
        if not submission.submitter.email or links is None:
            return None
        return _write_mail(unit, submission, links=links, words=words, site_name=site_name, now=now)

    parts = _parts_of(finished)
    claim = Claim(actor=ANYBODY, key=read_marks(opened.answers).key, body_sha256=_digest(opened.answers))
    return submit(store, parts, now=now, claim=claim, enclose=enclose)


def correct_submission(store: Store, finished: Finished, *, now: datetime) -> bool:
    """Whether a submission that nobody had decided now has this draft; False = a moderator was first."""
    opened = finished.opened
    marks = read_marks(opened.answers)
    with store.write(now=now) as unit:
        submission = unit.submissions.find(marks.submission_id)
        if submission is None or submission.status != "pending":
            return False
        base = unit.resources.find(submission.resource_id) if submission.resource_id else None
        draft = finished.draft
        if base is not None:
            # whoever sends this can not see the notes for staff, so they are not the sender's to change
            draft = draft.model_copy(update={"staff_notes": base.draft.staff_notes})
        changed = list_changed(base.draft, draft) if base else None
        if not unit.submissions.edit(submission.id, version=marks.base_version, draft=draft, changed=changed):
            return False
        unit.wizards.forget(opened.draft.id_hash)
    return True


def find_sent(store: Store, key: str) -> str:
    """控え番号 of the registration that was sent under a key; empty when none was."""
    with store.read() as unit:
        answer = unit.idempotency.find(ANYBODY, key)
        submission = unit.submissions.find(answer.answer_id) if answer else None
    return submission.code if submission else ""


def shorten_name(name: str) -> str:
    """A name as a mail may repeat it: whoever types somebody else's address must not get his own text to them."""
    return " ".join(name.replace("://", " ").split())[:LONGEST_NAME]


def _parts_of(finished: Finished) -> Parts:
    """What is handed in: a new record, or a change of one."""
    answers = finished.opened.answers
    marks = read_marks(answers)
    return Parts(
        kind="change" if marks.resource_id else "new",
        municipality=finished.draft.municipality,
        channel=finished.channel,
        draft=finished.draft,
        changed=list_changed(finished.current, finished.draft) if finished.current else (),
        resource_id=marks.resource_id,
        base_version=marks.base_version,
        submitter=_submitter_of(answers),
        message=answers.one("message"),
        answers=drop_marks(answers).pairs,
        code=finished.opened.draft.code,
    )


def _write_mail(
    unit: WriteUnit, submission: Submission, *, links: Links, words: Words, site_name: str, now: datetime
) -> Mail:
    """The mail to the sender; its links are good from this transaction on."""
    tokens: dict[TicketPurpose, str] = {purpose: secrets.token_urlsafe(32) for purpose in MAILED}
    for purpose, token in tokens.items():
        unit.tickets.issue(_ticket(purpose, token, submission, now=now))
    name = shorten_name(submission.draft.name if submission.draft else "")
    return Mail(
        kind="submission",
        to=submission.submitter.email,
        subject=words.say("mail.registered_subject", site=site_name, name=name),
        body=words.say(
            "mail.registered_body",
            name=name,
            code=submission.code,
            site=site_name,
            confirm=links.confirm_mail(tokens["mail"]),
            edit=links.edit(tokens["edit"]),
        ),
        dedup_key="",
    )


def _submitter_of(answers: FormAnswers) -> Submitter:
    """Who sends it; an address that a mailed link proved counts as confirmed."""
    marks = read_marks(answers)
    email = marks.email or read_mail_address(answers.one("email")) or ""
    return Submitter(
        name=answers.one("person"),
        email=email,
        phone=answers.one("phone"),
        account_id=marks.account_id,
        is_email_confirmed=bool(marks.email),
    )


def _ticket(purpose: TicketPurpose, token: str, submission: Submission, *, now: datetime) -> Ticket:
    return Ticket(
        token_hash=hash_token(token),
        purpose=purpose,
        submission_id=submission.id,
        resource_id=submission.resource_id,
        email=submission.submitter.email,
        issued_at=now,
        expires_at=now + LIFETIMES[purpose],
    )


def _digest(answers: FormAnswers) -> str:
    """SHA-256 of the answers: another content under the same key is no repetition."""
    return hashlib.sha256(msgspec.json.encode(sorted(answers.pairs))).hexdigest()
