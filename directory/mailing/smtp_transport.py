"""Mails by SMTP: one connection a mail, with STARTTLS, TLS from the start, or none inside a machine."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal

from directory.mailing.transport import MailUndeliverable

Encryption = Literal["starttls", "on", "off"]

TIMEOUT_S = 6
"""Shorter than the time that a worker gets to end in."""

FINAL_CODE = 550
"""From this answer on, an address is refused for good (no such mailbox, not allowed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mails go. The password is shown nowhere."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encryption: Encryption = "starttls"


class SmtpTransport:
    """Talks to one server."""

    def __init__(self, server: SmtpServer) -> None:
        """Connects with the first mail."""
        self._server = server

    def send(self, message: EmailMessage, *, name: str) -> None:
        """Sends a message.

        Raises:
            MailUndeliverable: the server is away or refuses; final when it refuses the address.
        """
        del name
        try:
            with self._connect() as smtp:
                smtp.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            is_final = all(code >= FINAL_CODE for code in codes)
            raise MailUndeliverable("mail_address_refused", {"status": codes[0]}, is_final=is_final) from error
        except smtplib.SMTPResponseException as error:
            raise MailUndeliverable("mail_refused", {"status": error.smtp_code}) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailUndeliverable("mail_server_away", {"reason": type(error).__name__}) from error

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.encryption == "on":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_S, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        try:
            self._introduce(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        """Encryption first: a server that can not do it gets neither password nor mail."""
        if self._server.encryption == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if self._server.user:
            smtp.login(self._server.user, self._server.password)
