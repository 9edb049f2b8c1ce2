"""The outbox: a mail is queued once, taken by one, sent, tried again or given up; sent ones keep no body."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.mail import Mail, OutboxCounts

MAIL = Mail(kind="login", to="aoi@example.invalid", subject="件名", body="https://…/?token=secret", dedup_key="login:1")


@pytest.fixture
def later(now):
    return now + timedelta(minutes=1)


def test_a_mail_is_queued_once_and_one_to_nobody_only_leaves_its_key(store, now):
    with store.write(now=now) as unit:
        assert unit.outbox.enqueue(MAIL, now)
        assert not unit.outbox.enqueue(replace(MAIL, body="other"), now)
        assert unit.outbox.enqueue(replace(MAIL, to="", dedup_key="submission:1"), now)
        assert unit.outbox.counts() == OutboxCounts(waiting=1, sent=1)
        (taken,) = unit.outbox.lease(now, 30, 10)
        assert (taken.mail, taken.attempts) == (MAIL, 1)


def test_a_mail_that_somebody_is_sending_is_nobody_elses_until_the_lease_ends(store, now, later):
    with store.write(now=now) as unit:
        unit.outbox.enqueue(MAIL, later)
        assert unit.outbox.lease(now, 30, 10) == ()
        (taken,) = unit.outbox.lease(later, 30, 10)
        assert taken.lease_until == later + timedelta(seconds=30)
        assert unit.outbox.lease(later, 30, 10) == ()
        (again,) = unit.outbox.lease(later + timedelta(seconds=30), 30, 10)
        assert again.attempts == 2
        unit.outbox.release(again.id)
        (free,) = unit.outbox.lease(later, 30, 10)
        assert free.attempts == 2


def test_a_sent_mail_keeps_no_body_a_failed_one_waits_and_a_dead_one_stays(store, now, later):
    with store.write(now=now) as unit:
        for number in range(3):
            unit.outbox.enqueue(replace(MAIL, dedup_key=str(number)), now)
        sent, failed, dead = unit.outbox.lease(now, 30, 10)
        unit.outbox.finish(sent.id)
        unit.outbox.postpone(failed.id, later)
        unit.outbox.bury(dead.id)
        assert [each.mail.body for each in unit.outbox.of_state("sent", 10)] == [""]
        assert [each.id for each in unit.outbox.of_state("dead", 10)] == [dead.id]
        assert unit.outbox.counts() == OutboxCounts(waiting=1, sent=1, dead=1)
        assert [each.id for each in unit.outbox.lease(later, 30, 10)] == [failed.id]


def test_old_mails_and_forgotten_addresses_leave_only_their_keys(store, now, later):
    with store.write(now=now) as unit:
        unit.outbox.enqueue(MAIL, now)
        assert unit.outbox.purge(later) == 0
        unit.outbox.finish(unit.outbox.lease(now, 30, 1)[0].id)
        assert unit.outbox.purge(later) == 1
        unit.outbox.enqueue(replace(MAIL, dedup_key="login:2"), later)
        assert [each.mail.dedup_key for each in unit.outbox.of_recipient(MAIL.to)] == ["login:2"]
        assert unit.outbox.forget(MAIL.to) == 1
        assert unit.outbox.of_recipient(MAIL.to) == ()
        assert unit.outbox.counts() == OutboxCounts(sent=2)
        assert not unit.outbox.enqueue(MAIL, later)
