"""One thread of a worker that sends what waits in the outbox; leases keep two workers from sending the same mail."""

from __future__ import annotations

import threading

import structlog
from fastapi import Request

from directory.domain.errors import DirectoryError
from directory.runtime import Runtime
from directory.usecases.send_mails import Delivery, Post, deliver, is_mail_due, open_post

POLL_S = 0.5
"""How often the outbox is looked at for mails that another process has put there."""

REST_S = 5.0
"""After a failure of the database or of our own."""

END_S = 5.0
"""How long the end of a worker waits for the mail that is on its way; the server ends it after eight."""


class MailLoop:
    """Starts with the worker and ends with it."""

    def __init__(self, runtime: Runtime, log: structlog.typing.WrappedLogger) -> None:
        """Opens nothing yet."""
        self._runtime = runtime
        self._log = log
        self._bell = threading.Event()
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins, where the settings name a way out.

        Raises:
            MailUrlRefused: they name one that can not be read.
        """
        settings = self._runtime.settings
        post = open_post(
            mail_url=settings.mail_url,
            mail_from=settings.mail_from,
            public_url=settings.public_url,
            site_name=settings.site_name,
        )
        if post is not None:
            self._thread = threading.Thread(target=self._run, args=(post,), name="mails", daemon=True)
            self._thread.start()

    def ring(self) -> None:
        """Something was put into the outbox just now."""
        self._bell.set()

    def stop(self) -> None:
        """Ends after the mail that is on its way; what was leased and not sent goes back."""
        self._ends.set()
        self._bell.set()
        if self._thread is not None:
            self._thread.join(END_S)

    def _run(self, post: Post) -> None:
        while not self._ends.is_set():
            self._bell.wait(POLL_S)
            self._bell.clear()
            try:
                self._send_all(post)
            except DirectoryError as error:
                self._log.warning("mails", reason=error.code)
                self._ends.wait(REST_S)
            except Exception:  # noqa: BLE001 (a loop that died would keep all mails back unnoticed)
                self._log.exception("mails")
                self._ends.wait(REST_S)

    def _send_all(self, post: Post) -> None:
        runtime = self._runtime
        while not self._ends.is_set() and is_mail_due(runtime.store, now=runtime.now()):
            done = deliver(runtime.store, post, clock=runtime.now, goes_on=lambda: not self._ends.is_set())
            if done.postponed or done.buried:
                self._log.warning("mails", sent=done.sent, postponed=done.postponed, dead=done.buried)
            if done == Delivery():
                return


def ring(request: Request) -> None:
    """Wakes the loop of this worker, so that a mail leaves at once."""
    loop: MailLoop = request.app.state.mail_loop
    loop.ring()
