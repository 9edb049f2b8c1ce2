"""Mails that wait to be sent, and how many of them do."""

from __future__ import annotations

from datetime import datetime

import pytest

from directory.domain.mail import Mail
from directory.mailing.message import Sender
from directory.store.engine import Store

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""Rules that no database decides; what two requests at once could break is tried on both."""

SENDER = Sender(name="地図", address="info@example.jp")


def enqueue(
    store: Store, number: int, now: datetime, *, kind: str = "published", to: str = "hanako@example.jp"
) -> None:
    with store.write(now=now) as unit:
        mail = Mail(kind=kind, to=to, subject=f"件名{number}", body="本文\n", dedup_key=f"test:{number}")
        unit.outbox.enqueue(mail, now)


def counts(store: Store) -> tuple[int, int, int]:
    with store.read() as unit:
        found = unit.outbox.counts()
    return found.waiting, found.sent, found.dead
