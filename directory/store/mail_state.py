"""Whether a mail in the outbox is still to be sent, was sent, or was given up."""

from __future__ import annotations

from typing import Literal

MailState = Literal["waiting", "sent", "dead"]
