"""Mails go out by a mail server, which may refuse them, be away or not encrypt."""

from __future__ import annotations

import email
import threading
from collections.abc import Iterator
from email.policy import default

import pytest
import structlog
from aiosmtpd.controller import Controller

from directory.mailing.smtp_transport import SmtpServer, SmtpTransport
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.mail_loop import MailLoop
from directory.usecases.send_mails import Delivery, Post, deliver
from tests.integration.mails.outgoing import SENDER, counts, enqueue, on_sqlite


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
