"""A mail is sent once, tried again where that helps, and given up where it does not."""

from __future__ import annotations

import email
from datetime import timedelta
from email.policy import default
from pathlib import Path

import pytest
import structlog

from directory.mailing.file_transport import FileTransport
from directory.mailing.transport import MailUndeliverable
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.mail_loop import MailLoop
from directory.usecases.send_mails import LEASE_S, Delivery, Post, deliver, deliver_all, is_mail_due, revive
from tests.integration.mails.outgoing import SENDER, counts, enqueue, on_sqlite


class Refusing:
    """A way out that is closed until it is opened."""

    def __init__(self, *, is_final: bool = False) -> None:
        self.is_final = is_final
        self.sent: list[str] = []

    def send(self, message, *, name: str) -> None:
        del message
        self.sent.append(name)
        raise MailUndeliverable("mail_server_away", {"reason": "test"}, is_final=self.is_final)


def test_a_mail_becomes_one_complete_file(store, now, tmp_path: Path):
    enqueue(store, 1, now)
    post = Post(transport=FileTransport(tmp_path / "mails"), sender=SENDER)
    assert is_mail_due(store, now=now)
    assert deliver(store, post, clock=lambda: now) == Delivery(sent=1)
    assert not is_mail_due(store, now=now)
    (path,) = (tmp_path / "mails").iterdir()
    assert path.suffix == ".eml"
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert message["Subject"] == "件名1"
    assert message.get_content().splitlines() == ["本文"]
    with store.read() as unit:
        (kept,) = unit.outbox.of_recipient("hanako@example.jp")
        assert kept.mail.body == "", "what was sent may have held links"


def test_a_mail_that_is_sent_twice_is_one_file(store, now, tmp_path: Path):
    enqueue(store, 1, now)
    folder = tmp_path / "mails"
    folder.mkdir()
    post = Post(transport=FileTransport(folder), sender=SENDER)
    with store.write(now=now) as unit:
        unit.outbox.lease(now, LEASE_S, 10)
    deliver(store, post, clock=lambda: now)
    assert list(folder.iterdir()) == [], "another process holds it"
    for attempt in (1, 2):
        then = now + attempt * timedelta(seconds=LEASE_S)
        deliver(store, post, clock=lambda then=then: then)
        with store.write(now=then) as unit:
            unit.outbox.postpone(1, then)
    assert len(list(folder.iterdir())) == 1


@on_sqlite
def test_what_fails_is_tried_later_and_later_and_then_given_up(store, now):
    enqueue(store, 1, now)
    transport = Refusing()
    post, moment = Post(transport=transport, sender=SENDER), now
    waits = []
    while counts(store)[0]:
        deliver(store, post, clock=lambda moment=moment: moment)
        with store.read() as unit:
            waiting = unit.outbox.of_state("waiting", 1)
        if waiting:
            waits.append((waiting[0].next_at - moment).total_seconds())
            assert not is_mail_due(store, now=waiting[0].next_at - timedelta(seconds=1))
            moment = waiting[0].next_at
    assert waits == [30, 120, 480, 1920, 7680, 21600, 21600]
    assert len(transport.sent) == 8
    assert counts(store) == (0, 0, 1)
    assert revive(store, now=moment) == 1
    assert is_mail_due(store, now=moment)


@on_sqlite
def test_a_sign_in_mail_is_given_up_before_its_link_is_long_dead(store, now):
    enqueue(store, 1, now, kind="login")
    post, moment = Post(transport=Refusing(), sender=SENDER), now
    for _ in range(3):
        deliver(store, post, clock=lambda moment=moment: moment)
        moment += timedelta(minutes=3)
    assert counts(store) == (0, 0, 1)


@on_sqlite
@pytest.mark.parametrize("to", ["hanako@example.jp", "no address"])
def test_an_address_that_is_refused_for_good_is_not_tried_again(store, now, to: str):
    enqueue(store, 1, now, to=to)
    assert deliver(store, Post(transport=Refusing(is_final=True), sender=SENDER), clock=lambda: now).buried == 1
    assert counts(store) == (0, 0, 1)


@on_sqlite
def test_a_folder_that_can_not_be_written_is_a_failure_to_try_again(store, now, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    enqueue(store, 1, now)
    post = Post(transport=FileTransport(tmp_path / "file"), sender=SENDER)
    assert deliver(store, post, clock=lambda: now) == Delivery(postponed=1)


@on_sqlite
def test_who_is_told_to_end_gives_back_what_was_not_sent(store, now, tmp_path: Path):
    for number in range(3):
        enqueue(store, number, now)
    answers = iter((True, False, False))
    post = Post(transport=FileTransport(tmp_path), sender=SENDER)
    assert deliver(store, post, clock=lambda: now, goes_on=lambda: next(answers)) == Delivery(sent=1)
    assert is_mail_due(store, now=now), "another process can send the rest at once"
    assert deliver_all(store, post, clock=lambda: now) == Delivery(sent=2)
    with store.read() as unit:
        assert {each.attempts for each in unit.outbox.of_state("sent", 9)} == {1}


@on_sqlite
def test_without_a_way_out_mails_wait(database_url, store, now):
    runtime = Runtime(Settings(database_url=database_url), clock=lambda: now)
    loop = MailLoop(runtime, structlog.wrap_logger(structlog.testing.LogCapture()))
    enqueue(store, 1, now)
    loop.start()
    loop.ring()
    loop.stop()
    runtime.close()
    assert counts(store) == (1, 0, 0)
