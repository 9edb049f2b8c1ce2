from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from directory.site.form_token import FORM_TOKEN, HONEYPOT, FormTokens

NOW = datetime(2026, 6, 6, 1, tzinfo=UTC)
TOKENS = FormTokens("a secret of this installation")


def judge(after: timedelta, *, purpose: str = "register", **fields: str):
    token = TOKENS.issue("register", now=NOW)
    return TOKENS.judge(purpose, {FORM_TOKEN: token, **fields}, now=NOW + after)


def test_a_person_takes_some_seconds():
    assert judge(timedelta(seconds=3)) == "person"
    assert judge(timedelta(hours=24)) == "person"


def test_a_program_is_too_fast():
    assert judge(timedelta(seconds=2.9)) == "too_fast"


def test_a_page_does_not_lie_open_for_ever():
    assert judge(timedelta(hours=24, seconds=1)) == "expired"


def test_only_programs_fill_in_what_nobody_sees():
    assert judge(timedelta(minutes=1), **{HONEYPOT: "http://example.com"}) == "trapped"


@pytest.mark.parametrize("token", ["", "x", "a.b", "\ud800", FormTokens("another").issue("register", now=NOW)])
def test_a_token_that_is_not_ours_is_forged(token: str):
    assert TOKENS.judge("register", {FORM_TOKEN: token}, now=NOW + timedelta(minutes=1)) == "forged"


def test_a_token_of_another_form_does_not_count():
    assert judge(timedelta(minutes=1), purpose="report") == "forged"
