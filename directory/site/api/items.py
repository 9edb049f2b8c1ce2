"""Hits -> the objects of JSON answers."""

from __future__ import annotations

from datetime import date

from directory.catalog.answer import Hit, Understood
from directory.domain.category import root_of
from directory.domain.freshness import freshness_of
from directory.domain.listing import Listing
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.place import finest_district
from directory.site.phrasing.schedule import phrase_schedule
from directory.wording.words import Words

JsonObject = dict[str, object]

_MAY_BE_ABSENT = ("phone", "distance_m", "next_date", "assured_on")


def listing_item(hit: Hit, words: Words, *, today: date) -> JsonObject:
    """One object of `items`; keys without a value are left out."""
    listing = hit.listing
    phone, district = phone_of(listing), finest_district(listing)
    item: JsonObject = {
        "id": listing.code,
        "number": listing.number,
        "name": listing.name,
        "kana": listing.kana,
        "kana_source": listing.kana_source,
        "category": listing.categories[0],
        "root": root_of(listing.categories[0]),
        "categories": listing.categories,
        "municipality": listing.municipality,
        "municipality_name": listing.municipality_name,
        "district": district.code if district else listing.municipality,
        "district_name": district.name if district else listing.municipality_name,
        "source_id": listing.source_id,
        **_point(listing),
        "precision": listing.precision,
        "approximate": listing.precision == "approximate",
        "address": listing.address,
        "phone": phone.value if phone else None,
        "distance_m": hit.distance_m,
        "next_date": hit.next_session.on if hit.next_session else None,
        "schedule_text": phrase_schedule(listing.schedule, words),
        "fee_text": phrase_fees(listing.fees, words),
        "age_text": phrase_eligibility(listing.eligibility, words),
        "assured_on": listing.assured_on,
        "freshness": freshness_of(listing.assured_on, today=today),
        "to_ask": hit.to_ask,
        "why": hit.why,
        "url": f"/r/{listing.code}",
    }
    for key in _MAY_BE_ABSENT:
        if item[key] is None:
            del item[key]
    return item


def understood_items(understood: tuple[Understood, ...]) -> list[JsonObject]:
    """How the words were taken."""
    return [
        {"words": each.words, "kind": each.kind, "value": each.value, "label": each.label}
        | ({"radius_m": each.radius_m} if each.radius_m is not None else {})
        for each in understood
    ]


def _point(listing: Listing) -> JsonObject:
    """The public point; nothing at all without one."""
    if listing.coordinate is None:
        return {}
    return {
        "latitude": listing.coordinate.latitude,
        "longitude": listing.coordinate.longitude,
        **({} if listing.level is None else {"level": listing.level}),
        "radius_m": listing.radius_m,
    }
