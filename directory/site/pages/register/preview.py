"""A draft as its card will be published, made by the same function and the same template."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from directory.catalog.answer import Hit
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Resource
from directory.runtime import Runtime
from directory.site.phrasing.card import Card, build_card
from directory.site.upcoming import upcoming_sessions

ANCHOR = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The card; None when nothing would be public. description: stands on the page of the listing."""

    card: Card | None
    description: str = ""


def build_preview(runtime: Runtime, draft: ResourceDraft) -> Preview:
    """What everybody would see at once."""
    placer = runtime.open_placer()
    venues = draft.venues or (VenueDraft(),)
    resource = Resource(
        id="",
        version=0,
        draft=draft,
        placements=tuple(placer.place(draft, venue)[0] for venue in venues),
        keys=tuple(ListingKey(code="", number=0) for _ in venues),
        updated_at=runtime.now(),
    )
    listing = next(iter(project(resource)), None)
    if listing is None:
        return Preview(card=None)
    hit = Hit(listing=listing, next_session=next(iter(upcoming_sessions(runtime, listing)), None))
    card = build_card(hit, runtime.words, today=runtime.today(), parameters={})
    # there is no page yet that its links could lead to
    shown = msgspec.structs.replace(card, url=f"#{ANCHOR}", map_url="", save_url="")
    return Preview(card=shown, description=listing.description)
