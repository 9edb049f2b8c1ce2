"""Answers about how to reach an activity -> contacts, public only where somebody ticked it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from directory.domain.contact import Contact
from directory.domain.mail_address import read_mail_address
from directory.domain.registration import CONTACT_FIELDS, REACHABLE_FIELDS, ContactField, FieldProblem, FormAnswers
from directory.domain.visibility import Publicity
from directory.text.phone_text import parse_phones, parse_urls
from directory.usecases.registration.spelling import tidy

PUBLICITY: Mapping[str, Publicity] = MappingProxyType({"yes": "public", "staff": "staff", "no": "private"})
"""Answers to 「みんなに見せますか」; no answer is no. Source: interface.md W12."""

_BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReading:
    """Contacts in the order of the page, and what has to be mended."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[FieldProblem, ...] = ()


def read_contacts(answers: FormAnswers) -> ContactReading:
    """All contacts of the page; at least one must lead to somebody."""
    readings = [_read_field(kind, answers) for kind in CONTACT_FIELDS]
    problems = [problem for reading in readings for problem in reading.problems]
    if not any(answers.one(kind) for kind in REACHABLE_FIELDS):
        problems.insert(0, FieldProblem(field="phone", code="contact_missing"))
    contacts = tuple(contact for reading in readings for contact in reading.contacts)
    return ContactReading(contacts=contacts, problems=tuple(problems))


def answers_of_contacts(contacts: tuple[Contact, ...]) -> tuple[tuple[str, str], ...]:
    """The page's fields for contacts; of each kind the first, as the page asks for one."""
    names = {publicity: name for name, publicity in PUBLICITY.items()}
    pairs: list[tuple[str, str]] = []
    for kind in CONTACT_FIELDS:
        contact = next((each for each in contacts if each.kind == kind), None)
        if contact is not None:
            pairs += [(kind, contact.value), (f"{kind}_shown", names[contact.publicity])]
    return tuple(pairs)


def _read_field(kind: ContactField, answers: FormAnswers) -> ContactReading:
    """One field as a contact with the publicity that was chosen for it."""
    text = answers.one(kind)
    if not text:
        return ContactReading()
    found = _read_text(kind, text)
    if isinstance(found, str):
        return ContactReading(problems=(FieldProblem(field=kind, code=found),))
    publicity = PUBLICITY.get(answers.one(f"{kind}_shown"), "private")
    return ContactReading(contacts=tuple(replace(each, kind=kind, publicity=publicity) for each in found))


def _read_text(kind: ContactField, text: str) -> tuple[Contact, ...] | str:
    """Contacts of a field's text, or the code of what is wrong with it."""
    if kind in {"phone", "fax"}:
        return _read_numbers(text)
    if kind == "email":
        address = read_mail_address(text)
        return (Contact(kind="email", value=address, raw=text),) if address else "email_unreadable"
    if kind == "url":
        plain = tidy(text)
        return parse_urls(f"https://{plain}" if _BARE_ADDRESS.fullmatch(plain) else plain)[:1] or "url_unreadable"
    return parse_urls(text)[:1] or (Contact(kind="line", value=text, raw=text),)


def _read_numbers(text: str) -> tuple[Contact, ...] | str:
    reading = parse_phones(text)
    if "phone_area_code_missing" in reading.issues:
        return "phone_area_code"
    if not reading.contacts or {"phone_length", "phone_impossible"}.intersection(reading.issues):
        return "phone_unreadable"
    return reading.contacts
