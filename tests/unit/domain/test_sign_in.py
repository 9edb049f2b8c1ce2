from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.session import Session
from directory.domain.sign_in import (
    group_code,
    hash_code,
    hash_secret,
    is_session_alive,
    is_token,
    limits_of,
    own_path,
    read_digits,
)

NOW = datetime(2026, 6, 6, 1, tzinfo=UTC)
VOLUNTEER = Account(id="a", email="a@example.jp", name="a", created_at=NOW)
MODERATOR = Account(
    id="b",
    email="b@example.jp",
    name="b",
    created_at=NOW,
    grants=(Grant(role="volunteer"), Grant(role="moderator", municipality="13229")),
)


def session(account: Account, *, seen: timedelta = timedelta()) -> Session:
    return Session(
        token_hash="h",  # noqa: S106 (a hash of nothing)
        account_id=account.id,
        created_at=NOW,
        seen_at=NOW + seen,
        expires_at=NOW + limits_of(account).absolute,
    )


@pytest.mark.parametrize(
    ("account", "idle", "absolute"),
    [
        (VOLUNTEER, timedelta(hours=8), timedelta(days=7)),
        (MODERATOR, timedelta(minutes=30), timedelta(hours=12)),
    ],
)
def test_a_session_ends_after_its_idle_and_after_its_absolute_time(account, idle, absolute):
    second = timedelta(seconds=1)
    assert is_session_alive(session(account), account, now=NOW + idle - second)
    assert not is_session_alive(session(account), account, now=NOW + idle)
    busy = session(account, seen=absolute - second)
    assert is_session_alive(busy, account, now=NOW + absolute - second)
    assert not is_session_alive(busy, account, now=NOW + absolute)


def test_a_volunteer_who_becomes_staff_gets_the_stricter_limits_at_once():
    opened_as_volunteer = session(VOLUNTEER)
    assert not is_session_alive(opened_as_volunteer, MODERATOR, now=NOW + timedelta(hours=1))


def test_nobody_acts_for_a_closed_account():
    closed = Account(id="c", email="c@example.jp", name="c", created_at=NOW, is_active=False)
    assert not is_session_alive(session(closed), closed, now=NOW)


@pytest.mark.parametrize(
    "typed", ["12345678", "1234 5678", "１２３４５６７８", "1234-5678", " １２３４　５６７８ ", "1234‐5678"]
)
def test_a_code_is_read_however_it_is_typed(typed: str):
    assert read_digits(typed, 8) == "12345678"


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567a", "一二三四五六七八", "١٢٣٤٥٦٧٨", "1" * 5000])
def test_what_is_no_code_is_none(typed: str):
    assert read_digits(typed, 8) is None


def test_a_code_is_read_aloud_in_two_groups():
    assert group_code("12345678") == "1234 5678"


def test_the_hash_of_a_code_depends_on_the_browser():
    assert hash_code("12345678", "one") != hash_code("12345678", "two")


def test_what_is_stored_of_a_secret_is_its_hash():
    assert hash_secret("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert hash_secret("\ud800")


@pytest.mark.parametrize("path", ["/", "/staff", "/staff/queue?page=2", "/r/k7f3q9", "/a//b"])
def test_own_paths_are_followed(path: str):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "staff", "//evil.example", "/\\evil.example", "https://evil.example", "/a\\b", "/a b", "/a\r\nX: y", "/é"],
)
def test_foreign_paths_are_forgotten(path: str):
    assert own_path(path) == ""


def test_tokens_have_256_bits():
    assert is_token("A" * 43)
    assert not is_token("A" * 42)
    assert not is_token("A" * 42 + "ü")
    assert not is_token("A" * 43 + "\n")
