from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.mail_address import MAX_LENGTH, read_mail_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("hanako@example.jp", "hanako@example.jp"),
        (" Hanako@Example.JP ", "hanako@example.jp"),
        ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"),
        ("hana.ko+machi@mail.city.example.lg.jp", "hana.ko+machi@mail.city.example.lg.jp"),
        ("hana..ko.@example.ne.jp", "hana..ko.@example.ne.jp"),
        ("moderator-a@checks.invalid", "moderator-a@checks.invalid"),
    ],
)
def test_addresses_are_read(typed: str, address: str):
    assert read_mail_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hanako",
        "hanako@",
        "@example.jp",
        "hanako@example",
        "hanako@example.1",
        "hana ko@example.jp",
        "a@b@example.jp",
        "hanako@example.jp\nBcc: x@example.jp",
        "花子@example.jp",
        f"{'a' * 65}@example.jp",
        f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.jp",
    ],
)
def test_what_is_no_address_is_none(typed: str):
    assert read_mail_address(typed) is None


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_read_stays_as_it_is(typed: str):
    address = read_mail_address(typed)
    assert address is None or (read_mail_address(address) == address and len(address) <= MAX_LENGTH)
    assert address is None or not set(address) & set('\r\n ,;<>"')
