"""Listings that have no district in a scheme of their municipality, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from directory.domain.address import Place
from directory.domain.district import served_municipalities
from directory.domain.draft import VenueDraft
from directory.domain.listing import Listing
from directory.domain.resource import Placement, Resource
from directory.domain.visibility import Visibility
from directory.geo.district_gaps import GapReason
from directory.geo.districts import DistrictIndex
from directory.text.address_parts import is_confidential
from directory.usecases.place_venue import Locator

Reason = GapReason | Literal["no_address", "address_unknown", "not_confirmed", "confidential"]
"""no_address: nothing was published. address_unknown: nobody knows it. not_confirmed: a person must say first that the
address was understood. confidential: the place is secret; nothing has to be mended."""

REASONS: tuple[Reason, ...] = (
    "label_unknown",
    "label_ambiguous",
    "town_without_rule",
    "outside_ranges",
    "lot_missing",
    "outside_polygons",
    "point_only",
    "not_confirmed",
    "address_unknown",
    "municipality_only",
    "no_address",
    "confidential",
)
"""In the order of mending: first what a better district table mends, then what a better address does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """One listing without a district in one scheme.

    Attributes:
        code: public code. name, town, lot, labels: empty for confidential resources.
        town: understood town. lot: what the address says behind it.
    """

    municipality: str
    scheme: str
    reason: Reason
    code: str
    name: str = ""
    town: str = ""
    lot: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCoverage:
    """One scheme in one municipality: how many listings have a district, and how many lack one for which reason."""

    municipality: str
    scheme: str
    placed: int
    reasons: tuple[tuple[Reason, int], ...]

    @property
    def unplaced(self) -> int:
        """Listings without a district."""
        return sum(count for _, count in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All schemes by municipality, and every listing that one of them leaves out, in the order of mending."""

    schemes: tuple[SchemeCoverage, ...]
    unplaced: tuple[Unplaced, ...]

    def only(self, municipalities: Collection[str]) -> Coverage:
        """What concerns these municipalities."""
        return Coverage(
            schemes=tuple(each for each in self.schemes if each.municipality in municipalities),
            unplaced=tuple(each for each in self.unplaced if each.municipality in municipalities),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """One listing, as far as districts are concerned.

    Attributes:
        serves_all: it has no place and serves all districts of its municipality.
        state: why it has no usable place; None when it has one.
    """

    municipality: str
    code: str
    name: str
    labels: tuple[str, ...]
    known: frozenset[str]
    serves_all: bool
    place: Place | None
    state: Reason | None
    is_secret: bool = False


def cover_resources(resources: Iterable[Resource], districts: DistrictIndex) -> Coverage:
    """Coverage of everything that is stored, for the operator. Of confidential resources only the code is named."""
    return _cover((subject for resource in resources for subject in _subjects_of(resource)), districts)


def cover_listings(listings: Iterable[Listing], districts: DistrictIndex, locator: Locator) -> Coverage:
    """Coverage of public listings, from nothing but what is public; of `area_only` ones not even the code is named."""
    return _cover((_public_subject(listing, districts, locator) for listing in listings), districts)


def _cover(subjects: Iterable[_Subject], districts: DistrictIndex) -> Coverage:
    placed: dict[tuple[str, str], int] = defaultdict(int)
    reasons: dict[tuple[str, str], Counter[Reason]] = defaultdict(Counter)
    found: list[Unplaced] = []
    for subject in subjects:
        for scheme in districts.schemes_of(subject.municipality):
            placed[subject.municipality, scheme] += subject.serves_all or scheme in subject.known
        for gap in _gaps(subject, districts):
            reasons[gap.municipality, gap.scheme][gap.reason] += 1
            found.append(gap)
    schemes = tuple(
        SchemeCoverage(
            municipality=municipality,
            scheme=scheme,
            placed=count,
            reasons=tuple(
                (reason, reasons[municipality, scheme][reason])
                for reason in REASONS
                if reasons[municipality, scheme][reason]
            ),
        )
        for (municipality, scheme), count in sorted(placed.items())
    )
    found.sort(key=lambda each: (each.municipality, each.scheme, REASONS.index(each.reason), each.town, each.code))
    return Coverage(schemes=schemes, unplaced=tuple(found))


def _gaps(subject: _Subject, districts: DistrictIndex) -> Iterator[Unplaced]:
    if subject.serves_all:
        return
    gaps = districts.gaps_of(
        municipality=subject.municipality, place=subject.place, known=subject.known, labels=subject.labels
    )
    for gap in gaps:
        is_secret = subject.is_secret
        is_placeless = is_secret or gap.reason == "no_place"
        place = subject.place
        yield Unplaced(
            municipality=subject.municipality,
            scheme=gap.scheme,
            reason=subject.state or "no_address" if is_placeless else gap.reason,
            code=subject.code,
            name="" if is_secret else subject.name,
            town=place.town if place and not is_secret else "",
            lot=place.banchi if place and not is_secret else "",
            labels=() if is_secret else subject.labels,
        )


def _subjects_of(resource: Resource) -> Iterator[_Subject]:
    draft = resource.draft
    venues = draft.venues or (VenueDraft(),)
    for venue, placement, key in zip(venues, resource.placements, resource.keys, strict=True):
        place = placement.place
        yield _Subject(
            municipality=place.jis if place else draft.municipality,
            code=key.code,
            name=draft.name,
            labels=venue.district_labels,
            known=frozenset(ref.scheme for ref in placement.districts),
            serves_all=bool(served_municipalities(placement.districts)),
            place=None if placement.needs_question else place,
            state=_state_of(draft.visibility, venue, placement),
            is_secret=draft.visibility != "public",
        )


def _state_of(visibility: Visibility, venue: VenueDraft, placement: Placement) -> Reason | None:
    if visibility != "public":
        return "confidential"
    if placement.place is None:
        return _missing(venue.address)
    return "not_confirmed" if placement.needs_question else None


def _missing(address: str) -> Reason:
    """Why nothing is known of a place; `非公開` is an answer, not a fault."""
    if not address:
        return "no_address"
    return "confidential" if is_confidential(address) else "address_unknown"


def _public_subject(listing: Listing, districts: DistrictIndex, locator: Locator) -> _Subject:
    known = frozenset(ref.scheme for ref in listing.districts)
    is_secret = listing.precision == "district"
    place, state = None, None
    # understanding an address again costs more than all the rest, and most listings have their districts
    if not is_secret and not known.issuperset(districts.schemes_of(listing.municipality)):
        place, state = _public_place(listing, districts, locator)
    return _Subject(
        municipality=listing.municipality,
        code="" if is_secret else listing.code,
        name=listing.name,
        labels=listing.district_labels,
        known=known,
        serves_all=bool(served_municipalities(listing.districts)),
        place=place,
        state="confidential" if is_secret else state,
        is_secret=is_secret,
    )


def _public_place(listing: Listing, districts: DistrictIndex, locator: Locator) -> tuple[Place | None, Reason | None]:
    """What the public address says; the point of a listing without one.

    The address is not read where its town, which is known already, says everything: of twenty thousand listings in
    towns that a table leaves out, that would take seconds.
    """
    is_enough = listing.town and not districts.needs_lot(listing.municipality, listing.town)
    if listing.address and not (is_enough and listing.coordinate is not None):
        located = locator.locate(listing.address, near=listing.municipality, postal_code=listing.postal_code or None)
        if located.needs_question and listing.coordinate is None:
            return None, "not_confirmed"
        if located.place is not None and not located.needs_question:
            return located.place, None
    point = listing.coordinate
    if point is None or listing.level is None or listing.match is None:
        return None, _missing(listing.address)
    place = Place(
        pref="",
        city=listing.municipality_name,
        jis=listing.municipality,
        town=listing.town,
        coordinate=point,
        level=listing.level,
        radius_m=listing.radius_m,
        match=listing.match,
    )
    return place, None
