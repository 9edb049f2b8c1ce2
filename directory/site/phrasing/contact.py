"""Telephone numbers and addresses of the net that pages may link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from directory.domain.contact import Contact
from directory.domain.listing import Listing

NOT_DIALLED = re.compile(r"[^0-9+]")
SHORTEST_NUMBER = 3
LINKED_SCHEMES = frozenset({"http", "https"})


def phone_of(listing: Listing) -> Contact | None:
    """The first telephone that can be dialled."""
    return next((each for each in listing.contacts if each.kind == "phone" and phone_link(each.value)), None)


def phone_link(number: str) -> str:
    """tel: address of a number; empty when it has no digits to dial."""
    digits = NOT_DIALLED.sub("", number)
    return f"tel:{digits}" if len(digits) >= SHORTEST_NUMBER else ""


def web_link(address: str) -> str:
    """The address when it is http or https, else nothing (javascript: and data: never become links)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme in LINKED_SCHEMES and parts.netloc else ""
