"""A registration that somebody began and may finish later, on another device too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardDraft:
    """Answers so far.

    Attributes:
        id_hash: SHA-256 (hex) of the form's id in the browser.
        code: 控え番号, 8 digits. phone_tail_hash: SHA-256 (hex) of code and last 4 digits; empty = no telephone yet.
        answers: the form's fields as typed. step: the page to go on with, from 1.
    """

    id_hash: str
    code: str
    phone_tail_hash: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    step: int = 1
    updated_at: datetime
