from __future__ import annotations

import email
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path

import pytest
import structlog
from aiosmtpd.controller import Controller

from directory.domain.mail import Mail
from directory.mailing.file_transport import FileTransport
from directory.mailing.message import Sender
from directory.mailing.smtp_transport import SmtpServer, SmtpTransport
from directory.mailing.transport import MailUndeliverable
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.mail_loop import MailLoop
from directory.store.engine import Store
from directory.usecases.send_mails import LEASE_S, Delivery, Post, deliver, deliver_all, is_mail_due, revive

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


class Keeper:
    """Keeps what a mail server gets, and rings."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], bytes]] = []
        self.bell = threading.Event()

    async def handle_RCPT(self, _server, _session, envelope, address: str, _options) -> str:  # noqa: N802 (aiosmtpd)
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        if address.startswith("later@"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 (aiosmtpd)
        self.messages.append((envelope.rcpt_tos, envelope.content))
        self.bell.set()
        return "250 OK"


class FreePort(Controller):
    """A mail server on a port that the system chose."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def inbox() -> Iterator[Controller]:
    controller = FreePort(Keeper(), hostname="127.0.0.1", port=0)
    controller.start()
    yield controller
    if controller.server is not None:
        controller.stop()


def smtp_post(inbox: Controller) -> Post:
    server = SmtpServer(host="127.0.0.1", port=inbox.port, encryption="off")
    return Post(transport=SmtpTransport(server), sender=SENDER)


@on_sqlite
def test_mails_go_out_by_smtp(store, now, inbox):
    enqueue(store, 1, now)
    assert deliver(store, smtp_post(inbox), clock=lambda: now) == Delivery(sent=1)
    ((receivers, content),) = inbox.handler.messages
    assert receivers == ["hanako@example.jp"]
    assert email.message_from_bytes(content, policy=default)["Subject"] == "件名1"


@on_sqlite
def test_a_server_may_refuse_for_good_or_for_now(store, now, inbox):
    enqueue(store, 1, now, to="nobody@example.jp")
    enqueue(store, 2, now, to="later@example.jp")
    assert deliver(store, smtp_post(inbox), clock=lambda: now) == Delivery(postponed=1, buried=1)


@on_sqlite
def test_a_server_that_can_not_encrypt_gets_nothing(store, now, inbox):
    enqueue(store, 1, now)
    post = Post(transport=SmtpTransport(SmtpServer(host="127.0.0.1", port=inbox.port)), sender=SENDER)
    assert deliver(store, post, clock=lambda: now) == Delivery(postponed=1)
    assert inbox.handler.messages == []


@on_sqlite
def test_a_server_that_is_away_is_tried_again(store, now, inbox):
    post = smtp_post(inbox)
    inbox.stop()
    enqueue(store, 1, now)
    assert deliver(store, post, clock=lambda: now) == Delivery(postponed=1)


@on_sqlite
def test_a_worker_sends_what_is_rung_for_and_ends_when_told(database_url, store, now, inbox):
    settings = Settings(database_url=database_url, mail_url=f"smtp://127.0.0.1:{inbox.port}?tls=off")
    runtime = Runtime(settings, clock=lambda: now)
    loop = MailLoop(runtime, structlog.wrap_logger(structlog.testing.LogCapture()))
    loop.start()
    try:
        enqueue(store, 1, now)
        loop.ring()
        assert inbox.handler.bell.wait(60)
    finally:
        loop.stop()
        runtime.close()
    assert counts(store) == (0, 1, 0), "the mail that was on its way is finished before the end"


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
