"""Sessions: opened at sign-in, read with every request, renewed by the second factor, closed at sign-out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from directory.domain.actor import ANONYMOUS, Account, Actor
from directory.domain.session import Session
from directory.domain.sign_in import SEEN_STEP, hash_secret, is_session_alive, is_token, limits_of
from directory.store.engine import Store
from directory.store.unit import WriteUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A live session and whose it is. is_stale: its last noted request is so old that this one should be noted."""

    session: Session
    account: Account
    is_stale: bool

    @property
    def actor(self) -> Actor:
        """Who sends the request."""
        return actor_of(self.account, is_verified=self.session.is_verified)


def new_secret() -> str:
    """256 random bits, URL-safe: tokens, cookies."""
    return secrets.token_urlsafe(32)


def actor_of(account: Account, *, is_verified: bool = False) -> Actor:
    """An account as the one who asks."""
    return Actor(
        account_id=account.id,
        name=account.id,
        grants=account.grants,
        owned=account.owned,
        is_verified=is_verified,
    )


def find_session(store: Store, cookie: str, *, now: datetime) -> SignedIn | None:
    """The live session of a cookie; None for values that are unknown, expired, closed or of a revoked account."""
    if not is_token(cookie):
        return None
    with store.read() as unit:
        session = unit.sessions.find(hash_secret(cookie))
        account = unit.accounts.find(session.account_id) if session else None
    if session is None or account is None or not is_session_alive(session, account, now=now):
        return None
    return SignedIn(session=session, account=account, is_stale=now - session.seen_at >= SEEN_STEP)


def find_actor(store: Store, cookie: str, *, now: datetime) -> Actor:
    """Who sends a request with this cookie; anonymous when it is of no live session."""
    found = find_session(store, cookie, now=now)
    return found.actor if found else ANONYMOUS


def note_request(store: Store, session: Session, *, now: datetime) -> None:
    """Notes that a session was used just now."""
    with store.write(now=now) as unit:
        unit.sessions.touch(session.token_hash, now)


def open_session(unit: WriteUnit, account: Account, *, now: datetime, replaces: str = "") -> str:
    """The value of the cookie of a new session; the session of the cookie `replaces` ends."""
    if is_token(replaces):
        unit.sessions.close(hash_secret(replaces))
    cookie = new_secret()
    unit.sessions.open(
        Session(
            token_hash=hash_secret(cookie),
            account_id=account.id,
            created_at=now,
            seen_at=now,
            expires_at=now + limits_of(account).absolute,
        )
    )
    return cookie


def close_session(store: Store, cookie: str, *, now: datetime) -> None:
    """Ends the session of a cookie on the server; unknown values change nothing."""
    if not is_token(cookie):
        return
    with store.write(now=now) as unit:
        unit.sessions.close(hash_secret(cookie))


def close_sessions_of(store: Store, account_id: str, *, now: datetime) -> None:
    """Ends all sessions of an account."""
    with store.write(now=now) as unit:
        unit.sessions.close_all(account_id)
