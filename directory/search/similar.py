"""Probable duplicates among records: found by shared keys, never by comparing everything with everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.search.similar_record import SimilarRecord, Traits
from directory.search.similar_rule import Reason, SimilarKind, compare_records

LARGEST_BLOCK = 60
"""A telephone or a name that more records share belongs to a desk or is no name; other keys still find their pairs."""

_RANKS: tuple[SimilarKind, ...] = ("duplicate", "repeated", "near", "same_building")

_Block = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarListing:
    """A record that may be the same thing as the one asked about, and why."""

    code: str
    name: str
    kind: SimilarKind
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPair:
    """Two records that a person should look at."""

    one: SimilarRecord
    other: SimilarRecord
    kind: SimilarKind
    reasons: tuple[Reason, ...]


class SimilarRecords:
    """Records by the keys that they share; immutable."""

    def __init__(self, records: Iterable[SimilarRecord]) -> None:
        """Reads the keys of every record once."""
        self._traits = tuple(map(Traits, records))
        self._blocks: dict[_Block, list[int]] = {}
        for number, traits in enumerate(self._traits):
            for block in _blocks_of(traits):
                self._blocks.setdefault(block, []).append(number)

    def find_similar(self, record: SimilarRecord) -> tuple[SimilarListing, ...]:
        """Records that may be the same thing: duplicates first, those with more reasons before others."""
        asked = Traits(record)
        numbers = {number for block in _blocks_of(asked) for number in self._members(block)}
        found = []
        for number in sorted(numbers):
            known = self._traits[number]
            verdict = None if _is_itself(asked, known) else compare_records(asked, known)
            if verdict:
                kind, reasons = verdict
                found.append(SimilarListing(code=known.record.code, name=known.record.name, kind=kind, reasons=reasons))
        return tuple(sorted(found, key=lambda each: (_RANKS.index(each.kind), -len(each.reasons), each.code)))

    def pairs(self) -> Iterator[SimilarPair]:
        """Every pair that is worth looking at, once; records that only lie near each other are left out."""
        for number, traits in enumerate(self._traits):
            others = {other for block in _blocks_of(traits) for other in self._members(block) if other > number}
            for other in sorted(others):
                known = self._traits[other]
                verdict = None if _is_itself(traits, known) else compare_records(traits, known)
                if verdict and verdict[0] != "near":
                    yield SimilarPair(one=traits.record, other=known.record, kind=verdict[0], reasons=verdict[1])

    def _members(self, block: _Block) -> list[int]:
        members = self._blocks.get(block, [])
        return members if len(members) <= LARGEST_BLOCK else []


def _blocks_of(traits: Traits) -> list[_Block]:
    """The keys under which a record meets those it may be."""
    city, address = traits.city, traits.address
    blocks: list[_Block] = [("phone", phone) for phone in traits.phones]
    blocks += [("core", city, core) for core in traits.cores]
    blocks += [("sound", city, sound) for sound in traits.sounds]
    if not traits.cores:
        blocks.append(("name", city, traits.folded))
    if address.numbers:
        blocks.append(("address", city, address.town[-1:], *address.numbers[:2]))
    return blocks


def _is_itself(one: Traits, other: Traits) -> bool:
    """Whether both are one record, or venues of one resource."""
    here, there = one.record, other.record
    return bool((here.code and here.code == there.code) or (here.series and here.series == there.series))
