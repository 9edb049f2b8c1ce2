"""A mail address as somebody typed it -> the address that mails go to."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 254
"""Source: RFC 5321, section 4.5.3.1.3, less the two angle brackets."""

_ADDRESS = re.compile(
    r"(?!\.)[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])",
    re.ASCII,
)


def read_mail_address(text: str) -> str | None:
    """The address in lower case; full-width letters (＠) and spaces around it are mended. None when it is no address.

    Two dots in a row and a dot before the @ are let through: old addresses of Japanese telephones have them.
    """
    address = unicodedata.normalize("NFKC", text).strip().lower()
    return address if len(address) <= MAX_LENGTH and _ADDRESS.fullmatch(address) else None
