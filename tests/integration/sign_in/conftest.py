"""A mailbox whose owner asks for links, and accounts that sign in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
import pytest

from directory.assets import web_folder
from directory.domain.actor import Grant
from directory.store.engine import Store
from directory.usecases.keep_accounts import add_account
from directory.usecases.second_factor import enrol, new_totp_secret
from directory.usecases.sessions import find_session
from directory.usecases.sign_in import (
    Browser,
    Letter,
    ask_for_link,
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


@pytest.fixture
def moderator(mailbox: Mailbox) -> Mailbox:
    mailbox.add(Grant(role="moderator", municipality="13229"))
    return mailbox


def enrolled(moderator: Mailbox, store: Store, now: datetime) -> tuple[str, str]:
    """The secret of the app and the verified cookie."""
    secret = new_totp_secret()
    found = find_session(store, moderator.sign_in(), now=now)
    return secret, enrol(store, found, secret, pyotp.TOTP(secret).at(now), now=now)
