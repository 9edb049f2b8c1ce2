"""Where a listing is, how to get there and how sure that is, in words."""

from __future__ import annotations

from urllib.parse import quote

from directory.domain.district import MUNICIPALITY_SCHEME, DistrictRef
from directory.domain.listing import Listing
from directory.wording.words import Words

KILOMETRE_M = 1000

DIRECTIONS = "https://www.google.com/maps/dir/?api=1&destination="
"""Opens the map program of phones. Source: Maps URLs, cross-platform documentation of the provider."""


def finest_district(listing: Listing) -> DistrictRef | None:
    """The operator's own district of a listing; None when it only has its municipality, or serves several."""
    own = [district for district in listing.districts if district.scheme != MUNICIPALITY_SCHEME]
    if not own or (own[0].evidence == "service_area" and len(own) > 1):
        return None
    return own[-1]


def district_code_of(listing: Listing) -> str:
    """Code of the finest district, else of the municipality."""
    district = finest_district(listing)
    return district.code if district else listing.municipality


def district_name_of(listing: Listing) -> str:
    """Name of the finest district, else of the municipality."""
    district = finest_district(listing)
    return district.name if district else listing.municipality_name


def phrase_place(listing: Listing, words: Words) -> str:
    """Address and venue on one line; of places kept to their district its name, of services without one their area."""
    if listing.precision == "district":
        name = district_name_of(listing) or listing.municipality_name
        return words.say("place.district_only", district=name)
    if listing.has_no_place:
        area = listing.service_area
        return words.say("place.none_for", area=area) if area else words.say("place.none")
    address = " ".join(part for part in (listing.address, listing.building) if part)
    parts = tuple(part for part in (address or listing.municipality_name, listing.venue) if part)
    if len(parts) == 2 and parts[1] in parts[0]:
        return parts[0]
    return words.say("list.wide_space").join(parts)


def name_venue(listing: Listing) -> str:
    """The shortest words that tell one venue of an activity from the others."""
    return listing.venue or listing.building or listing.address or district_name_of(listing)


def phrase_distance(metres: int | None, words: Words) -> str:
    """A straight-line distance; empty when none was asked for."""
    if metres is None:
        return ""
    if metres < KILOMETRE_M:
        return words.say("distance.m", n=max(10, round(metres, -1)))
    return words.say("distance.km", n=f"{metres / KILOMETRE_M:.1f}")


def phrase_radius(metres: int, words: Words) -> str:
    """A search radius: 500m, 1km, 1.5km."""
    if metres < KILOMETRE_M:
        return words.say("distance.radius_m", n=metres)
    return words.say("distance.radius_km", n=f"{metres / KILOMETRE_M:g}")


def directions_url(listing: Listing) -> str:
    """A link to directions on foot or by train; empty when there is no point to go to.

    An approximate point would lead to the middle of a town, so that the address goes instead.
    """
    point = listing.coordinate
    if point is None:
        return ""
    is_exact = listing.precision == "exact" or not listing.address
    destination = f"{point.latitude:.6f},{point.longitude:.6f}" if is_exact else listing.address
    return DIRECTIONS + quote(destination)
