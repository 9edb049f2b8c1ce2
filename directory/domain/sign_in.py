"""Rules of signing in: how tokens and codes look, how long links and sessions hold, where somebody goes next."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.domain.actor import Account
from directory.domain.session import Session

CODE_DIGITS = 8
CODE_TRIES = 5
"""Wrong codes that one link bears. Source: trust.md section 3.7."""

TOTP_DIGITS = 6

Window = tuple[int, timedelta]
"""How many times within how long."""

LINK_WINDOWS: tuple[Window, ...] = ((3, timedelta(minutes=15)), (10, timedelta(days=1)))
"""Links that one address gets. Source: trust.md section 3.10."""

LINK_WINDOWS_UNDER_CHECKS: tuple[Window, ...] = ((10, timedelta(minutes=15)),)
"""Source: trust.md section 8, DIRECTORY_CHECKS."""

TOTP_WINDOWS: tuple[Window, ...] = (
    (5, timedelta(minutes=5)),
    (20, timedelta(hours=1)),
    (50, timedelta(days=1)),
)
"""Codes that one account may try, right ones included. Source: trust.md section 3.10."""

LINK_PURPOSE = "sign_in"

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,300}", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s\-‐-―−ー]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """How long a session holds without a request, and in all. Source: trust.md section 3.7."""

    idle: timedelta
    absolute: timedelta


VOLUNTEER_LIMITS = SessionLimits(idle=timedelta(hours=8), absolute=timedelta(days=7))
STAFF_LIMITS = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))

SEEN_STEP = timedelta(minutes=5)
"""A request is noted only when the last noted one is older, so that looking at pages writes nothing.

The idle limit of staff may therefore end up to five minutes early, never late.
"""


def limits_of(account: Account) -> SessionLimits:
    """The limits of an account's sessions; the stricter ones as soon as one of its roles is staff."""
    return STAFF_LIMITS if account.is_staff else VOLUNTEER_LIMITS


def is_session_alive(session: Session, account: Account, *, now: datetime) -> bool:
    """Whether a session still speaks for its account; a role that was given meanwhile counts at once."""
    limits = limits_of(account)
    ends = min(session.expires_at, session.created_at + limits.absolute, session.seen_at + limits.idle)
    return account.is_active and now < ends


def hash_secret(secret: str) -> str:
    """What is stored of a token, a code or a cookie: its SHA-256 in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_token(text: str) -> bool:
    """Whether the text has the form of a token: 256 bits, URL-safe. What has not is never looked up."""
    return _TOKEN.fullmatch(text) is not None


def read_digits(text: str, count: int) -> str | None:
    """The digits that somebody typed, full-width and grouped too (１２３４ ５６); None when they are not `count`."""
    bare = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    return bare if len(bare) == count and bare.isascii() and bare.isdigit() else None


def group_code(code: str) -> str:
    """A code as it is read aloud and typed: 1234 5678."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def hash_code(code: str, browser_hash: str) -> str:
    """What is stored of a code. Few digits have few hashes, so that of the browser's secret goes in."""
    return hash_secret(f"{browser_hash}:{code}")


def own_path(text: str) -> str:
    """The text as a path of this site, or nothing: after signing in nobody is sent elsewhere (`//evil.example`)."""
    return text if _OWN_PATH.fullmatch(text) else ""
