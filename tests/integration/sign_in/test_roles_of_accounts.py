"""Roles have their scope, and what happens to accounts is written down."""

from __future__ import annotations

import pytest

from directory.domain.actor import Grant
from directory.domain.errors import NotFound, RequestRefused
from directory.usecases.keep_accounts import add_account, make_grants, revoke_roles
from tests.integration.sign_in.conftest import EMAIL, enrolled, on_sqlite


@on_sqlite
def test_what_happens_to_accounts_is_audited(moderator, store, now):
    enrolled(moderator, store, now)
    revoke_roles(store, EMAIL, role=None, now=now)
    with store.read() as unit:
        account = unit.accounts.find_by_email(EMAIL)
        actions = [(each.action, each.outcome) for each in unit.audit.of(account.id)]
    assert actions == [
        ("grant_role", "done"),
        ("sign_in", "done"),
        ("enrol_second_factor", "done"),
        ("close_account", "done"),
    ]


@on_sqlite
def test_roles_need_their_scope(store, now):
    with pytest.raises(RequestRefused, match="role_needs_municipality"):
        make_grants("moderator", ())
    with pytest.raises(RequestRefused, match="role_takes_no_municipality"):
        make_grants("admin", ("13229",))
    assert make_grants("coordinator", ("11208",), "scheme:a") == (
        Grant(role="coordinator", municipality="11208", district="scheme:a"),
    )
    with pytest.raises(NotFound, match="account_unknown"):
        revoke_roles(store, "nobody@example.jp", role=None, now=now)
    with pytest.raises(RequestRefused, match="email_form"):
        add_account(store, "nobody", name="", grants=(), now=now)
