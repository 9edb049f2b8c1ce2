"""Signs of a person at a form: a signed note of when the page was sent, and a field that only programs fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from itsdangerous import BadData, URLSafeSerializer

HONEYPOT = "website"
"""Name of the field that no person sees. It is no word of our forms, and browsers fill nothing into it."""

FORM_TOKEN = "form_token"  # noqa: S105 (name of a field)

SHORTEST = timedelta(seconds=3)
"""Nobody fills a form in faster; programs do."""

LONGEST = timedelta(hours=24)
"""A page may lie open over lunch and overnight."""

FormVerdict = Literal["person", "too_fast", "expired", "forged", "trapped"]
"""trapped: the honeypot was filled in. What is not `person` is asked to send the form once more, never lost."""


class FormTokens:
    """Issues and checks the tokens of one installation."""

    def __init__(self, secret: str) -> None:
        """Keeps the secret of the installation."""
        self._serializer = URLSafeSerializer(secret, salt="form")

    def issue(self, purpose: str, *, now: datetime) -> str:
        """The token of a form that is sent to a browser now."""
        return str(self._serializer.dumps([purpose, int(now.timestamp() * 1000)]))

    def judge(self, purpose: str, fields: Mapping[str, str], *, now: datetime) -> FormVerdict:
        """Whether a form that came back was filled in by a person, as far as that can be told."""
        if fields.get(HONEYPOT, ""):
            return "trapped"
        try:
            named, issued_ms = self._serializer.loads(fields.get(FORM_TOKEN, ""))
            age = now - datetime.fromtimestamp(issued_ms / 1000, tz=now.tzinfo)
        except (BadData, TypeError, ValueError, OverflowError):
            return "forged"
        if named != purpose:
            return "forged"
        if age < SHORTEST:
            return "too_fast"
        return "expired" if age > LONGEST else "person"
