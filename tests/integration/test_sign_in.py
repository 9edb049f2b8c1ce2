from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pyotp
import pytest

from directory.assets import web_folder
from directory.domain.actor import ANONYMOUS, Grant
from directory.domain.errors import NotFound, RequestRefused, SignInRefused, StoreUnavailable, TooManyRequests
from directory.store.engine import Store
from directory.usecases.keep_accounts import add_account, make_grants, reset_second_factor, revoke_roles
from directory.usecases.second_factor import enrol, give_second_factor, new_totp_secret
from directory.usecases.sessions import close_session, close_sessions_of, find_actor, find_session, note_request
from directory.usecases.sign_in import (
    Browser,
    Letter,
    ask_for_link,
    asked_address,
    is_link_for,
    sign_in_by_code,
    sign_in_by_link,
)
from directory.wording.words import open_words

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""Rules that no database decides; what two requests at once could break is tried on both."""

EMAIL = "hanako@example.jp"
MINUTE = timedelta(minutes=1)


class Mailbox:
    """Somebody with an account, a browser and a mailbox."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now
        words = open_words(web_folder() / "locales")
        self.letter = Letter(words=words, site_name="地図", origin="https://example.jp", lasts=10 * MINUTE)

    def add(self, *grants: Grant, email: str = EMAIL) -> None:
        add_account(self.store, email, name="花子", grants=grants or (Grant(role="volunteer"),), now=self.now)

    def ask(self, email: str = EMAIL) -> Browser:
        return Browser(binding=ask_for_link(self.store, email, self.letter, now=self.now))

    def mails(self, email: str = EMAIL):
        with self.store.read() as unit:
            return unit.outbox.of_recipient(email)

    @property
    def token(self) -> str:
        return re.search(r"https://example\.jp/login/link\?token=([\w-]+)\n", self.mails()[-1].mail.body)[1]

    @property
    def code(self) -> str:
        return re.search(r"^(\d{4} \d{4})$", self.mails()[-1].mail.body, re.MULTILINE)[1]

    def sign_in(self) -> str:
        browser = self.ask()
        return sign_in_by_link(self.store, self.token, browser, now=self.now).cookie


@pytest.fixture
def mailbox(store: Store, now: datetime) -> Mailbox:
    return Mailbox(store, now)


@pytest.fixture
def hanako(mailbox: Mailbox) -> Mailbox:
    mailbox.add()
    return mailbox


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
def test_a_closed_account_gets_no_mail_and_its_sessions_end(hanako, store, now):
    cookie = hanako.sign_in()
    revoke_roles(store, EMAIL, role=None, now=now)
    assert find_actor(store, cookie, now=now) == ANONYMOUS
    sent = len(hanako.mails())
    hanako.ask()
    assert len(hanako.mails()) == sent


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


@pytest.fixture
def moderator(mailbox: Mailbox) -> Mailbox:
    mailbox.add(Grant(role="moderator", municipality="13229"))
    return mailbox


def enrolled(moderator: Mailbox, store: Store, now: datetime) -> tuple[str, str]:
    """The secret of the app and the verified cookie."""
    secret = new_totp_secret()
    found = find_session(store, moderator.sign_in(), now=now)
    return secret, enrol(store, found, secret, pyotp.TOTP(secret).at(now), now=now)


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
