"""A listing -> the texts under which it is searched."""

from __future__ import annotations

import msgspec

from directory.domain.category import CATEGORIES
from directory.domain.facts import Facts
from directory.domain.listing import Listing
from directory.search.document import SearchDocument


class _District(msgspec.Struct):
    name: str


class Outline(msgspec.Struct):
    """The fields of a listing that are indexed beside its description: they are read in a third of the time."""

    name: str
    municipality: str
    categories: tuple[str, ...]
    kana: str = ""
    kana_source: str = ""
    town: str = ""
    districts: tuple[_District, ...] = ()
    district_labels: tuple[str, ...] = ()
    venue: str = ""
    address: str = ""
    building: str = ""
    organization: str = ""
    networks: tuple[str, ...] = ()
    department: str = ""
    tags: tuple[str, ...] = ()
    facts: Facts = ()


OUTLINE_DECODER = msgspec.json.Decoder(Outline)
"""Reads the outline of one payload of the published table."""


def search_document(listing: Listing | Outline, *, municipality_name: str, description: str = "") -> SearchDocument:
    """The search document of a listing; it holds nothing but public fields."""
    districts = [district.name for district in listing.districts]
    codes = tuple([code for code in listing.categories if code in CATEGORIES])
    around = (listing.organization, listing.venue, listing.building, listing.department, *listing.networks)
    return SearchDocument(
        name=listing.name,
        kana=listing.kana,
        is_kana_generated=listing.kana_source == "generated",
        places=tuple(filter(None, (municipality_name, *districts, *listing.district_labels, listing.town))),
        towns=tuple(filter(None, (municipality_name, listing.town))),
        address=listing.address,
        labels=tuple([CATEGORIES[code].label for code in codes]),
        tags=listing.tags,
        around=tuple(filter(None, around)),
        description=description,
        category_codes=codes,
        fact_codes=tuple([code for code, answer in listing.facts if answer == "yes"]),
    )


def describe(listing: Listing) -> str:
    """The description under which a listing is searched: whom it serves and how it is reached, too."""
    parts = (listing.description, listing.eligibility.raw, listing.service_area, listing.access)
    return "。".join(filter(None, parts))
