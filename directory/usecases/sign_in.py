"""Sign in by mail: a link for one browser, and a code to type where the mail opens elsewhere."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.domain.actor import Account
from directory.domain.audit import AuditEntry
from directory.domain.errors import SignInRefused
from directory.domain.mail import Mail
from directory.domain.session import SignInLink
from directory.domain.sign_in import (
    CODE_DIGITS,
    CODE_TRIES,
    LINK_PURPOSE,
    LINK_WINDOWS,
    Window,
    group_code,
    hash_code,
    hash_secret,
    is_token,
    read_digits,
)
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.attempts import require_room
from directory.usecases.sessions import new_secret, open_session
from directory.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the mail says besides link and code: whose site it is, its address, and how long the link holds."""

    words: Words
    site_name: str
    origin: str
    lasts: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A new session: the value of its cookie, and whose it is."""

    cookie: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """The browser that wants in: the cookie it got when it asked, and that of a session it may still have."""

    binding: str
    session: str = ""


def ask_for_link(
    store: Store, email: str, letter: Letter, *, now: datetime, windows: tuple[Window, ...] = LINK_WINDOWS
) -> str:
    """The value that binds the link to the asking browser; link and code are on their way by mail.

    An address without an account leaves the same rows, of which the mail has no receiver: nobody learns from an answer
    or from its time who has an account.

    Raises:
        TooManyRequests: so many links were asked for that the mailbox needs a rest.
    """
    token, binding = new_secret(), new_secret()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    link = SignInLink(
        token_hash=hash_secret(token),
        code_hash=hash_code(code, hash_secret(binding)),
        browser_hash=hash_secret(binding),
        email=email,
        purpose=LINK_PURPOSE,
        issued_at=now,
        expires_at=now + letter.lasts,
    )
    with store.write(now=now) as unit:
        require_room(windows, lambda since: unit.links.count_since(email, since), now=now)
        unit.links.issue(link)
        account = unit.accounts.find_by_email(email)
        receiver = email if account is not None and account.is_active else ""
        unit.outbox.enqueue(_write_mail(receiver, token, code, letter, key=link.token_hash), now)
    return binding


def asked_address(store: Store, binding: str, *, now: datetime) -> str:
    """The address for which a browser asked; empty when it did not, or too long ago."""
    if not is_token(binding):
        return ""
    with store.read() as unit:
        link = unit.links.find_by_browser(hash_secret(binding))
    return link.email if link is not None and now < link.expires_at else ""


def is_link_for(store: Store, token: str, browser: Browser, *, now: datetime) -> bool:
    """Whether a link would sign this browser in; looking changes nothing."""
    if not is_token(token):
        return False
    with store.read() as unit:
        return _is_for(unit.links.find(hash_secret(token)), browser, now=now)


def sign_in_by_link(store: Store, token: str, browser: Browser, *, now: datetime) -> Opened:
    """The session that a link opens, once.

    Raises:
        SignInRefused: link_refused: unknown, used, voided, expired, or asked for by another browser.
    """
    if not is_link_for(store, token, browser, now=now):
        raise SignInRefused("link_refused")
    with store.write(now=now) as unit:
        link = unit.links.find(hash_secret(token))
        account = _consume(unit, link, browser, now=now)
        opened = _open(unit, account, browser, now=now) if account else None
    if opened is None:
        raise SignInRefused("link_refused")
    return opened


def sign_in_by_code(store: Store, typed: str, browser: Browser, *, now: datetime) -> Opened:
    """The session that the mailed code opens, once.

    Raises:
        SignInRefused: code_form: these are not eight digits; code_wrong: with the tries that are `left`;
            code_refused: no more tries, expired, used, or this browser did not ask.
    """
    code = read_digits(typed, CODE_DIGITS)
    if code is None:
        raise SignInRefused("code_form", {"field": "code"})
    if not is_token(browser.binding):
        raise SignInRefused("code_refused")
    opened, left = None, 0
    with store.write(now=now) as unit:
        link = unit.links.find_by_browser(hash_secret(browser.binding))
        if _is_for(link, browser, now=now) and link is not None:
            # counted before it is compared, so that codes sent at the same time can not share one try
            left = CODE_TRIES - unit.links.count_tries(link.token_hash)
        if link is not None and left >= 0 and link.code_hash == hash_code(code, link.browser_hash):
            account = _consume(unit, link, browser, now=now)
            opened = _open(unit, account, browser, now=now) if account else None
    if opened is not None:
        return opened
    raise SignInRefused("code_wrong", {"field": "code", "left": left}) if left > 0 else SignInRefused("code_refused")


def _is_for(link: SignInLink | None, browser: Browser, *, now: datetime) -> bool:
    return (
        link is not None
        and link.purpose == LINK_PURPOSE
        and is_token(browser.binding)
        and secrets.compare_digest(link.browser_hash, hash_secret(browser.binding))
        and now < link.expires_at
        and link.tries < CODE_TRIES
    )


def _consume(unit: WriteUnit, link: SignInLink | None, browser: Browser, *, now: datetime) -> Account | None:
    """The account that a link signs in, for the one who came first."""
    if link is None or not _is_for(link, browser, now=now) or not unit.links.consume(link.token_hash, now):
        return None
    account = unit.accounts.find_by_email(link.email)
    return account if account is not None and account.is_active else None


def _open(unit: WriteUnit, account: Account, browser: Browser, *, now: datetime) -> Opened:
    unit.audit.record(AuditEntry(at=now, account_id=account.id, action="sign_in", object_id=account.id, outcome="done"))
    return Opened(cookie=open_session(unit, account, now=now, replaces=browser.session), account=account)


def _write_mail(receiver: str, token: str, code: str, letter: Letter, *, key: str) -> Mail:
    facts = {
        "site": letter.site_name,
        "link": f"{letter.origin}/login/link?token={token}",
        "code": group_code(code),
        "minutes": max(1, round(letter.lasts.total_seconds() / 60)),
    }
    return Mail(
        kind="login",
        to=receiver,
        subject=letter.words.say("mail.login_subject", **facts),
        body=letter.words.say("mail.login_body", **facts),
        dedup_key=f"login:{key[:32]}",
    )
