"""Venues that a second file (追加情報) adds to resources of a first one."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.resource import Resource

KEY_PREFIX = "additional:"
"""Venue keys of additional files start so; a new edition of the main file leaves them alone."""


def add_venue(draft: ResourceDraft, venue: VenueDraft) -> ResourceDraft:
    """The draft with one more venue, or with the venue of the same key replaced."""
    key = venue.key if venue.key.startswith(KEY_PREFIX) else f"{KEY_PREFIX}{venue.key or venue.address}"
    added = replace(venue, key=key)
    venues = tuple(added if each.key == key else each for each in draft.venues)
    if added not in venues:
        venues = (*venues, added)
    return draft.model_copy(update={"venues": venues})


def carry_over_venues(draft: ResourceDraft, stored: Resource | None) -> ResourceDraft:
    """A draft of the main file with the venues that additional files had brought."""
    if stored is None:
        return draft
    known = {venue.key for venue in draft.venues}
    carried = tuple(
        venue for venue in stored.draft.venues if venue.key.startswith(KEY_PREFIX) and venue.key not in known
    )
    return draft.model_copy(update={"venues": (*draft.venues, *carried)}) if carried else draft
