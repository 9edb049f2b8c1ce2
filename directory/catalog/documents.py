"""A listing -> the texts under which it is searched."""

from __future__ import annotations

from directory.domain.category import CATEGORIES
from directory.domain.listing import Listing
from directory.search.document import SearchDocument


def search_document(listing: Listing, *, municipality_name: str) -> SearchDocument:
    """The search document of a listing; it holds nothing but public fields."""
    districts = tuple(district.name for district in listing.districts)
    codes = tuple(code for code in listing.categories if code in CATEGORIES)
    return SearchDocument(
        name=listing.name,
        kana=listing.kana,
        is_kana_generated=listing.kana_source == "generated",
        places=tuple(filter(None, (municipality_name, *districts, *listing.district_labels, listing.town))),
        towns=tuple(filter(None, (municipality_name, listing.town))),
        address=listing.address,
        labels=tuple(CATEGORIES[code].label for code in codes),
        tags=listing.tags,
        around=tuple(
            filter(
                None,
                (listing.organization, listing.venue, listing.building, listing.department, *listing.networks),
            )
        ),
        description="。".join(
            filter(None, (listing.description, listing.eligibility.raw, listing.service_area, listing.access))
        ),
        category_codes=codes,
        fact_codes=tuple(code for code, answer in listing.facts if answer == "yes"),
    )
