"""One way out for mails, chosen by the setting: a folder of files, or an SMTP server."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Protocol

from directory.domain.errors import DirectoryError


class MailUndeliverable(DirectoryError):
    """A mail did not leave. `is_final`: trying again would not help, since its address was refused."""

    def __init__(self, code: str, facts: dict[str, str | int | float] | None = None, *, is_final: bool = False) -> None:
        """Keeps why."""
        super().__init__(code, facts or {})
        self.is_final = is_final


class MailTransport(Protocol):
    """Sends one message at a time."""

    def send(self, message: EmailMessage, *, name: str) -> None:
        """Hands a message over; `name` is unique to the mail, so that sending twice replaces where that is possible.

        Raises:
            MailUndeliverable: it did not leave.
        """
