"""The second factor of staff: a code of an app (TOTP), set up once, asked for with every sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyotp

from directory.domain.audit import AuditEntry
from directory.domain.errors import SignInRefused
from directory.domain.sign_in import TOTP_DIGITS, TOTP_WINDOWS, hash_secret, read_digits
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.attempts import require_room
from directory.usecases.sessions import SignedIn, new_secret

ENTRY, ENROLMENT = "second_factor", "enrol_second_factor"
"""Actions in the audit."""

STEP_S = 30
STEPS_AROUND = (0, -1, 1)
"""Clocks of telephones go wrong by some seconds: the steps before and after are taken, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an app has to learn: the secret as text in groups of four, and as an address for a QR code."""

    secret: str
    uri: str

    @property
    def spelled(self) -> str:
        """The secret as it is typed."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


def new_totp_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def describe_enrolment(secret: str, *, email: str, site_name: str) -> Enrolment:
    """How an app learns the secret."""
    return Enrolment(secret=secret, uri=pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=site_name))


def enrol(store: Store, signed_in: SignedIn, secret: str, typed: str, *, now: datetime) -> str:
    """The new value of the session's cookie, after the first code of a new secret was right.

    Raises:
        TooManyRequests: too many codes were tried.
        SignInRefused: totp_form, totp_wrong, or totp_known: the account has a second factor already, which only an
            administrator takes away.
    """
    step = _find_step(secret, typed, now=now)
    with store.write(now=now) as unit:
        account = unit.accounts.find(signed_in.account.id)
        _require_room(unit, signed_in.account.id, now=now)
        is_free = account is not None and not account.totp_secret
        if is_free and step is not None:
            unit.accounts.set_totp(signed_in.account.id, secret)
        cookie = _verify(unit, signed_in, step) if is_free else None
        _note(unit, signed_in, ENROLMENT, is_done=cookie is not None, now=now)
    if not is_free:
        raise SignInRefused("totp_known")
    return _granted(cookie)


def give_second_factor(store: Store, signed_in: SignedIn, typed: str, *, now: datetime) -> str:
    """The new value of the session's cookie, after a right code. A code is taken once, also within its half minute.

    Raises:
        TooManyRequests: too many codes were tried.
        SignInRefused: totp_form or totp_wrong.
    """
    step = _find_step(signed_in.account.totp_secret, typed, now=now)
    with store.write(now=now) as unit:
        _require_room(unit, signed_in.account.id, now=now)
        cookie = _verify(unit, signed_in, step)
        _note(unit, signed_in, ENTRY, is_done=cookie is not None, now=now)
    return _granted(cookie)


def _find_step(secret: str, typed: str, *, now: datetime) -> int | None:
    """The step of the clock whose code was typed; None when it is of none.

    Raises:
        SignInRefused: totp_form: these are not six digits.
    """
    code = read_digits(typed, TOTP_DIGITS)
    if code is None:
        raise SignInRefused("totp_form", {"field": "code"})
    totp, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP_S
    codes = {present + around: totp.generate_otp(present + around) for around in STEPS_AROUND}
    return next((step for step, right in codes.items() if pyotp.utils.strings_equal(right, code)), None)


def _require_room(unit: WriteUnit, account_id: str, *, now: datetime) -> None:
    """Counted from the audit, so that all processes count together and a restart forgets nothing."""
    require_room(
        TOTP_WINDOWS,
        lambda since: sum(unit.audit.count(account_id, action, since) for action in (ENTRY, ENROLMENT)),
        now=now,
    )


def _verify(unit: WriteUnit, signed_in: SignedIn, step: int | None) -> str | None:
    """The new cookie; None when the code was wrong or was used before."""
    if step is None or not unit.accounts.use_totp_step(signed_in.account.id, step):
        return None
    cookie = new_secret()
    return cookie if unit.sessions.verify(signed_in.session.token_hash, hash_secret(cookie)) else None


def _note(unit: WriteUnit, signed_in: SignedIn, action: str, *, is_done: bool, now: datetime) -> None:
    account_id, outcome = signed_in.account.id, "done" if is_done else "wrong"
    unit.audit.record(AuditEntry(at=now, account_id=account_id, action=action, object_id=account_id, outcome=outcome))


def _granted(cookie: str | None) -> str:
    if cookie is None:
        raise SignInRefused("totp_wrong", {"field": "code"})
    return cookie
