"""Registrations that somebody began: kept here, continued by a cookie, a mailed link, or code and telephone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from directory.domain.mail import Mail
from directory.domain.registration import FormAnswers
from directory.domain.ticket import LIFETIMES, Ticket
from directory.domain.unfinished import WizardDraft
from directory.store.engine import Store
from directory.store.unit import WriteUnit
from directory.usecases.registration.spelling import tidy
from directory.usecases.submit import CODE_DIGITS, make_code

TAIL_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An unfinished registration and the token that its browser keeps."""

    token: str
    draft: WizardDraft

    @property
    def answers(self) -> FormAnswers:
        """Everything typed so far."""
        return FormAnswers(self.draft.answers)


def begin(store: Store, answers: FormAnswers, *, step: int, now: datetime) -> Opened:
    """A new unfinished registration with a 控え番号 that nobody has."""
    token = secrets.token_urlsafe(32)
    with store.write(now=now) as unit:
        draft = WizardDraft(
            id_hash=hash_token(token), code=_make_code(unit), answers=answers.pairs, step=step, updated_at=now
        )
        unit.wizards.save(draft)
    return Opened(token=token, draft=draft)


def find(store: Store, token: str) -> Opened | None:
    """The registration of a browser; None when there is none, or when it was continued elsewhere."""
    with store.read() as unit:
        draft = unit.wizards.find(hash_token(token))
    return Opened(token=token, draft=draft) if draft else None


def save(store: Store, opened: Opened, answers: FormAnswers, *, step: int, now: datetime) -> Opened:
    """The registration with new answers."""
    draft = replace(opened.draft, answers=answers.pairs, step=step, updated_at=now)
    with store.write(now=now) as unit:
        unit.wizards.save(draft)
    return Opened(token=opened.token, draft=draft)


def forget(store: Store, opened: Opened, *, now: datetime) -> None:
    """Nobody goes on with it."""
    with store.write(now=now) as unit:
        unit.wizards.forget(opened.draft.id_hash)


def keep_tail(store: Store, opened: Opened, phone: str, *, now: datetime) -> bool:
    """Whether the last four digits of a telephone now open the registration together with its 控え番号."""
    tail = read_tail(phone)
    if not tail:
        return False
    draft = replace(opened.draft, phone_tail_hash=_hash_tail(opened.draft.code, tail), updated_at=now)
    with store.write(now=now) as unit:
        unit.wizards.save(draft)
    return True


def mail_link(store: Store, opened: Opened, mail: Mail, *, token: str, now: datetime) -> None:
    """Queues the mail whose link holds `token`, by which the registration can be continued on another device."""
    ticket = Ticket(
        token_hash=hash_token(token),
        purpose="resume",
        submission_id=opened.draft.id_hash,
        email=mail.to,
        issued_at=now,
        expires_at=now + LIFETIMES["resume"],
    )
    with store.write(now=now) as unit:
        unit.tickets.issue(ticket)
        unit.outbox.enqueue(mail, next_at=now)


def resume_by_code(store: Store, code: str, phone: str, *, now: datetime) -> Opened | None:
    """The registration of a 控え番号 and the last digits of its telephone, from now on in this browser alone."""
    digits, tail = "".join(each for each in tidy(code) if each.isdecimal()), read_tail(phone)
    if len(digits) != CODE_DIGITS or not tail:
        return None
    with store.write(now=now) as unit:
        draft = unit.wizards.find_by_code(digits)
        if draft is None or not hmac.compare_digest(draft.phone_tail_hash, _hash_tail(digits, tail)):
            return None
        return _move(unit, draft, now=now)


def resume_by_link(store: Store, token: str, *, now: datetime) -> Opened | None:
    """The registration of a mailed link, which opens it once."""
    with store.write(now=now) as unit:
        ticket = unit.tickets.find(hash_token(token), "resume")
        if ticket is None or ticket.expires_at <= now:
            return None
        draft = unit.wizards.find(ticket.submission_id)
        if draft is None or not unit.tickets.consume(ticket.token_hash, now):
            return None
        return _move(unit, draft, now=now)


def hash_token(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_tail(phone: str) -> str:
    """The last four digits of a telephone, or four digits alone; empty when there are fewer."""
    digits = "".join(each for each in tidy(phone) if each.isdecimal())
    return digits[-TAIL_DIGITS:] if len(digits) >= TAIL_DIGITS else ""


def _move(unit: WriteUnit, draft: WizardDraft, *, now: datetime) -> Opened:
    """Under a new token: the browser that had it before can no longer change it."""
    token = secrets.token_urlsafe(32)
    moved = replace(draft, id_hash=hash_token(token), updated_at=now)
    unit.wizards.forget(draft.id_hash)
    unit.wizards.save(moved)
    return Opened(token=token, draft=moved)


def _hash_tail(code: str, tail: str) -> str:
    return hash_token(f"{code}:{tail}")


def _make_code(unit: WriteUnit) -> str:
    """Eight digits that neither an unfinished nor a sent registration has."""
    while True:
        code = make_code(unit)
        if unit.wizards.find_by_code(code) is None:
            return code
