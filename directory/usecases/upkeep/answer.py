"""An operator answers: it goes on, not on this day, it changed, it pauses, it ended."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from directory.domain.errors import NotFound
from directory.domain.lease import Cancellation, Lease
from directory.domain.resource import Resource
from directory.domain.sign_in import hash_secret, is_token
from directory.domain.submission import Submitter
from directory.domain.ticket import LIFETIMES, Ticket
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.sessions import new_secret
from directory.usecases.submit import Claim, Parts, submit
from directory.usecases.upkeep.remind import Rhythms, rhythm_of

OPERATOR = "operator"
"""What history says of somebody who came by a mailed link."""

Stop = Literal["pause", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a link of a mail or of a card opens."""

    ticket: Ticket
    resource: Resource


def open_question(store: Store, token: str, *, now: datetime) -> Question | None:
    """What the link opens; None when it opens nothing (any more). Reads only.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    if not is_token(token):
        return None
    with store.read() as unit:
        ticket = unit.tickets.find(hash_secret(token), "confirm")
        resource = unit.resources.find(ticket.resource_id) if ticket is not None and ticket.expires_at > now else None
    return Question(ticket=ticket, resource=resource) if ticket is not None and resource is not None else None


def confirm(
    store: Store, resource_id: str, *, by: str, on: date, now: datetime, rhythms: Rhythms, actor: str = OPERATOR
) -> None:
    """It goes on: public at once. A day before the last word changes nothing but the silence.

    `by` is who says so (`operator`) or took the word on the telephone (initials).

    Raises:
        NotFound: resource_unknown.
        StoreUnavailable: nothing was kept.
    """
    with store.write(now=now) as unit:
        lease = _lease_of(unit, resource_id, rhythms)
        if lease.confirmed_on is None or on >= lease.confirmed_on:
            lease = replace(lease, confirmed_on=on, confirmed_by=by)
        unit.leases.save(replace(lease, asked_on=None, unanswered=0), actor=actor)


def cancel_day(
    store: Store,
    resource_id: str,
    day: Cancellation,
    *,
    is_cancelled: bool,
    today: date,
    now: datetime,
    rhythms: Rhythms,
) -> None:
    """One day does not take place, or does after all: public at once. Days that are over are forgotten.

    Raises:
        NotFound: resource_unknown, or the listing is none of the resource's.
        StoreUnavailable: nothing was kept.
    """
    with store.write(now=now) as unit:
        resource = unit.resources.find(resource_id)
        if resource is None or day.code not in {key.code for key in resource.keys}:
            raise NotFound("resource_unknown")
        lease = _lease_of(unit, resource_id, rhythms)
        days = {each for each in lease.cancelled if each.on >= today and each != day}
        days |= {day} if is_cancelled else set()
        ordered = tuple(sorted(days, key=lambda each: (each.on, each.code)))
        unit.leases.save(replace(lease, cancelled=ordered), actor=OPERATOR)


def stop(store: Store, question: Question, kind: Stop, message: str, *, now: datetime) -> str:
    """控え番号 of the word that it pauses or ends, which waits for a moderator; saying it twice says it once.

    Raises:
        StoreUnavailable: nothing was kept.
    """
    resource, ticket = question.resource, question.ticket
    parts = Parts(
        kind=kind,
        municipality=resource.draft.municipality,
        channel="web",
        resource_id=resource.id,
        base_version=resource.version,
        submitter=Submitter(email=ticket.email, is_email_confirmed=bool(ticket.email)),
        message=message,
    )
    digest = hashlib.sha256(f"{kind}\n{message}".encode()).hexdigest()
    claim = Claim(actor=f"ticket:{ticket.token_hash}", key=f"{kind}-{digest[:32]}", body_sha256=digest)
    return submit(store, parts, now=now, claim=claim).submission.code


def open_form(store: Store, question: Question, *, now: datetime) -> str:
    """Token of a link that opens the listing in the form of the registration, for a day.

    Raises:
        StoreUnavailable: nothing was kept.
    """
    token = new_secret()
    ticket = Ticket(
        token_hash=hash_secret(token),
        purpose="edit",
        resource_id=question.resource.id,
        email=question.ticket.email,
        issued_at=now,
        expires_at=now + LIFETIMES["edit"],
    )
    with store.write(now=now) as unit:
        unit.tickets.issue(ticket)
    return token


def _lease_of(unit: WriteUnit, resource_id: str, rhythms: Rhythms) -> Lease:
    """The lease of a resource, a new one where nobody asked so far.

    Raises:
        NotFound: resource_unknown.
    """
    lease = unit.leases.find(resource_id)
    if lease is not None:
        return lease
    resource = unit.resources.find(resource_id)
    if resource is None:
        raise NotFound("resource_unknown")
    days = rhythm_of(resource.draft, rhythms)
    return Lease(resource_id=resource_id, rhythm_days=days, confirmed_on=resource.draft.assured_on)
