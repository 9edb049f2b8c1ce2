"""The way back into the form: a mailed link or an account opens what was sent or published, filled in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from directory.domain.draft import ResourceDraft
from directory.domain.mail import Mail
from directory.domain.registration import LAST_STEP
from directory.domain.resource import Resource
from directory.domain.ticket import LIFETIMES, Ticket
from directory.store.engine import Store
from directory.store.unit import ReadUnit, WriteUnit
from directory.usecases.registration import unfinished
from directory.usecases.registration.marks import Marks, write_marks
from directory.usecases.registration.prefill import prefill
from directory.usecases.registration.unfinished import Opened, hash_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """What a form begins with.

    Attributes:
        draft: as it is at present. marks: what it belongs to, without a key.
    """

    draft: ResourceDraft
    marks: Marks


def find_published(store: Store, code: str) -> Resource | None:
    """The record of a public code; a hidden one does not exist here."""
    with store.read() as unit:
        resource = unit.resources.find_by_listing(code)
    return resource if resource is not None and resource.draft.visibility != "hidden" else None


def find_editable(store: Store, token: str, *, now: datetime) -> Editable | None:
    """What the link of a mail opens; None when it opens nothing any more.

    A submission that nobody has decided is corrected itself; a published record gets a change that waits.
    """
    with store.read() as unit:
        ticket = unit.tickets.find(hash_token(token), "edit")
        return _editable_of(unit, ticket) if ticket is not None and ticket.expires_at > now else None


def editable_record(resource: Resource, *, account_id: str) -> Editable:
    """A published record, for somebody who signed in."""
    marks = Marks(resource_id=resource.id, base_version=resource.version, is_prefilled=True, account_id=account_id)
    return Editable(draft=resource.draft, marks=marks)


def begin_edit(store: Store, editable: Editable, *, today: date, now: datetime) -> Opened:
    """An unfinished form that begins on its last page, with everything filled in."""
    marks = Marks(
        key=str(uuid4()),
        resource_id=editable.marks.resource_id,
        base_version=editable.marks.base_version,
        is_prefilled=True,
        submission_id=editable.marks.submission_id,
        account_id=editable.marks.account_id,
        email=editable.marks.email,
    )
    answers = write_marks(prefill(editable.draft, today=today), marks)
    return unfinished.begin(store, answers, step=LAST_STEP, now=now)


def mail_edit_link(
    store: Store, resource: Resource, email: str, write: Callable[[str], Mail], *, now: datetime
) -> None:
    """Queues a link for editing when the address belongs to the record; whoever asks can not tell whether it does.

    `write` makes the mail of a token.
    """
    token = secrets.token_urlsafe(32)
    with store.write(now=now) as unit:
        if email not in _addresses_of(unit, resource):
            return
        ticket = Ticket(
            token_hash=hash_token(token),
            purpose="edit",
            resource_id=resource.id,
            email=email,
            issued_at=now,
            expires_at=now + LIFETIMES["edit"],
        )
        unit.tickets.issue(ticket)
        unit.outbox.enqueue(write(token), next_at=now)


def confirm_mail(store: Store, token: str, *, now: datetime) -> bool:
    """Whether the link of a mail has now proved its address; the same link can do so once."""
    token_hash = hash_token(token)
    with store.write(now=now) as unit:
        ticket = unit.tickets.find(token_hash, "mail")
        if ticket is None or not unit.tickets.consume(token_hash, now):
            return False
        unit.submissions.confirm_email(ticket.submission_id)
    return True


def is_open(store: Store, token: str, *, now: datetime) -> bool:
    """Whether the link of a mail still proves its address."""
    with store.read() as unit:
        ticket = unit.tickets.find(hash_token(token), "mail")
    return ticket is not None and ticket.expires_at > now


def _editable_of(unit: ReadUnit, ticket: Ticket) -> Editable | None:
    submission = unit.submissions.find(ticket.submission_id) if ticket.submission_id else None
    if submission is not None and submission.status == "pending" and submission.draft is not None:
        marks = Marks(submission_id=submission.id, base_version=submission.version, email=ticket.email)
        return Editable(draft=submission.draft, marks=marks)
    resource_id = submission.resource_id if submission is not None else ticket.resource_id
    resource = unit.resources.find(resource_id) if resource_id else None
    if resource is None:
        return None
    marks = Marks(resource_id=resource.id, base_version=resource.version, email=ticket.email)
    return Editable(draft=resource.draft, marks=marks)


def _addresses_of(unit: WriteUnit, resource: Resource) -> set[str]:
    """Mail addresses that the record itself names, of its owners, and of those who sent it in and proved theirs."""
    named = {contact.value.lower() for contact in resource.draft.contacts if contact.kind == "email"}
    owners = {account.email for account in unit.accounts.owners_of(resource.id) if account.is_active}
    senders = {
        each.submitter.email.lower()
        for each in unit.submissions.of_resource(resource.id)
        if each.submitter.is_email_confirmed and each.status == "published"
    }
    return named | owners | senders
