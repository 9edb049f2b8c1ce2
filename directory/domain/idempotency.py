"""What was answered to a request that may be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotentAnswer:
    """The answer under one key of one sender.

    Attributes:
        actor: whose key it is (an account's id, or what stands for everybody without an account).
        key: Idempotency-Key as sent, at most 80 visible ASCII characters.
        body_sha256: of the request's body; another body under the same key is a conflict.
        answer_id: what the request made.
    """

    actor: str
    key: str
    body_sha256: str
    answer_id: str
    at: datetime
