"""Codes of an app: set up once, used once, near their time, reset by an operator."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from directory.domain.errors import SignInRefused, TooManyRequests
from directory.usecases.keep_accounts import reset_second_factor
from directory.usecases.second_factor import enrol, give_second_factor, new_totp_secret
from directory.usecases.sessions import find_actor, find_session
from tests.integration.sign_in.conftest import EMAIL, MINUTE, enrolled, on_sqlite


@on_sqlite
def test_the_first_code_sets_the_app_up_and_renews_the_session(moderator, store, now):
    before = moderator.sign_in()
    found = find_session(store, before, now=now)
    assert not found.actor.is_verified
    secret = new_totp_secret()
    with pytest.raises(SignInRefused, match="totp_wrong"):
        enrol(store, found, secret, "000000", now=now)
    cookie = enrol(store, found, secret, pyotp.TOTP(secret).at(now), now=now)
    assert find_session(store, before, now=now) is None
    assert find_actor(store, cookie, now=now).is_verified


@on_sqlite
def test_who_has_an_app_can_not_set_up_another(moderator, store, now):
    enrolled(moderator, store, now)
    found = find_session(store, moderator.sign_in(), now=now)
    other = new_totp_secret()
    with pytest.raises(SignInRefused, match="totp_known"):
        enrol(store, found, other, pyotp.TOTP(other).at(now), now=now)


def test_a_code_of_the_app_counts_once(moderator, store, now):
    secret, _ = enrolled(moderator, store, now)
    code = pyotp.TOTP(secret).at(now)
    found = find_session(store, moderator.sign_in(), now=now)
    with pytest.raises(SignInRefused, match="totp_wrong"):
        give_second_factor(store, found, code, now=now + timedelta(seconds=20))
    later = now + timedelta(seconds=30)
    cookie = give_second_factor(store, found, pyotp.TOTP(secret).at(later), now=later)
    assert find_actor(store, cookie, now=later).is_verified


@on_sqlite
@pytest.mark.parametrize(("seconds", "is_taken"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_clocks_may_differ_by_half_a_minute(moderator, store, now, seconds: int, *, is_taken: bool):
    secret, _ = enrolled(moderator, store, now - timedelta(hours=1))
    found = find_session(store, moderator.sign_in(), now=now)
    code = pyotp.TOTP(secret).at(now + timedelta(seconds=seconds))
    if is_taken:
        assert give_second_factor(store, found, code, now=now)
    else:
        with pytest.raises(SignInRefused):
            give_second_factor(store, found, code, now=now)


@on_sqlite
def test_five_codes_in_five_minutes_are_enough(moderator, store, now):
    secret, _ = enrolled(moderator, store, now - timedelta(hours=2))
    found = find_session(store, moderator.sign_in(), now=now)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            give_second_factor(store, found, "000000", now=now)
    with pytest.raises(TooManyRequests):
        give_second_factor(store, found, pyotp.TOTP(secret).at(now), now=now)
    later = now + 6 * MINUTE
    assert give_second_factor(store, found, pyotp.TOTP(secret).at(later), now=later)


@on_sqlite
def test_an_operator_resets_a_lost_app(moderator, store, now):
    _, cookie = enrolled(moderator, store, now)
    assert reset_second_factor(store, EMAIL, now=now).totp_secret == ""
    assert find_session(store, cookie, now=now) is None
    moderator.now = now + MINUTE
    _, again = enrolled(moderator, store, moderator.now)
    assert find_actor(store, again, now=moderator.now).is_verified
