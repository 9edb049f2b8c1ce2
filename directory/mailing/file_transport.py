"""Mails as files of a folder, for trying out and for programs that pass them on."""

from __future__ import annotations

import os
import tempfile
from email.message import EmailMessage
from pathlib import Path

from directory.mailing.transport import MailUndeliverable


class FileTransport:
    """One complete .eml a mail, put in place by rename: a reader never sees half of one."""

    def __init__(self, folder: Path) -> None:
        """Keeps the folder; it is made with the first mail."""
        self.folder = folder

    def send(self, message: EmailMessage, *, name: str) -> None:
        """Writes the file; a mail that is sent twice is one file.

        Raises:
            MailUndeliverable: the folder can not be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as stream:
                stream.write(message.as_bytes())
                stream.flush()
                os.fsync(stream.fileno())
            Path(stream.name).rename(self.folder / f"{name}.eml")
        except OSError as error:
            raise MailUndeliverable("mail_folder", {"reason": error.strerror or str(error)}) from error
