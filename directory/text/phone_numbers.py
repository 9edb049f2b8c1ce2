"""Digits of one Japanese telephone number -> its usual hyphenation, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

TWO_DIGIT_AREAS = ("03", "06")
MOBILE_PREFIXES = ("070", "080", "090")
TOLL_FREE = {"0120": (4, 3, 3), "0800": (4, 3, 4), "0570": (4, 3, 3), "0990": (4, 3, 3)}

THREE_DIGIT_AREAS = {
    "011": "23456789",
    "017": "7",
    "018": "8",
    "019": "6",
    "022": "27",
    "023": "6",
    "024": "59",
    "025": "2",
    "026": "2",
    "027": "23",
    "028": "6",
    "029": "28",
    "042": "3457",
    "043": "23",
    "044": "2345789",
    "045": "23456789",
    "046": "2",
    "047": "34",
    "048": "45679",
    "049": "2",
    "052": "23456789",
    "053": "4",
    "054": "26",
    "055": "29",
    "058": "23",
    "059": "23",
    "072": "2368",
    "073": "4",
    "075": "23456789",
    "076": "24",
    "077": "5",
    "078": "23456789",
    "079": "2",
    "082": "258",
    "083": "9",
    "084": "9",
    "086": "29",
    "087": "8",
    "088": "68",
    "089": "9",
    "092": "23456789",
    "093": "23456789",
    "095": "8",
    "096": "23",
    "097": "5",
    "098": "89",
    "099": "2",
}
"""Three-digit area codes and the digits with which their local numbers begin; other codes have four digits.

Source: numbering plan of the Ministry of Internal Affairs and Communications, from memory of its regularities:
used only to place hyphens that the publisher left out, never to refuse a number.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNumber:
    """A number with hyphens. `issue` is a code (phone_length, phone_impossible, …) or empty."""

    value: str
    issue: str = ""


def read_number(parts: tuple[str, ...], *, area_code: str) -> ReadNumber | None:
    """The number made of these groups of digits, as published left to right; None when it is none.

    `area_code`: what a local number without one is completed with; empty = leave it as it is.
    """
    digits = "".join(parts)
    if digits.startswith("81") and len(digits) in {11, 12}:
        return read_number(("0" + digits[2:],), area_code=area_code)
    if digits.startswith("0"):
        return _national(parts, digits)
    if len(parts) >= 3 or len(digits) >= 9:
        return _without_zero(parts, digits)
    return _local(parts, digits, area_code)


def _national(parts: tuple[str, ...], digits: str) -> ReadNumber | None:
    """A number with its leading zero."""
    value = "-".join(parts)
    if len(digits) < 6:
        return None
    if len(digits) != expected_length(digits):
        return ReadNumber(value=value, issue="phone_length")
    groups = tuple(len(part) for part in parts)
    if len(parts) == 3 and _is_plausible(parts):
        return ReadNumber(value=value)
    if len(parts) == 3 and parts[1].startswith("0") and not digits.startswith(("0120", "0570", "0800")):
        return ReadNumber(value=value, issue="phone_impossible")
    groups = usual_groups(digits)
    return ReadNumber(value=_split(digits, groups))


def _without_zero(parts: tuple[str, ...], digits: str) -> ReadNumber | None:
    """A number whose leading zero a spreadsheet ate."""
    if len(digits) + 1 != expected_length("0" + digits):
        return ReadNumber(value="-".join(parts), issue="phone_length") if len(digits) >= 7 else None
    restored = read_number(("0" + parts[0], *parts[1:]), area_code="")
    if restored is None or restored.issue:
        return ReadNumber(value="-".join(parts), issue="phone_length")
    return ReadNumber(value=restored.value, issue="phone_zero_restored")


def _local(parts: tuple[str, ...], digits: str, area_code: str) -> ReadNumber | None:
    """A number without area code."""
    if not 5 <= len(digits) <= 8 or len(parts[-1]) != 4 or len(parts) != 2:
        return None
    if area_code.startswith("0") and len(area_code) + len(digits) == 10:
        return ReadNumber(value="-".join((area_code, *parts)), issue="phone_area_code_added")
    return ReadNumber(value="-".join(parts), issue="phone_area_code_missing")


def expected_length(digits: str) -> int:
    """11 for mobile, IP and 0800 numbers, 10 for the others."""
    return 11 if digits.startswith((*MOBILE_PREFIXES, "050", "0800")) else 10


def usual_groups(digits: str) -> tuple[int, int, int]:
    """Lengths of the three groups in which a number is usually written."""
    for prefix, groups in TOLL_FREE.items():
        if digits.startswith(prefix):
            return groups
    if digits.startswith((*MOBILE_PREFIXES, "050")):
        return (3, 4, 4)
    if digits.startswith(TWO_DIGIT_AREAS) or re.match(r"042(?=9[2-6])|047(?=[01])", digits):
        return (2, 4, 4)
    return (3, 3, 4) if digits[3] in THREE_DIGIT_AREAS.get(digits[:3], "") else (4, 2, 4)


def is_mobile(value: str) -> bool:
    """Whether a normalised number is a mobile one, so probably a private person's."""
    return value.startswith(MOBILE_PREFIXES)


def _is_plausible(parts: tuple[str, ...]) -> bool:
    """Whether published hyphens can stay: no local exchange begins with 0."""
    area, exchange, subscriber = parts
    if area in TOLL_FREE:
        return len(subscriber) in {3, 4}
    if area in MOBILE_PREFIXES or area == "050":
        return len(exchange) == 4
    return 2 <= len(area) <= 5 and len(subscriber) == 4 and not exchange.startswith("0")


def _split(digits: str, groups: tuple[int, int, int]) -> str:
    """Digits with hyphens after the first two groups."""
    first, second, _ = groups
    return "-".join((digits[:first], digits[first : first + second], digits[first + second :]))
