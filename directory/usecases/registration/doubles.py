"""Public listings that somebody may be about to register again; nothing that is not public is ever compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from directory.catalog.snapshot import Snapshot
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.listing import Listing
from directory.domain.resource import Placement
from directory.domain.schedule import Schedule
from directory.search.similar import SimilarListing
from directory.usecases.find_duplicates import record_of_draft
from directory.usecases.find_similar import SimilarFinder
from directory.usecases.registration.place import PlaceReading

DoubleReason = Literal["phone", "name", "venue_day"]
"""Same telephone, alike name near by, same venue on the same weekday. Source: interface.md W5."""

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A listing that may be the same activity, and why."""

    listing: Listing
    reasons: tuple[DoubleReason, ...]


def find_doubles(
    draft: ResourceDraft, place: PlaceReading, snapshot: Snapshot, finder: SimilarFinder
) -> tuple[Double, ...]:
    """At most MOST_SHOWN listings, those with more reasons first."""
    placement = Placement(place=place.place, municipality_name=place.place.city if place.place else "")
    record = record_of_draft(draft, next(iter(draft.venues), VenueDraft()), placement=placement)
    similar = {each.code: each for each in finder.find_similar(record, snapshot)}
    phones = {_digits(each.value) for each in draft.contacts if each.kind == "phone"}
    found = [
        Double(listing=listing, reasons=reasons)
        for listing in _listings_of(snapshot, draft.municipality)
        if (reasons := _reasons(listing, similar.get(listing.code), phones, draft.schedule))
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.reasons), each.listing.code))[:MOST_SHOWN])


def _reasons(
    listing: Listing, similar: SimilarListing | None, phones: set[str], schedule: Schedule
) -> tuple[DoubleReason, ...]:
    reasons: list[DoubleReason] = []
    if phones.intersection(_digits(each.value) for each in listing.contacts if each.kind == "phone"):
        reasons.append("phone")
    if similar is not None and {"name", "kana"}.intersection(similar.reasons):
        reasons.append("name")
    shares_place = similar is not None and {"address", "host"}.intersection(similar.reasons)
    if shares_place and _weekdays(listing.schedule) & _weekdays(schedule):
        reasons.append("venue_day")
    return tuple(reasons)


def _weekdays(schedule: Schedule) -> set[int]:
    return {day for rule in schedule.rules for day in rule.byday}


def _digits(phone: str) -> str:
    return "".join(character for character in phone if character.isdecimal())


def _listings_of(snapshot: Snapshot, municipality: str) -> Iterator[Listing]:
    """Listings of one municipality; of a designated city those of all its wards."""
    codes = snapshot.municipality_codes
    wanted = [number for number, code in enumerate(codes) if code[:3] == municipality[:3]]
    for row in np.flatnonzero(np.isin(snapshot.municipality, wanted)).tolist():
        yield snapshot.listing(row)
