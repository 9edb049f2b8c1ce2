"""Everything public about one listing, as one JSON object."""

from __future__ import annotations

from directory.catalog.answer import Hit
from directory.catalog.snapshot import Snapshot
from directory.domain.listing import Listing
from directory.runtime import Runtime
from directory.site.api.items import JsonObject, listing_item
from directory.site.phrasing.day import phrase_session
from directory.site.phrasing.place import phrase_place
from directory.site.upcoming import upcoming_sessions


def listing_answer(runtime: Runtime, snapshot: Snapshot, listing: Listing) -> JsonObject:
    """The item of the list and everything the page of the listing shows."""
    sessions = upcoming_sessions(runtime, listing)
    hit = Hit(listing=listing, next_session=sessions[0] if sessions else None)
    series = (snapshot.listing(row).code for row in snapshot.rows_of_series(listing.series))
    return {
        **listing_item(hit, runtime.words, today=runtime.today()),
        **_texts(listing),
        "place": phrase_place(listing, runtime.words),
        "next_label": phrase_session(sessions[0], runtime.words) if sessions else "",
        **({"capacity": listing.capacity} if listing.capacity is not None else {}),
        "facts": [{"code": code, "answer": answer} for code, answer in listing.facts if answer != "unknown"],
        "contacts": [{"kind": each.kind, "value": each.value, "note": each.note} for each in listing.contacts],
        "sessions": [
            {"date": each.on, "text": phrase_session(each, runtime.words), "certainty": each.certainty}
            for each in sessions
        ],
        "series": [code for code in series if code != listing.code],
        "revision": snapshot.revision,
    }


def _texts(listing: Listing) -> JsonObject:
    return {
        "postal_code": listing.postal_code,
        "building": listing.building,
        "venue": listing.venue,
        "access": listing.access,
        "organization": listing.organization,
        "department": listing.department,
        "description": listing.description,
        "tags": listing.tags,
        "service_area": listing.service_area,
        "topics": listing.advice.topics,
        "advice_level": listing.advice.level,
        "channels": listing.advice.channels,
        "schedule_raw": listing.schedule.raw,
        "fee_raw": listing.fees.raw,
        "age_raw": listing.eligibility.raw,
        "booking": listing.booking,
        "status": listing.status,
        "source": listing.source,
        "licence": listing.licence,
        "attribution": listing.attribution,
    }
