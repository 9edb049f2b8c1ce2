from __future__ import annotations

import pytest

from directory.domain.contact import Contact
from directory.domain.registration import FormAnswers
from directory.usecases.registration.contacts import answers_of_contacts, read_contacts


def read(**answers: str):
    return read_contacts(FormAnswers(tuple(answers.items())))


def codes(reading) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in reading.problems]


def test_nothing_is_public_unless_it_was_ticked():
    reading = read(phone="03-3555-0001", fax="03-3555-0002", fax_shown="staff", email="A@Example.jp", email_shown="yes")
    assert [(each.kind, each.value, each.publicity) for each in reading.contacts] == [
        ("phone", "03-3555-0001", "private"),
        ("fax", "03-3555-0002", "staff"),
        ("email", "a@example.jp", "public"),
    ]
    assert not reading.problems


@pytest.mark.parametrize("text", ["０３（３５５５）０００１", "03 3555 0001", "03ー3555ー0001", "0335550001"])
def test_telephones_are_read_as_people_write_them(text):
    assert read(phone=text).contacts[0].value == "03-3555-0001"


def test_somebody_must_be_reachable():
    assert codes(read(url="https://example.jp")) == [("phone", "contact_missing")]
    assert codes(read(fax="03-3555-0002")) == []


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("phone", "3555-0001", "phone_area_code"),
        ("phone", "12", "phone_unreadable"),
        ("email", "nobody", "email_unreadable"),
        ("url", "javascript:alert(1)", "url_unreadable"),
    ],
)
def test_what_can_not_be_used_is_said(field, text, code):
    answers = {"fax": "03-3555-0002"} | {field: text}
    assert codes(read(**answers)) == [(field, code)]


def test_an_address_without_its_beginning_is_completed():
    assert (
        read(phone="03-3555-0001", url="ｗｗｗ．example.jp/salon").contacts[1].value == "https://www.example.jp/salon"
    )


def test_a_contact_comes_back_as_it_was():
    contacts = (
        Contact(kind="phone", value="03-3555-0001", publicity="public"),
        Contact(kind="email", value="a@example.jp", publicity="staff"),
    )
    again = read_contacts(FormAnswers(answers_of_contacts(contacts))).contacts
    assert [(each.kind, each.value, each.publicity) for each in again] == [
        (each.kind, each.value, each.publicity) for each in contacts
    ]
