"""Accounts as the operator keeps them: given roles, taken away, a lost second factor reset; every change is audited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from directory.domain.actor import Account, Grant, Role
from directory.domain.audit import AuditEntry
from directory.domain.errors import NotFound, RequestRefused
from directory.domain.mail_address import read_mail_address
from directory.store.engine import Store
from directory.store.unit import WriteUnit

SCOPED_ROLES: frozenset[Role] = frozenset({"support_worker", "coordinator", "moderator"})
"""Roles that hold within a municipality and nowhere else."""


def make_grants(role: Role, municipalities: Sequence[str], district: str = "") -> tuple[Grant, ...]:
    """One grant for each municipality (a designated city has one code per ward).

    Raises:
        RequestRefused: role_needs_municipality or role_takes_no_municipality.
    """
    if role in SCOPED_ROLES:
        if not municipalities:
            raise RequestRefused("role_needs_municipality", {"role": role})
        return tuple(Grant(role=role, municipality=code, district=district) for code in municipalities)
    if municipalities or district:
        raise RequestRefused("role_takes_no_municipality", {"role": role})
    return (Grant(role=role),)


def add_account(store: Store, email: str, *, name: str, grants: Sequence[Grant], now: datetime) -> Account:
    """The account with these roles: a new one, or that of the address, which gets them in addition and may sign in.

    Raises:
        RequestRefused: email_form.
    """
    address = _read_address(email)
    with store.write(now=now) as unit:
        known = unit.accounts.find_by_email(address)
        if known is None:
            account = Account(id=str(uuid4()), email=address, name=name or address, created_at=now)
            unit.accounts.add(account)
        else:
            account = known
            unit.accounts.set_active(account.id, is_active=True)
        for grant in grants:
            unit.accounts.grant(account.id, grant)
        _note(unit, account, "grant_role", now=now)
        return _reread(unit, account)


def revoke_roles(store: Store, email: str, *, role: Role | None, now: datetime) -> Account:
    """The account without one of its roles; without `role` it has none and can not sign in any more.

    Raises:
        NotFound: account_unknown.
    """
    with store.write(now=now) as unit:
        account = _find(unit, email)
        for grant in account.grants:
            if role in {None, grant.role}:
                unit.accounts.revoke(account.id, grant)
        if role is None:
            unit.accounts.set_active(account.id, is_active=False)
        _note(unit, account, "revoke_role" if role else "close_account", now=now)
        return _reread(unit, account)


def reset_second_factor(store: Store, email: str, *, now: datetime) -> Account:
    """The account without a second factor: the next sign-in sets a new one up.

    Raises:
        NotFound: account_unknown.
    """
    with store.write(now=now) as unit:
        account = _find(unit, email)
        unit.accounts.set_totp(account.id, "")
        _note(unit, account, "reset_second_factor", now=now)
        return _reread(unit, account)


def list_accounts(store: Store) -> tuple[Account, ...]:
    """Every account, by mail address."""
    with store.read() as unit:
        return unit.accounts.all()


def _read_address(email: str) -> str:
    address = read_mail_address(email)
    if address is None:
        raise RequestRefused("email_form")
    return address


def _find(unit: WriteUnit, email: str) -> Account:
    account = unit.accounts.find_by_email(_read_address(email))
    if account is None:
        raise NotFound("account_unknown", {"email": email})
    return account


def _note(unit: WriteUnit, account: Account, action: str, *, now: datetime) -> None:
    """Writes the change down and ends all sessions, so that no browser goes on with what it could do before."""
    unit.sessions.close_all(account.id)
    unit.audit.record(AuditEntry(at=now, account_id="", action=action, object_id=account.id, outcome="done"))


def _reread(unit: WriteUnit, account: Account) -> Account:
    return unit.accounts.find(account.id) or account
