"""Facts, telephones and links of a listing as rows of its page; unknown is said, never left out."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.contact import Contact
from directory.domain.facts import FACT_CODES, YesNo, fact
from directory.domain.listing import Listing
from directory.site.phrasing.contact import phone_link, web_link
from directory.site.phrasing.fact import phrase_fact
from directory.wording.words import Words

NUMBERS = frozenset({"phone", "fax"})

OWN_ROWS = frozenset({"booking_needed"})
"""Facts that have a row of their own above the others."""

CONDITIONS = frozenset({"residents_only", "referral_needed"})
"""Facts of which neither yes nor no is what somebody hopes to find: 紹介 いりません is no × of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact in words. `mark`: a sign before it, for eyes only."""

    label: str
    answer: YesNo
    text: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way to reach somebody. `url` is empty for what can only be read; `closed` says that nobody answers now."""

    label: str
    text: str
    url: str
    note: str
    closed: str = ""


def describe_facts(listing: Listing, words: Words) -> tuple[FactRow, ...]:
    """Every fact that no row above says, known ones first: a page does not begin with what nobody knows."""
    said = OWN_ROWS | {"free"} if listing.fees.prices or listing.fees.raw else OWN_ROWS
    rows = (_describe_fact(code, fact(listing.facts, code), words) for code in FACT_CODES if code not in said)
    return tuple(sorted(rows, key=lambda row: row.answer == "unknown"))


def _describe_fact(code: str, answer: YesNo, words: Words) -> FactRow:
    text = phrase_fact(code, answer, words)
    mark = "・" if code in CONDITIONS else {"yes": "✓", "no": "×", "unknown": ""}[answer]
    return FactRow(label=words.say(f"fact.{code}"), answer=answer, text=text, mark=mark)


def describe_contacts(listing: Listing, words: Words) -> tuple[Link, ...]:
    """Telephone and fax numbers."""
    return tuple(describe_contact(each, words) for each in listing.contacts if each.kind in NUMBERS)


def describe_links(listing: Listing, words: Words) -> tuple[Link, ...]:
    """Mail and addresses of the net."""
    return tuple(describe_contact(each, words) for each in listing.contacts if each.kind not in NUMBERS)


def describe_contact(contact: Contact, words: Words) -> Link:
    """One way to reach somebody."""
    return Link(
        label=words.say(f"contact.{contact.kind}"), text=contact.value, url=_address_of(contact), note=contact.note
    )


def _address_of(contact: Contact) -> str:
    if contact.kind in NUMBERS:
        return phone_link(contact.value) if contact.kind == "phone" else ""
    if contact.kind == "email":
        return f"mailto:{contact.value}" if contact.value.count("@") == 1 and " " not in contact.value else ""
    return web_link(contact.value)
