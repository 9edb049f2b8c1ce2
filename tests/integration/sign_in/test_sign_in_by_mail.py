"""A mailed link or code signs in once, only the browser that asked, only a while, only so often."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from directory.domain.errors import SignInRefused, StoreUnavailable, TooManyRequests
from directory.usecases.sessions import find_actor
from directory.usecases.sign_in import (
    Browser,
    asked_address,
    is_link_for,
    sign_in_by_code,
    sign_in_by_link,
)
from tests.integration.sign_in.conftest import EMAIL, MINUTE, on_sqlite


def test_a_link_signs_in_once(hanako, store, now):
    browser = hanako.ask()
    assert is_link_for(store, hanako.token, browser, now=now)
    opened = sign_in_by_link(store, hanako.token, browser, now=now)
    actor = find_actor(store, opened.cookie, now=now)
    assert (actor.account_id, actor.is_verified) == (opened.account.id, False)
    with pytest.raises(SignInRefused, match="link_refused"):
        sign_in_by_link(store, hanako.token, browser, now=now)


@on_sqlite
def test_the_mail_holds_link_and_code_and_the_database_neither(hanako, store, now):
    hanako.ask()
    body = hanako.mails()[-1].mail.body
    assert body.count(hanako.token) == 1
    assert "10分間" in body
    with store.read() as unit:
        link = unit.links.find_by_browser("x" * 64)
        assert link is None


@on_sqlite
def test_only_the_asking_browser_can_use_link_and_code(hanako, store, now):
    browser, stranger = hanako.ask(), Browser(binding="A" * 43)
    for other in (stranger, Browser(binding=""), Browser(binding="short")):
        with pytest.raises(SignInRefused):
            sign_in_by_link(store, hanako.token, other, now=now)
        with pytest.raises(SignInRefused):
            sign_in_by_code(store, hanako.code, other, now=now)
    assert sign_in_by_link(store, hanako.token, browser, now=now)


def test_a_newer_link_voids_the_older(hanako, store, now):
    first, token = hanako.ask(), hanako.token
    hanako.ask()
    with pytest.raises(SignInRefused):
        sign_in_by_link(store, token, first, now=now)


@on_sqlite
def test_a_link_ends(hanako, store, now):
    browser = hanako.ask()
    assert asked_address(store, browser.binding, now=now) == EMAIL
    late = now + 10 * MINUTE
    assert not is_link_for(store, hanako.token, browser, now=late)
    assert asked_address(store, browser.binding, now=late) == ""
    with pytest.raises(SignInRefused):
        sign_in_by_link(store, hanako.token, browser, now=late)
    with pytest.raises(SignInRefused):
        sign_in_by_code(store, hanako.code, browser, now=late)
    assert sign_in_by_link(store, hanako.token, browser, now=late - timedelta(seconds=1))


@on_sqlite
def test_a_code_signs_in_once_however_it_is_typed(hanako, store, now):
    browser = hanako.ask()
    wide = hanako.code.translate(str.maketrans("0123456789 ", "０１２３４５６７８９－"))
    assert sign_in_by_code(store, wide, browser, now=now).account.email == EMAIL
    with pytest.raises(SignInRefused, match="code_refused"):
        sign_in_by_code(store, hanako.code, browser, now=now)


def test_five_wrong_codes_end_code_and_link(hanako, store, now):
    browser = hanako.ask()
    wrong = "1111 1111" if hanako.code != "1111 1111" else "2222 2222"
    with pytest.raises(SignInRefused, match="code_form"):
        sign_in_by_code(store, "abc", browser, now=now)
    for left in (4, 3, 2, 1):
        with pytest.raises(SignInRefused) as refused:
            sign_in_by_code(store, wrong, browser, now=now)
        assert refused.value.facts["left"] == left
    for code in (wrong, hanako.code):
        with pytest.raises(SignInRefused, match="code_refused"):
            sign_in_by_code(store, code, browser, now=now)
    with pytest.raises(SignInRefused):
        sign_in_by_link(store, hanako.token, browser, now=now)


@on_sqlite
def test_an_unknown_address_leaves_the_same_rows_and_gets_no_mail(hanako, store, now):
    browser = hanako.ask("nobody@example.jp")
    assert hanako.mails("nobody@example.jp") == ()
    assert asked_address(store, browser.binding, now=now) == "nobody@example.jp"
    with store.read() as unit:
        assert unit.outbox.counts().sent == 1


@on_sqlite
def test_an_account_that_was_closed_meanwhile_is_not_signed_in(hanako, store, now):
    browser = hanako.ask()
    with store.write(now=now) as unit:
        unit.accounts.set_active(unit.accounts.find_by_email(EMAIL).id, is_active=False)
    with pytest.raises(SignInRefused):
        sign_in_by_link(store, hanako.token, browser, now=now)


@on_sqlite
def test_a_mailbox_gets_three_links_in_a_quarter_of_an_hour_and_ten_a_day(hanako, now):
    for _ in range(3):
        hanako.ask()
    with pytest.raises(TooManyRequests) as refused:
        hanako.ask()
    assert refused.value.facts["retry_after_s"] == 900
    assert hanako.ask("other@example.jp")
    for round_number in range(1, 8):
        hanako.now = now + round_number * 16 * MINUTE
        hanako.ask()
    hanako.now = now + 9 * 16 * MINUTE
    with pytest.raises(TooManyRequests):
        hanako.ask()
    hanako.now = now + timedelta(days=1, minutes=1)
    hanako.ask()


def test_of_many_posts_of_one_link_one_wins(hanako, store, now):
    browser = hanako.ask()
    token = hanako.token
    won: list[str] = []
    lost: list[str] = []

    def post() -> None:
        try:
            won.append(sign_in_by_link(store, token, browser, now=now).cookie)
        except (SignInRefused, StoreUnavailable) as error:
            lost.append(error.code)

    threads = [threading.Thread(target=post) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 15)
