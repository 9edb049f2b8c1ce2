"""Cell text about telephones, mail and web addresses -> contacts and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from directory.domain.contact import Contact, ContactKind
from directory.text.phone_numbers import ReadNumber, is_mobile, read_number

_NUMBER = re.compile(
    r"(?<![\d.-])(?:\+?(?P<country>81)[-\s]?)?"
    r"(?:"
    r"\((?P<bracketed>\d{2,5})\)\s*-?\s*(?P<b2>\d{1,4})[-\s(]\s*(?P<b3>\d{3,4})\)?"
    r"|(?P<a1>\d{1,5})\s?\((?P<a2>\d{1,4})\)\s?(?P<a3>\d{3,4})"
    r"|(?P<h1>\d{1,5})\s?-\s?(?P<h2>\d{1,4})\s?-\s?(?P<h3>\d{3,5})"
    r"|(?P<s1>0\d{1,4})\s(?P<s2>\d{1,4})\s(?P<s3>\d{3,4})"
    r"|(?P<l1>\d{2,4})-(?P<l2>\d{4})"
    r"|(?P<whole>\d{9,12}(?:\.0)?)"
    r")(?!\d)"
)
_DASHED = re.compile(r"(?<=[\d)])\s*[-‐‑‒–—―−─－ー〜～~]+\s*(?=[\d(])")
"""A dash is a hyphen only between digits: センター keeps its long vowel."""
_NEXT_NUMBER = re.compile(r"\s*[〜～~]\s*(?=[(（]?[0０])")
_HIDDEN = re.compile(r"非公開|非公表|公開しない|公開不可")
_FAX = re.compile(r"(?:fax|ファックス|ファクス|ファクシミリ|f)[)\s:.・-]*$", re.IGNORECASE)
_FAX_AFTER = re.compile(r"\s*\(\s*fax\s*\)", re.IGNORECASE)
_LABEL = re.compile(r"(?:tel|電話(?:番号)?|fax|ファックス|ファクス|ファクシミリ|携帯|代表)[\s:.・-]*$", re.IGNORECASE)
_EDGE = " \t\n\r、,・/;:。・-ー―"
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"https?://[^\s<>\"'「」『』（）()、。，；;\[\]{}|\\^`]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneReading:
    """Contacts of one cell.

    Attributes:
        issues: codes phone_length, phone_impossible, phone_zero_restored, phone_area_code_missing,
            phone_area_code_added, phone_undisclosed, phone_unreadable.
    """

    contacts: tuple[Contact, ...] = ()
    issues: tuple[str, ...] = ()


def parse_phones(text: str, *, area_code: str = "") -> PhoneReading:
    """All numbers of the cell with their notes; a number that can not be one keeps its raw text and an issue.

    Mobile numbers are for staff only, as they are probably private. `area_code`: completes local numbers.
    """
    tidy = _tidy(text)
    if not tidy.strip(_EDGE):
        return PhoneReading()
    matches = list(_NUMBER.finditer(tidy))
    contacts: list[Contact] = []
    issues: dict[str, None] = {"phone_undisclosed": None} if _HIDDEN.search(tidy) else {}
    for index, found in enumerate(matches):
        read = read_number(_parts(found), area_code=area_code)
        if read is None:
            continue
        if read.issue:
            issues[read.issue] = None
        before = tidy[matches[index - 1].end() if index else 0 : found.start()]
        after = tidy[found.end() : matches[index + 1].start() if index + 1 < len(matches) else len(tidy)]
        contacts.append(_contact(found[0], read, before, after))
    if not contacts and "phone_undisclosed" not in issues:
        issues["phone_unreadable"] = None
    return PhoneReading(contacts=tuple(contacts), issues=tuple(issues))


def parse_emails(text: str) -> tuple[Contact, ...]:
    """All mail addresses of the cell, for staff only: they are often private."""
    tidy = unicodedata.normalize("NFKC", text)
    found = dict.fromkeys(match.rstrip(".") for match in _EMAIL.findall(tidy))
    return tuple(Contact(kind="email", value=value.lower(), raw=value, publicity="staff") for value in found)


def parse_urls(text: str) -> tuple[Contact, ...]:
    """All web addresses of the cell that begin with http or https; anything else (javascript:) is no address."""
    found = dict.fromkeys(match.rstrip(".,!?:") for match in _URL.findall(text.strip()))
    return tuple(Contact(kind="url", value=value, raw=value) for value in found if len(value) > len("https://"))


def _tidy(text: str) -> str:
    """NFKC with ASCII hyphens between digits; a wave before another number parts them."""
    text = _NEXT_NUMBER.sub("/", text)
    return _DASHED.sub("-", unicodedata.normalize("NFKC", text)).strip()


def _parts(found: re.Match[str]) -> tuple[str, ...]:
    """Groups of digits of one match."""
    names = ("country", "bracketed", "b2", "b3", "a1", "a2", "a3", "h1", "h2", "h3", "s1", "s2", "s3", "l1", "l2")
    parts = tuple(found[name] for name in names if found[name])
    return parts or (found["whole"].removesuffix(".0"),)


def _contact(raw: str, read: ReadNumber, before: str, after: str) -> Contact:
    """One contact with the words around it as its note."""
    is_fax = bool(_FAX.search(before)) and not re.search(r"tel\s*[・/&]\s*fax", before, re.IGNORECASE)
    kind: ContactKind = "fax" if is_fax or _FAX_AFTER.match(after) else "phone"
    return Contact(
        kind=kind,
        value=read.value,
        raw=raw.strip(),
        note=_note(before, after),
        publicity="staff" if is_mobile(read.value) else "public",
    )


def _note(before: str, after: str) -> str:
    """Whose number it is: a name before it on its line, a bracket after it, an extension."""
    name = _LABEL.sub("", re.split(r"[\n、,;/]|(?<=\))", before)[-1].strip()).strip(_EDGE + "(【】[]")
    tail = ""
    if found := re.match(r"\s*((?:\([^()]*\)\s*)+|内線\s*:?\s*\d+)", after):
        tail = " ".join(part.strip() for part in re.findall(r"[^()]+", found[1]) if part.strip())
    return " ".join(part for part in (name, tail) if part)
