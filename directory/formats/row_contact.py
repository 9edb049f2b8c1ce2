"""How to reach whoever runs a resource: the contact cells of a row, private ones kept from the public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from directory.domain.contact import Contact
from directory.domain.issue import Issue, Severity
from directory.formats.row_cells import RowCells
from directory.text.phone_text import PhoneReading, parse_emails, parse_phones, parse_urls

MOBILE = re.compile(r"0[6789]0")
OFFICE_MAIL = re.compile(r"@(?:[\w-]+\.)*(?:lg\.jp|go\.jp)$", re.IGNORECASE)
"""Addresses of authorities; every other mail address may be a volunteer's own."""
LINE_URL = re.compile(r"https?://(?:lin\.ee|line\.me|page\.line\.me)/", re.IGNORECASE)
PHONE_SEVERITY: dict[str, Severity] = {
    "phone_impossible": "attention",
    "phone_unreadable": "warning",
    "phone_length": "warning",
    "phone_undisclosed": "info",
    "phone_area_code_missing": "warning",
}
CONTACT_FIELDS = frozenset({"phone", "phone_2", "fax", "email", "email_2", "url", "form", "line"})
MAIL_SIGN = re.compile("[@＠]")
CACHED = 20_000


def read_contacts(row: RowCells, notes: list[Issue]) -> tuple[Contact, ...]:
    """All contacts, each once. Mobiles and mail addresses that no authority gave out are for staff only."""
    found: dict[tuple[str, str], Contact] = {}
    if not row.filled(CONTACT_FIELDS):
        return ()
    for contact in (
        *_read_phones(row, "phone", row.text("phone_note"), notes),
        *_read_phones(row, "phone_2", row.text("phone_2_note"), notes),
        *_read_faxes(row, notes),
        *_read_mails(row, notes),
        *_read_links(row, notes),
    ):
        found.setdefault((contact.kind, contact.value), contact)
    return tuple(found.values())


def _read_phones(row: RowCells, field: str, note: str, notes: list[Issue]) -> Iterator[Contact]:
    """Numbers of one column; mail and web addresses that stand in it are read too."""
    text = row.text(field)
    if not text:
        return
    reading = _parse_phones(text)
    strays = (*(_parse_emails(text) if MAIL_SIGN.search(text) else ()), *(_parse_urls(text) if "://" in text else ()))
    codes = () if strays and not reading.contacts else reading.issues
    notes.extend(row.issue(code, PHONE_SEVERITY.get(code, "info"), field) for code in codes)
    extension = row.text("extension") if field == "phone" else ""
    for contact in reading.contacts:
        added = " ".join(part for part in (contact.note, note, f"内線{extension}" if extension else "") if part)
        yield _protect(replace(contact, note=added) if added != contact.note else contact)
    yield from map(_protect, strays)


def _read_faxes(row: RowCells, notes: list[Issue]) -> Iterator[Contact]:
    """Numbers of the fax column."""
    text = row.text("fax")
    if not text:
        return
    reading = _parse_phones(text)
    notes.extend(row.issue(code, PHONE_SEVERITY.get(code, "info"), "fax") for code in reading.issues)
    yield from (_protect(replace(contact, kind="fax")) for contact in reading.contacts)


def _read_mails(row: RowCells, notes: list[Issue]) -> Iterator[Contact]:
    """Mail addresses; a column of mail that holds none is told."""
    for field in ("email", "email_2"):
        text = row.text(field)
        contacts = _parse_emails(text) if text else ()
        if text and not contacts:
            notes.append(row.issue("email_unreadable", "info", field))
        note = row.text(f"{field}_note")
        yield from (_protect(replace(contact, note=note) if note else contact) for contact in contacts)


def _read_links(row: RowCells, notes: list[Issue]) -> Iterator[Contact]:
    """Web addresses, forms and LINE accounts; other schemes (javascript:) are no address."""
    for text in row.texts("url"):
        contacts = _parse_urls(text) or _parse_urls(_with_scheme(text))
        if not contacts:
            notes.append(row.issue("url_unreadable", "info", "url", original=text))
        yield from (replace(contact, kind="line") if LINE_URL.match(contact.value) else contact for contact in contacts)
    for text in row.texts("form"):
        yield from (replace(contact, kind="form") for contact in _parse_urls(text))
    for text in row.texts("line"):
        links = _parse_urls(text) or (Contact(kind="line", value=text, raw=text),)
        yield from (replace(contact, kind="line") for contact in links)


def _with_scheme(text: str) -> str:
    """`www.example.jp/x` and `city.example.lg.jp` as addresses; everything else unchanged."""
    return f"https://{text}" if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", text, re.ASCII) else text


def _protect(contact: Contact) -> Contact:
    """A contact with the publicity it may have."""
    if contact.kind == "email":
        is_office = OFFICE_MAIL.search(contact.value) is not None
        return (
            contact
            if is_office is (contact.publicity == "public")
            else replace(contact, publicity="public" if is_office else "staff")
        )
    if contact.kind == "phone" and contact.publicity == "public" and MOBILE.match(contact.value):
        return replace(contact, publicity="staff")
    return contact


@lru_cache(maxsize=CACHED)
def _parse_phones(text: str) -> PhoneReading:
    """Cached: one office answers for many rows."""
    return parse_phones(text)


@lru_cache(maxsize=CACHED)
def _parse_emails(text: str) -> tuple[Contact, ...]:
    """Cached for the same reason."""
    return parse_emails(text)


@lru_cache(maxsize=CACHED)
def _parse_urls(text: str) -> tuple[Contact, ...]:
    """Cached for the same reason."""
    return parse_urls(text)
