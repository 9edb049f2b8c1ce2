"""A queued mail -> a text message of RFC 5322, the same one however often it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from directory.domain.mail import QueuedMail

_POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: name and address."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.rpartition("@")[2]


def build_message(queued: QueuedMail, sender: Sender, *, now: datetime) -> EmailMessage:
    """The message. Its Message-ID comes from the dedup key, so that a mail sent twice is recognised as one."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = Address(addr_spec=queued.mail.to)
    message["Subject"] = queued.mail.subject.replace("\r", " ").replace("\n", " ")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key_digest(queued)}@{sender.domain}>"
    # answering machines keep still, and no mailing list takes it for a letter
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(queued.mail.body, charset="utf-8", cte="base64")
    return message


def key_digest(queued: QueuedMail) -> str:
    """A short name of a mail that betrays nothing of its key."""
    return hashlib.sha256(queued.mail.dedup_key.encode()).hexdigest()[:32]
