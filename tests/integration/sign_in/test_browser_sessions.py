"""A session lives while it is used and ends when it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from directory.domain.actor import ANONYMOUS
from directory.usecases.keep_accounts import add_account, make_grants, revoke_roles
from directory.usecases.sessions import close_session, close_sessions_of, find_actor, find_session, note_request
from directory.usecases.sign_in import (
    sign_in_by_link,
)
from tests.integration.sign_in.conftest import EMAIL, MINUTE, on_sqlite


@on_sqlite
def test_a_closed_account_gets_no_mail_and_its_sessions_end(hanako, store, now):
    cookie = hanako.sign_in()
    revoke_roles(store, EMAIL, role=None, now=now)
    assert find_actor(store, cookie, now=now) == ANONYMOUS
    sent = len(hanako.mails())
    hanako.ask()
    assert len(hanako.mails()) == sent


@on_sqlite
def test_signing_in_ends_the_session_that_the_browser_had(hanako, store, now):
    old = hanako.sign_in()
    browser = replace(hanako.ask(), session=old)
    new = sign_in_by_link(store, hanako.token, browser, now=now).cookie
    assert find_session(store, old, now=now) is None
    assert find_session(store, new, now=now) is not None


@on_sqlite
def test_a_session_ends_at_sign_out_and_everywhere(hanako, store, now):
    first, second = hanako.sign_in(), hanako.sign_in()
    close_session(store, first, now=now)
    assert find_session(store, first, now=now) is None
    found = find_session(store, second, now=now)
    close_sessions_of(store, found.account.id, now=now)
    assert find_session(store, second, now=now) is None
    close_session(store, "no token", now=now)


@on_sqlite
def test_a_used_session_lives_on_and_an_idle_one_ends(hanako, store, now):
    cookie = hanako.sign_in()
    later = now + timedelta(hours=7)
    found = find_session(store, cookie, now=later)
    assert found.is_stale
    note_request(store, found.session, now=later)
    assert not find_session(store, cookie, now=later + MINUTE).is_stale
    assert find_session(store, cookie, now=now + timedelta(hours=14)) is not None
    assert find_session(store, cookie, now=now + timedelta(hours=15)) is None


@on_sqlite
def test_a_new_role_ends_the_sessions_of_the_old(hanako, store, now):
    cookie = hanako.sign_in()
    account = add_account(store, " HANAKO@example.jp", name="", grants=make_grants("moderator", ("13229",)), now=now)
    assert find_session(store, cookie, now=now) is None
    assert {grant.role for grant in account.grants} == {"volunteer", "moderator"}
    assert account.name == "花子"
    left = revoke_roles(store, EMAIL, role="moderator", now=now)
    assert {grant.role for grant in left.grants} == {"volunteer"}
    assert left.is_active
