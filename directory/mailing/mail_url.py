"""The setting DIRECTORY_MAIL_URL -> a way out for mails."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, unquote, urlsplit

from directory.domain.errors import DirectoryError
from directory.mailing.file_transport import FileTransport
from directory.mailing.smtp_transport import Encryption, SmtpServer, SmtpTransport
from directory.mailing.transport import MailTransport

SMTP_PORT, SUBMISSION_PORT, TLS_PORT = 25, 587, 465
PORTS: dict[str, int] = {"starttls": SUBMISSION_PORT, "on": TLS_PORT, "off": SMTP_PORT}


class MailUrlRefused(DirectoryError):
    """The mail setting can not be read. Its text is not repeated: it may hold a password."""


def open_transport(url: str) -> MailTransport | None:
    """The way out that the setting names (`file:DIR`, `smtp://user:password@host:port?tls=starttls`); None without one.

    Raises:
        MailUrlRefused: it is neither, or an option is unknown.
    """
    if not url:
        return None
    scheme, _, rest = url.partition(":")
    if scheme == "file" and rest.strip("/"):
        return FileTransport(Path(rest.removeprefix("//")))
    if scheme == "smtp":
        return SmtpTransport(read_smtp(url))
    raise MailUrlRefused("mail_url", {"scheme": scheme if scheme.isalpha() and len(scheme) < 12 else "?"})


def read_smtp(url: str) -> SmtpServer:
    """The server of an smtp: address; user and password may be percent-encoded.

    Raises:
        MailUrlRefused: no host, no port number, or an unknown kind of encryption.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise MailUrlRefused("mail_url", {"scheme": "smtp"}) from None
    tls = parse_qs(parts.query).get("tls", ["starttls"])[0]
    encryption: Encryption | None = next((each for each in get_args(Encryption) if each == tls), None)
    if not host or encryption is None:
        raise MailUrlRefused("mail_url", {"scheme": "smtp"})
    return SmtpServer(
        host=host,
        port=port or PORTS[encryption],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption=encryption,
    )
