"""What somebody needs besides place and day: ages, cost, access, meals, audience; the words that URLs use for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.domain.errors import RequestRefused

ACCESS = ("wheelchair", "toilet", "nursing", "diaper", "stroller", "parking")
SWITCH = ("1",)

WISH_CODES: Mapping[str, tuple[str, ...]] = {
    "age": ("0", "12", "36", "72", "144", "adult"),
    "fee": ("free", "child_free", "max300"),
    "indoor": SWITCH,
    "nobook": SWITCH,
    "access": ACCESS,
    "meal": ("allergy", "weaning", "takeaway"),
    "lang": ("interpreter",),
    "for": ("anyone", "referral", "residents"),
    "lend": SWITCH,
    "fresh": SWITCH,
}
"""Parameters and their values, in the order in which pages show them. Source: interface.md section 5.2."""

AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "0": (0, 11),
    "12": (12, 35),
    "36": (36, 71),
    "72": (84, 143),
    "144": (156, 203),
}
"""Months that an age of the list stands for: those at which a child surely belongs to it (小学生: 7 to 11 years)."""

OLDEST_CHILD_MONTHS = 240
LARGEST_GROUP = 9_999

_ALL_NEEDED = frozenset({"access", "meal", "capacity"})
"""Parameters of which every value must be met; of the others one is enough."""

_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing somebody needs: a parameter and one of its values (age 8 is a child of eight months)."""

    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}:{self.value}"


LISTED_WISHES: tuple[Wish, ...] = tuple(Wish(field, code) for field, codes in WISH_CODES.items() for code in codes)
"""Every wish that pages offer, each with a count."""

WISH_FIELDS: tuple[str, ...] = (*WISH_CODES, "capacity")


def parse_wishes(given: Mapping[str, str]) -> tuple[Wish, ...]:
    """The wishes among the parameters of a question, in a fixed order.

    Raises:
        RequestRefused: a value is not known; `facts` name field and value.
    """
    return tuple(wish for field in WISH_FIELDS if field in given for wish in _parse_field(field, given[field]))


def wish_parameters(wishes: Iterable[Wish]) -> dict[str, str]:
    """The parameters that parse to these wishes."""
    found: dict[str, str] = {}
    for wish in wishes:
        found[wish.field] = f"{found[wish.field]},{wish.value}" if wish.field in found else wish.value
    return found


def needs_all(field: str) -> bool:
    """Whether every value of a parameter must be met: somebody who asks for 車いす and 授乳 needs both."""
    return field in _ALL_NEEDED


def _parse_field(field: str, text: str) -> tuple[Wish, ...]:
    values = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    refused = next((value for value in values if not _is_known(field, value)), None)
    if refused is not None or len(values) > _MOST_VALUES:
        raise RequestRefused(f"parameter_{field}", {"field": field, "value": (refused or text)[:100]})
    order = WISH_CODES.get(field, ())
    listed = [value for value in order if value in values]
    return tuple(Wish(field, value) for value in (*listed, *sorted(set(values) - set(order), key=int)))


def _is_known(field: str, value: str) -> bool:
    if value in WISH_CODES.get(field, ()):
        return True
    if field not in ("age", "capacity") or not (value.isascii() and value.isdigit() and len(value) < 5):
        return False
    most = OLDEST_CHILD_MONTHS if field == "age" else LARGEST_GROUP
    return str(int(value)) == value and int(value) <= most
