from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.text.phone_text import parse_emails, parse_phones, parse_urls


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(03)3312-7888", "03-3312-7888"),
        ("（054）224-5678", "054-224-5678"),
        ("(0985)-28-1234", "0985-28-1234"),
        ("０３－３３１２－７８８８", "03-3312-7888"),
        ("03ー3312ー7888", "03-3312-7888"),
        ("0333127888", "03-3312-7888"),
        ("03(3312)7888", "03-3312-7888"),
        ("0466-22-1234", "0466-22-1234"),
        ("0466221234", "0466-22-1234"),
        ("0120123456", "0120-123-456"),
        ("08012345678", "080-1234-5678"),
        ("+81-3-3312-7888", "03-3312-7888"),
        ("04-7123-4567", "04-7123-4567"),
        ("センター 03-3312-7888", "03-3312-7888"),
    ],
)
def test_numbers_are_written_with_hyphens(text: str, value: str) -> None:
    reading = parse_phones(text)
    assert [contact.value for contact in reading.contacts] == [value]
    assert reading.issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "03-3312-7888/045-222-3333",
        "03-3312-7888・045-222-3333",
        "03-3312-7888、045-222-3333",
        "03-3312-7888～045-222-3333",
        "03-3312-7888\n045-222-3333",
        "03-3312-7888 045-222-3333",
    ],
)
def test_several_numbers_are_parted(text: str) -> None:
    assert [contact.value for contact in parse_phones(text).contacts] == ["03-3312-7888", "045-222-3333"]


def test_notes_stay_with_their_number() -> None:
    contact = parse_phones("代表 03-3312-7888（直通）（内線9）").contacts[0]
    assert contact.value == "03-3312-7888"
    assert "直通" in contact.note
    assert "内線9" in contact.note


def test_fax_numbers_are_no_phones() -> None:
    contacts = parse_phones("TEL:045-222-3333\nFAX:045-222-3334").contacts
    assert [contact.kind for contact in contacts] == ["phone", "fax"]
    assert [contact.kind for contact in parse_phones("045-222-3333(FAX)").contacts] == ["fax"]
    assert [contact.kind for contact in parse_phones("(TEL・FAX)045-222-3333").contacts] == ["phone"]


def test_mobile_numbers_are_for_staff_only() -> None:
    assert parse_phones("080-1234-5678(ショートメールで)").contacts[0].publicity == "staff"
    assert parse_phones("9012345678").contacts[0].publicity == "staff"
    assert parse_phones("03-3312-7888").contacts[0].publicity == "public"


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("048-048-1172", "phone_impossible"),
        ("03-3312-788", "phone_length"),
        ("03-3312-78889", "phone_length"),
        ("624-1234", "phone_area_code_missing"),
        ("333127888", "phone_zero_restored"),
        ("333127888.0", "phone_zero_restored"),
        ("非公開", "phone_undisclosed"),
        ("※近日中に掲載予定", "phone_unreadable"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(text: str, issue: str) -> None:
    assert parse_phones(text).issues == (issue,)


def test_a_local_number_gets_the_area_code_of_its_place() -> None:
    reading = parse_phones("22-1234", area_code="0466")
    assert reading.contacts[0].value == "0466-22-1234"
    assert reading.contacts[0].raw == "22-1234"
    assert reading.issues == ("phone_area_code_added",)


def test_an_empty_cell_has_no_phone_and_no_issue() -> None:
    for text in ("", " ", "-", "ー"):
        assert parse_phones(text).contacts == ()
        assert parse_phones(text).issues == ()


def test_mail_addresses_are_for_staff_only() -> None:
    contacts = parse_emails("Info@example.jp、hiroba＠example.com")
    assert [contact.value for contact in contacts] == ["info@example.jp", "hiroba@example.com"]
    assert {contact.publicity for contact in contacts} == {"staff"}
    assert parse_emails("メールなし") == ()


def test_only_web_addresses_are_links() -> None:
    text = "http://example.jp/a（公式）\nhttps://example.com/b?c=1。 javascript:alert(1) data:text/html,x"
    assert [contact.value for contact in parse_urls(text)] == ["http://example.jp/a", "https://example.com/b?c=1"]
    assert parse_urls("http://") == ()


@settings(deadline=None)
@given(st.one_of(st.text(max_size=40), st.text(alphabet="0123456789-()（）ー－・/ 内線FAX:\n", max_size=40)))
def test_any_text_never_raises(text: str) -> None:
    for contact in (*parse_phones(text).contacts, *parse_emails(text), *parse_urls(text)):
        assert contact.value
