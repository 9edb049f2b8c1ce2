"""Accounts with live sessions, and submissions that wait, for the black-box checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from directory.domain.actor import Account, Grant, Role
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret, limits_of
from directory.store.engine import Store
from directory.usecases.seed_checks import MUNICIPALITIES, SeededChecks
from directory.usecases.sessions import new_secret
from directory.usecases.submit import SOURCE, Parts, submit

PEOPLE: tuple[tuple[str, Role, str], ...] = (
    ("volunteer_A", "volunteer", ""),
    ("support_worker_A", "support_worker", "A"),
    ("support_worker_B", "support_worker", "B"),
    ("coordinator_A", "coordinator", "A"),
    ("moderator_A", "moderator", "A"),
    ("moderator_B", "moderator", "B"),
    ("admin", "admin", ""),
)
"""Alias, role and the letter of its municipality. Source: trust.md section 8."""

OWNED = {"volunteer_A": "owned_A"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededPerson:
    """Somebody who is signed in. cookie: value of the session cookie."""

    alias: str
    email: str
    cookie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededPeople:
    """What was seeded. submissions: alias and id of those that wait."""

    people: tuple[SeededPerson, ...]
    submissions: tuple[tuple[str, str], ...]


def seed_people(store: Store, seeded: SeededChecks, *, now: datetime) -> SeededPeople:
    """One signed-in person per role, staff with their second factor given, and one submission per municipality."""
    resources = {alias: resource.id for alias, resource in seeded.resources}
    codes = dict(MUNICIPALITIES)
    people = []
    with store.write(now=now) as unit:
        for alias, role, letter in PEOPLE:
            owned = {resources[OWNED[alias]]} if alias in OWNED else set()
            account = Account(
                id=str(uuid4()),
                email=f"{alias.lower().replace('_', '-')}@checks.invalid",
                name=alias,
                created_at=now,
                grants=(Grant(role=role, municipality=codes.get(letter, "")),),
                owned=frozenset(owned),
            )
            cookie = new_secret()
            unit.accounts.add(account)
            unit.sessions.open(_session(account, cookie, now=now))
            people.append(SeededPerson(alias=alias, email=account.email, cookie=cookie))
    waiting = tuple((f"pending_{letter}", _submit(store, jis, now=now)) for letter, jis in MUNICIPALITIES)
    return SeededPeople(people=tuple(people), submissions=waiting)


def _session(account: Account, cookie: str, *, now: datetime) -> Session:
    return Session(
        token_hash=hash_secret(cookie),
        account_id=account.id,
        created_at=now,
        seen_at=now,
        expires_at=now + limits_of(account).absolute,
        is_verified=account.is_staff,
    )


def _submit(store: Store, jis: str, *, now: datetime) -> str:
    draft = ResourceDraft(
        stable_key="new",
        source=SourceRef(source=SOURCE),
        name="検査用の新しいサロン",
        categories=("parenting_salon",),
        municipality=jis,
        description="検査のための架空の申しこみです。",
        venues=(VenueDraft(key="1"),),
    )
    return submit(store, Parts(kind="new", municipality=jis, channel="web", draft=draft), now=now).submission.id
