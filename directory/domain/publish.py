"""Publishing is this one function: what of a resource everybody may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from directory.domain.address import Level, Match
from directory.domain.advice import Advice, fill_gaps
from directory.domain.advice_rules import infer_advice
from directory.domain.confidential import find_revealing_texts
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.lease import Lease
from directory.domain.listing import Listing
from directory.domain.name_reading import choose_reading
from directory.domain.resource import ListingKey, Placement, Resource
from directory.domain.schedule import Schedule
from directory.domain.visibility import Precision


def project(resource: Resource) -> tuple[Listing, ...]:
    """The public listings of a resource, one per placement; none at all when it is hidden."""
    if resource.draft.visibility == "hidden":
        return ()
    venues = resource.draft.venues or (VenueDraft(),)
    shared = _begin_listing(resource)
    listings = tuple(
        _listing(shared, resource, venue, placement, key)
        for venue, placement, key in zip(venues, resource.placements, resource.keys, strict=True)
    )
    if resource.draft.visibility == "area_only":
        revealing = find_revealing_texts(resource.draft)
        return tuple(_without_place(listing, revealing) for listing in listings)
    return listings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """What a listing says of its point. Put together first: changing a finished listing doubles its cost."""

    precision: Precision
    town: str = ""
    coordinate: Coordinate | None = None
    level: Level | None = None
    match: Match | None = None
    radius_m: int = 0


def _begin_listing(resource: Resource) -> Callable[..., Listing]:
    """What all listings of a resource say alike, to be called with what its venues say differently."""
    draft, lease = resource.draft, resource.lease
    organization = draft.organization
    reading = choose_reading(draft.kana, resource.reading)
    return partial(
        Listing,
        series=resource.keys[0].code,
        name=draft.name,
        kana=reading.kana,
        kana_source=reading.source,
        categories=draft.categories,
        organization=organization.name if organization else "",
        networks=organization.networks if organization else (),
        department=draft.department,
        description=draft.description,
        tags=draft.tags,
        service_area=draft.service_area,
        advice=_advice(draft),
        facts=draft.facts,
        contacts=tuple(contact for contact in draft.contacts if contact.publicity == "public"),
        capacity=draft.capacity,
        booking=draft.booking,
        status=draft.status,
        assured_on=_latest(draft.assured_on, lease),
        is_silent=lease is not None and lease.is_silent,
        updated_at=resource.updated_at,
        source=draft.source.source,
        source_id=draft.source.record_id,
        licence=draft.source.licence,
        attribution=draft.source.attribution,
        file_date=draft.source.file_date,
    )


def _advice(draft: ResourceDraft) -> Advice:
    """What was said of an advice desk, else what is clear from its public texts and contacts."""
    clear = infer_advice(
        draft.categories,
        (draft.name, draft.description, draft.department, *draft.tags),
        (contact for contact in draft.contacts if contact.publicity == "public"),
        has_counter=draft.visibility == "public" and any(venue.address for venue in draft.venues),
    )
    return fill_gaps(draft.advice, clear)


def _listing(
    shared: Callable[..., Listing], resource: Resource, venue: VenueDraft, placement: Placement, key: ListingKey
) -> Listing:
    """The listing as if everything were public."""
    draft, point = resource.draft, _point_of(venue, placement)
    return shared(
        code=key.code,
        number=key.number,
        municipality=placement.place.jis if placement.place else draft.municipality,
        municipality_name=placement.municipality_name,
        town=point.town,
        districts=placement.districts,
        district_labels=venue.district_labels,
        venue=venue.name or venue.host,
        address=venue.address,
        building=venue.building,
        postal_code=venue.postal_code,
        access=venue.access,
        coordinate=point.coordinate,
        level=point.level,
        match=point.match,
        radius_m=point.radius_m,
        precision=point.precision,
        schedule=_schedule(venue.schedule or draft.schedule, resource.lease, key),
        eligibility=venue.eligibility or draft.eligibility,
        fees=venue.fees or draft.fees,
    )


def _schedule(schedule: Schedule, lease: Lease | None, key: ListingKey) -> Schedule:
    """The schedule with the days that its operator cancelled one by one."""
    days = {each.on for each in lease.cancelled if each.code == key.code} if lease is not None else set()
    return replace(schedule, cancelled=tuple(sorted({*schedule.cancelled, *days}))) if days else schedule


def _latest(assured_on: date | None, lease: Lease | None) -> date | None:
    """The last day on which anybody said that it goes on."""
    if lease is None or lease.confirmed_on is None:
        return assured_on
    return max(assured_on or lease.confirmed_on, lease.confirmed_on)


def _point_of(venue: VenueDraft, placement: Placement) -> _Point:
    """Where the listing is pinned: only by a place that is finer than a municipality and needs no question."""
    place = placement.place
    if place is None:
        return _Point(precision="municipality" if venue.address else "none")
    if placement.needs_question:
        return _Point(precision="municipality")
    if not place.is_pinnable:
        return _Point(precision="municipality", level=place.level, match=place.match)
    is_exact = place.level in {"pin", "block"}
    return _Point(
        town=place.town,
        coordinate=place.coordinate,
        level=place.level,
        match=place.match,
        radius_m=place.radius_m,
        precision="exact" if is_exact else "approximate",
    )


def _without_place(listing: Listing, revealing: tuple[str, ...]) -> Listing:
    """An area_only listing: the district's name and nothing finer, without texts that name the place."""
    return replace(
        listing,
        description="" if "description" in revealing else listing.description,
        booking="" if "booking" in revealing else listing.booking,
        service_area="" if "service_area" in revealing else listing.service_area,
        town="",
        district_labels=(),
        venue="",
        address="",
        building="",
        postal_code="",
        access="",
        coordinate=None,
        level=None,
        match=None,
        radius_m=0,
        precision="district",
    )
