"""A listing -> the texts under which it is searched: as a whole, or in two parts that two processes read."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from directory.domain.category import CATEGORIES
from directory.domain.facts import Facts
from directory.domain.listing import Listing
from directory.search.document import SearchDocument


class _District(msgspec.Struct):
    name: str


class Outline(msgspec.Struct):
    """The fields of a listing that are indexed as its name: they are read in a fourth of the time."""

    name: str
    municipality: str
    categories: tuple[str, ...]
    kana: str = ""
    kana_source: str = ""
    town: str = ""
    districts: tuple[_District, ...] = ()
    district_labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facts: Facts = ()


OUTLINE_DECODER = msgspec.json.Decoder(Outline)
"""Reads the outline of one payload of the published table."""


def search_document(listing: Listing, *, municipality_name: str) -> SearchDocument:
    """The search document of a listing; it holds nothing but public fields."""
    name = name_document(listing, municipality_name=municipality_name)
    context = context_document(listing, municipality_name=municipality_name)
    return SearchDocument(
        name=name.name,
        kana=name.kana,
        is_kana_generated=name.is_kana_generated,
        places=name.places,
        towns=name.towns,
        address=context.address,
        labels=context.labels,
        tags=name.tags,
        around=context.around,
        description=context.description,
        category_codes=name.category_codes,
        fact_codes=name.fact_codes,
    )


def name_document(listing: Listing | Outline, *, municipality_name: str) -> SearchDocument:
    """What `search.texts` reads of the search document."""
    return SearchDocument(
        name=listing.name,
        kana=listing.kana,
        is_kana_generated=listing.kana_source == "generated",
        places=_places(listing, municipality_name),
        towns=tuple(filter(None, (municipality_name, listing.town))),
        tags=listing.tags,
        category_codes=_known(listing.categories),
        fact_codes=tuple([code for code, answer in listing.facts if answer == "yes"]),
    )


def context_document(listing: Listing, *, municipality_name: str) -> SearchDocument:
    """What `search.context` reads of it; whom it serves and how it is reached belong to the description."""
    around = (listing.organization, listing.venue, listing.building, listing.department, *listing.networks)
    described = (listing.description, listing.eligibility.raw, listing.service_area, listing.access)
    return SearchDocument(
        name=listing.name,
        places=_places(listing, municipality_name),
        address=listing.address,
        labels=_labels(listing.categories),
        around=tuple(filter(None, around)),
        description="。".join(filter(None, described)),
    )


def _places(listing: Listing | Outline, municipality_name: str) -> tuple[str, ...]:
    districts = [district.name for district in listing.districts]
    return tuple(filter(None, (municipality_name, *districts, *listing.district_labels, listing.town)))


@lru_cache(maxsize=1024)
def _known(categories: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in categories if code in CATEGORIES)


@lru_cache(maxsize=1024)
def _labels(categories: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(CATEGORIES[code].label for code in _known(categories))
