"""Signing in: the mailed link or code, and the session that it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One signed-in browser.

    Attributes:
        token_hash: SHA-256 (hex) of the cookie's value; the value itself is nowhere stored.
        seen_at: last request, for the idle limit. expires_at: the absolute limit.
        is_verified: the second factor was given in this session.
    """

    token_hash: str
    account_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLink:
    """One mailed link, which is also an 8-character code to type into the asking browser.

    Attributes:
        token_hash, code_hash: SHA-256 (hex) of the link's token and of the code.
        browser_hash: SHA-256 (hex) of the cookie of the browser that asked; nobody else can use the link.
        email: lower case, of an account or not: unknown addresses leave the same row.
        purpose: what it opens (`sign_in`); a newer link of the same address and purpose voids the older.
        tries: wrong codes so far.
    """

    token_hash: str
    code_hash: str
    browser_hash: str
    email: str
    purpose: str
    issued_at: datetime
    expires_at: datetime
    tries: int = 0
