"""Whether two records are probably one thing: which of their keys agree, and what that means."""

from __future__ import annotations

from typing import Literal

from rapidfuzz import fuzz

from directory.search.similar_record import Traits

Reason = Literal["address", "house_number", "phone", "name", "kana", "host", "organization", "near"]
SimilarKind = Literal["duplicate", "repeated", "same_building", "near"]

LIKE_PERCENT = 80
"""Least likeness of two core names, and of two whole names where one has no core."""

NEAR_M = 500
"""Distance within which a similar name is worth asking about. Source: interface.md W5."""

_LONG_ENOUGH = 3
_LONG_ENOUGH_HERE = 2
"""Letters of a core name that may stand inside the other one (おひさま in おひさまの森); fewer at one address."""

Verdict = tuple[SimilarKind, tuple[Reason, ...]]


def compare_records(one: Traits, other: Traits) -> Verdict | None:
    """What two records are to each other, and the keys that agree; None when nobody need look at them.

    duplicate: at least two keys agree, the name among them, and no lot contradicts. repeated: the same within one
    published list, which as a rule keeps its entries apart. same_building: one address, other names. near: alike names
    within 500 m at addresses that differ. Source: formats.md section 4.
    """
    agreeing = _agreeing_keys(one, other)
    is_named = "name" in agreeing or "kana" in agreeing
    if one.address.contradicts(other.address):
        return ("near", agreeing) if is_named and "near" in agreeing else None
    if "address" in agreeing:
        return _at_one_address(one, other, agreeing, is_named=is_named)
    if is_named and len(agreeing) > 1 and not _is_of_one_list(one, other):
        return "duplicate", agreeing
    return None


def _at_one_address(one: Traits, other: Traits, agreeing: tuple[Reason, ...], *, is_named: bool) -> Verdict | None:
    if _is_of_one_list(one, other):
        # A list that names a building twice knows why (どんぐり保育園, and its どんぐり子育て支援センター), unless the
        # names are one as well.
        return ("repeated", agreeing) if "name" in agreeing and one.is_only_host == other.is_only_host else None
    return ("duplicate" if is_named else "same_building"), agreeing


def _agreeing_keys(one: Traits, other: Traits) -> tuple[Reason, ...]:
    keys: list[Reason] = []
    if _is_same_city(one, other):
        if one.address.agrees_with(other.address):
            keys.append("address")
        elif one.address.has_same_numbers(other.address):
            keys.append("house_number")
    if one.phones & other.phones:
        keys.append("phone")
    if _names_agree(one, other, least=_LONG_ENOUGH_HERE if "address" in keys else _LONG_ENOUGH):
        keys.append("name")
    elif one.sounds & other.sounds:
        # The readings of equal names are no further evidence.
        keys.append("kana")
    if one.hosts & (other.hosts | other.cores) or other.hosts & one.cores:
        keys.append("host")
    if one.organization and one.organization == other.organization:
        keys.append("organization")
    if _is_near(one, other):
        keys.append("near")
    return tuple(keys)


def _names_agree(one: Traits, other: Traits, *, least: int) -> bool:
    if one.folded == other.folded:
        return True
    if not one.cores or not other.cores:
        return fuzz.ratio(one.folded, other.folded) >= LIKE_PERCENT
    return any(_cores_agree(core, like, least=least) for core, like in one.names.pairs_with(other.names))


def _cores_agree(core: str, other: str, *, least: int) -> bool:
    shorter, longer = sorted((core, other), key=len)
    if len(shorter) >= least and shorter in longer:
        return True
    return shorter == longer or fuzz.ratio(core, other) >= LIKE_PERCENT


def _is_same_city(one: Traits, other: Traits) -> bool:
    return not one.city or not other.city or one.city == other.city


def _is_of_one_list(one: Traits, other: Traits) -> bool:
    return bool(one.record.source) and one.record.source == other.record.source


def _is_near(one: Traits, other: Traits) -> bool:
    here, there = one.record.coordinate, other.record.coordinate
    return here is not None and there is not None and here.distance_m(there) <= NEAR_M
