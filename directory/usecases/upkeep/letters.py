"""Mails with a link to the page of one listing, on which its operator answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.mail import Mail
from directory.domain.resource import Resource
from directory.domain.sign_in import hash_secret
from directory.domain.ticket import LIFETIMES, Ticket
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.sessions import new_secret
from directory.usecases.upkeep.operators import all_addresses_of
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What mails say besides the listing: the site's name, its own address (https://example.jp), who helps by phone."""

    words: Words
    site_name: str
    origin: str
    help_phone: str = ""


def issue_link(unit: WriteUnit, resource: Resource, email: str, origin: str, *, now: datetime) -> str:
    """Address of the confirmation page; its token is stored as a hash only. `email` is empty for a printed one."""
    token = new_secret()
    unit.tickets.issue(
        Ticket(
            token_hash=hash_secret(token),
            purpose="confirm",
            resource_id=resource.id,
            email=email,
            issued_at=now,
            expires_at=now + LIFETIMES["confirm"],
        )
    )
    return f"{origin}/c/{token}"


def send_question(
    unit: WriteUnit, resource: Resource, email: str, letters: Letters, *, today: date, now: datetime
) -> None:
    """Queue the question about one listing."""
    link = issue_link(unit, resource, email, letters.origin, now=now)
    words, name = letters.words, resource.draft.name
    body = words.say("confirm.mail_body", name=name, link=link, site=letters.site_name)
    mail = Mail(
        kind="remind",
        to=email,
        subject=words.say("confirm.mail_subject", name=name),
        body=f"{body}{_help(letters)}",
        dedup_key=f"remind:{resource.id}:{today.isoformat()}:{_key(email)}",
    )
    unit.outbox.enqueue(mail, next_at=now)


def resend_links(store: Store, email: str, letters: Letters, *, today: date, now: datetime) -> None:
    """Mail new links to all listings of an address (lower case), once a day; nothing else tells whether there are any.

    An address without listings leaves the same row, of which the mail has no receiver.

    Raises:
        StoreUnavailable: the database is away or busy.
    """
    key = f"remind-again:{_key(email)}:{today.isoformat()}"
    with store.write(now=now) as unit:
        # reserved first: of several requests on a day one issues links
        if not unit.outbox.enqueue(Mail(kind="remind", to="", subject="", body="", dedup_key=key), next_at=now):
            return
        resources = _resources_of(unit, email)
        if not resources:
            return
        unit.outbox.drop(key)
        lines = [f"{each.draft.name}\n{issue_link(unit, each, email, letters.origin, now=now)}" for each in resources]
        body = letters.words.say("confirm.again_body", links="\n\n".join(lines), site=letters.site_name)
        subject = letters.words.say("confirm.again_subject")
        mail = Mail(kind="remind", to=email, subject=subject, body=f"{body}{_help(letters)}", dedup_key=key)
        unit.outbox.enqueue(mail, next_at=now)


def _resources_of(unit: WriteUnit, email: str) -> tuple[Resource, ...]:
    account = unit.accounts.find_by_email(email)
    ids = set(unit.resources.with_contact(email)) | {each.resource_id for each in unit.submissions.of_email(email)}
    ids |= account.owned if account is not None else frozenset()
    found = (unit.resources.find(resource_id) for resource_id in sorted(ids - {""}))
    going_on = (each for each in found if each is not None and each.draft.status != "ended")
    return tuple(each for each in going_on if email in all_addresses_of(unit, each))


def _help(letters: Letters) -> str:
    return letters.words.say("confirm.mail_help", phone=letters.help_phone) if letters.help_phone else ""


def _key(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:32]
