"""Accounts, sessions and mailed links: one winner, nothing but hashes, voided by newer ones."""

# ruff: noqa: S105, S106 - fictional tokens

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.errors import Conflict
from directory.domain.session import Session, SignInLink

MODERATOR = Grant(role="moderator", municipality="13229")
COORDINATOR = Grant(role="coordinator", municipality="11208", district="area:east")


@pytest.fixture
def account(now):
    return Account(id="account-1", email="aoi@example.invalid", name="架空葵", created_at=now, grants=(MODERATOR,))


@pytest.fixture
def link(now):
    return SignInLink(
        token_hash="t1",
        code_hash="c1",
        browser_hash="b1",
        email="aoi@example.invalid",
        purpose="sign_in",
        issued_at=now,
        expires_at=now + timedelta(minutes=10),
    )


def test_an_account_is_found_with_its_roles_and_resources(store, put, get, make_change, account, now):
    put(make_change("a"))
    owned = get("a").id
    with store.write(now=now) as unit:
        unit.accounts.add(replace(account, owned=frozenset({owned})))
        unit.accounts.grant(account.id, COORDINATOR)
        unit.accounts.grant(account.id, COORDINATOR)
    with store.read() as unit:
        found = unit.accounts.find_by_email("aoi@example.invalid")
        assert found == replace(account, grants=(COORDINATOR, MODERATOR), owned=frozenset({owned}))
        assert unit.accounts.all() == unit.accounts.owners_of(owned) == (found,)
        assert unit.accounts.find("nobody") is None


def test_roles_resources_and_accounts_are_taken_away_again(store, put, get, make_change, account, now):
    put(make_change("a"))
    owned = get("a").id
    with store.write(now=now) as unit:
        unit.accounts.add(replace(account, grants=(MODERATOR, COORDINATOR), owned=frozenset({owned})))
        assert unit.accounts.revoke(account.id, COORDINATOR) == 1
        assert unit.accounts.find(account.id).grants == (MODERATOR,)
        assert unit.accounts.revoke(account.id) == 1
        unit.accounts.set_active(account.id, is_active=False)
        assert unit.accounts.owners_of(owned) == ()
        unit.accounts.disown(account.id, owned)
        assert unit.accounts.find(account.id) == replace(account, grants=(), is_active=False)
        unit.accounts.remove(account.id)
        assert unit.accounts.all() == ()


def test_a_mail_address_has_one_account(store, account, now):
    with store.write(now=now) as unit:
        unit.accounts.add(account)
    with pytest.raises(Conflict, match="account_exists"), store.write(now=now) as unit:
        unit.accounts.add(replace(account, id="account-2"))


def test_a_code_of_the_second_factor_is_taken_once_and_never_an_older_one(store, account, now):
    with store.write(now=now) as unit:
        unit.accounts.add(account)
        unit.accounts.set_totp(account.id, "BASE32")
        assert [unit.accounts.use_totp_step(account.id, step) for step in (7, 7, 6, 8)] == [True, False, False, True]
        unit.accounts.set_totp(account.id, "OTHER")
        assert unit.accounts.use_totp_step(account.id, 1)
        assert unit.accounts.find(account.id).totp_secret == "OTHER"


def test_a_session_goes_on_under_a_new_value_after_the_second_factor(store, account, now):
    session = Session(
        token_hash="s1", account_id=account.id, created_at=now, seen_at=now, expires_at=now + timedelta(hours=12)
    )
    later = now + timedelta(minutes=5)
    with store.write(now=now) as unit:
        unit.accounts.add(account)
        unit.sessions.open(session)
        unit.sessions.touch("s1", later)
        assert unit.sessions.verify("s1", "s2")
        assert not unit.sessions.verify("s1", "s3")
        assert unit.sessions.find("s1") is None
        assert unit.sessions.find("s2") == replace(session, token_hash="s2", seen_at=later, is_verified=True)
        unit.sessions.close("s2")
        assert unit.sessions.find("s2") is None


def test_all_sessions_end_at_once_and_old_ones_are_forgotten(store, account, now):
    with store.write(now=now) as unit:
        unit.accounts.add(account)
        for number, hours in enumerate((1, 12, 24)):
            moment = now + timedelta(hours=hours)
            unit.sessions.open(
                Session(token_hash=f"s{number}", account_id=account.id, created_at=now, seen_at=now, expires_at=moment)
            )
        assert unit.sessions.purge(now + timedelta(hours=1)) == 1
        assert unit.sessions.close_all(account.id) == 2


def test_a_newer_link_voids_the_older_one(store, link, now):
    newer = replace(link, token_hash="t2", browser_hash="b2", issued_at=now + timedelta(minutes=1))
    other = replace(link, token_hash="t3", purpose="other")
    with store.write(now=now) as unit:
        for each in (link, other, newer):
            unit.links.issue(each)
        assert unit.links.find("t1") is None
        assert unit.links.find("t2") == newer == unit.links.find_by_browser("b2")
        assert unit.links.find("t3") == other == unit.links.find_by_browser("b1")
        assert unit.links.count_since(link.email, now) == 3
        assert unit.links.count_since(link.email, now + timedelta(seconds=1)) == 1


def test_a_link_opens_once_and_only_in_time(store, link, now):
    with store.write(now=now) as unit:
        unit.links.issue(link)
        assert unit.links.count_tries("t1") == 1
        assert unit.links.count_tries("t1") == 2
        assert not unit.links.consume("t1", link.expires_at)
        assert unit.links.consume("t1", now)
        assert not unit.links.consume("t1", now)
        assert unit.links.find("t1") is None
        assert unit.links.purge(link.expires_at) == 1
