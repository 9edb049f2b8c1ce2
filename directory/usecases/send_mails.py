"""Mails of the outbox go out: leased, sent, finished; tried again later and later, and given up in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from directory.domain.mail import QueuedMail
from directory.domain.mail_address import read_mail_address
from directory.mailing.mail_url import MailUrlRefused, open_transport
from directory.mailing.message import Sender, build_message, key_digest
from directory.mailing.transport import MailTransport, MailUndeliverable
from directory.store.engine import Store

LEASE_S = 60
"""Longer than a few mails take: whoever dies while sending holds them back no longer than that."""

BATCH = 10
MOST_REVIVED = 1000

FIRST_WAIT = timedelta(seconds=30)
WAIT_FACTOR = 4
LONGEST_WAIT = timedelta(hours=6)

MOST_ATTEMPTS: Mapping[str, int] = MappingProxyType({"login": 3})
"""By kind. A sign-in link holds ten minutes: what comes later only confuses."""

USUAL_ATTEMPTS = 8
"""Half a minute to six hours apart, about a day in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of the mails of one round."""

    sent: int = 0
    postponed: int = 0
    buried: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The way out and the sender's name."""

    transport: MailTransport
    sender: Sender


def open_post(*, mail_url: str, mail_from: str, public_url: str, site_name: str) -> Post | None:
    """The way out that the settings name; None without one.

    Raises:
        MailUrlRefused: the address of the way out can not be read, or the sender's is no mail address.
    """
    transport = open_transport(mail_url)
    if transport is None:
        return None
    host = urlsplit(public_url).hostname or "localhost"
    sender = read_mail_address(mail_from) if mail_from else f"no-reply@{host}"
    if sender is None:
        raise MailUrlRefused("mail_from")
    return Post(transport=transport, sender=Sender(name=site_name, address=sender))


def is_mail_due(store: Store, *, now: datetime) -> bool:
    """Whether a mail waits that nobody is sending; asking writes nothing."""
    with store.read() as unit:
        oldest = unit.outbox.of_state("waiting", BATCH)
    return any(each.next_at <= now and (each.lease_until is None or each.lease_until <= now) for each in oldest)


def deliver(
    store: Store, post: Post, *, clock: Callable[[], datetime], goes_on: Callable[[], bool] = lambda: True
) -> Delivery:
    """Sends what is due, a batch at most. At least once: who dies between sending and finishing sends again.

    Between two mails it asks whether to go on; what is left goes back into the outbox at once.
    """
    now = clock()
    with store.write(now=now) as unit:
        leased = unit.outbox.lease(now, LEASE_S, BATCH)
    sent = postponed = buried = 0
    for queued in leased:
        if not goes_on():
            release(store, queued, now=clock())
            continue
        failure = _send(post, queued, now=clock())
        outcome = _settle(store, queued, failure, now=clock())
        sent, postponed, buried = (
            sent + (outcome == "sent"),
            postponed + (outcome == "postponed"),
            buried + (outcome == "buried"),
        )
    return Delivery(sent=sent, postponed=postponed, buried=buried)


def deliver_all(store: Store, post: Post, *, clock: Callable[[], datetime]) -> Delivery:
    """Sends everything that is due."""
    total = Delivery()
    while is_mail_due(store, now=clock()):
        done = deliver(store, post, clock=clock)
        if done == Delivery():
            break
        total = Delivery(
            sent=total.sent + done.sent,
            postponed=total.postponed + done.postponed,
            buried=total.buried + done.buried,
        )
    return total


def revive(store: Store, *, now: datetime) -> int:
    """Gives mails that were given up another chance; answers how many there were."""
    with store.write(now=now) as unit:
        dead = unit.outbox.of_state("dead", MOST_REVIVED)
        for queued in dead:
            unit.outbox.postpone(queued.id, now)
    return len(dead)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts, all of which failed."""
    steps = min(max(attempts - 1, 0), 10)
    return min(LONGEST_WAIT, FIRST_WAIT * int(WAIT_FACTOR**steps))


def release(store: Store, queued: QueuedMail, *, now: datetime) -> None:
    """Gives a leased mail back, so that another process sends it at once."""
    with store.write(now=now) as unit:
        unit.outbox.release(queued.id)


def _send(post: Post, queued: QueuedMail, *, now: datetime) -> MailUndeliverable | None:
    """Why it did not leave, or None. A row without a receiver only proves that its event was handled."""
    if not queued.mail.to:
        return None
    try:
        message = build_message(queued, post.sender, now=now)
    except ValueError:
        return MailUndeliverable("mail_address_refused", is_final=True)
    try:
        post.transport.send(message, name=f"{queued.id:06d}-{queued.mail.kind}-{key_digest(queued)[:8]}")
    except MailUndeliverable as failure:
        return failure
    return None


def _settle(store: Store, queued: QueuedMail, failure: MailUndeliverable | None, *, now: datetime) -> str:
    with store.write(now=now) as unit:
        if failure is None:
            unit.outbox.finish(queued.id)
            return "sent"
        if failure.is_final or queued.attempts >= MOST_ATTEMPTS.get(queued.mail.kind, USUAL_ATTEMPTS):
            unit.outbox.bury(queued.id)
            return "buried"
        unit.outbox.postpone(queued.id, now + wait_after(queued.attempts))
        return "postponed"
