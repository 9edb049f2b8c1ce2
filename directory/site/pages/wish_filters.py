"""The filters by need: ages, cost, access, meals, audience; each option with the number that surely meets it."""

from __future__ import annotations

import msgspec

from directory.catalog.criteria import Criteria
from directory.catalog.find import Found
from directory.catalog.wishes import LISTED_WISHES, SWITCH, WISH_CODES, Wish
from directory.site.phrasing.age import phrase_months
from directory.wording.words import Words

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("age", ("age",)),
    ("fee", ("fee",)),
    ("ease", ("indoor", "nobook")),
    ("access", ("access",)),
    ("meal", ("meal",)),
    ("for", ("for", "lang")),
    ("more", ("lend", "fresh")),
)
"""Legends, and the parameters that stand under each."""


class WishOption(msgspec.Struct, frozen=True, kw_only=True):
    """One choice. `key` names it among all options.

    `count`: how many listings surely meet it; None for what only an address names, such as an age in months.
    """

    key: str
    field: str
    value: str
    label: str
    count: int | None
    is_chosen: bool


class WishGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Choices under one legend."""

    code: str
    legend: str
    options: tuple[WishOption, ...]


def describe_wishes(found: Found, asked: Criteria, words: Words) -> tuple[WishGroup, ...]:
    """Groups of wishes that some listing meets, with counts; a chosen age in months stands among the ages."""
    counts = {Wish(option.parent, option.code): option.sure for option in found.facets.wishes}
    suits = found.snapshot.columns.suits
    offered = {wish for wish in LISTED_WISHES if suits.is_ever_met(wish)}.union(asked.wishes)
    groups = (
        WishGroup(
            code=code,
            legend=words.say(f"filter.{code}"),
            options=tuple(
                WishOption(
                    key=str(wish),
                    field=wish.field,
                    value=wish.value,
                    label=phrase_wish(wish, words),
                    count=counts.get(wish),
                    is_chosen=wish in asked.wishes,
                )
                for wish in _wishes_of(fields, asked)
                if wish in offered
            ),
        )
        for code, fields in GROUPS
    )
    return tuple(group for group in groups if group.options)


def phrase_wish(wish: Wish, words: Words) -> str:
    """A wish in words: 3〜5歳, 生後8か月, 20人以上."""
    if wish.field == "capacity":
        return words.say("wish.capacity", n=wish.value)
    if wish.value not in WISH_CODES[wish.field]:
        return phrase_months(int(wish.value), words)
    return words.say(f"wish.{wish.field}" if WISH_CODES[wish.field] == SWITCH else f"wish.{wish.field}_{wish.value}")


def _wishes_of(fields: tuple[str, ...], asked: Criteria) -> tuple[Wish, ...]:
    listed = [Wish(field, value) for field in fields for value in WISH_CODES[field]]
    return tuple(dict.fromkeys((*listed, *(wish for wish in asked.wishes if wish.field in fields))))
