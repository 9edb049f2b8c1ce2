"""The folder into which a site writes its mails."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from tests.e2e.patience import wait_for


class Mailbox:
    """Each mail is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: set[Path] = set()

    def next_mail(self, to: str) -> str:
        """The text of a mail to somebody that was not read yet; another thread writes it, soon after the answer."""
        path, mail = wait_for(lambda: self._find(to), f"a mail to {to}")
        self._read.add(path)
        return mail.get_content().replace("\r\n", "\n")

    def _find(self, to: str) -> tuple[Path, EmailMessage] | None:
        for path in sorted(set(self.folder.glob("*.eml")) - self._read):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in str(mail["To"]):
                return path, mail
        return None
