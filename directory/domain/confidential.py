"""Which free texts of a confidential record would give its place away."""

from __future__ import annotations

from directory.domain.draft import ResourceDraft

FREE_TEXTS = ("description", "booking", "service_area")
"""Fields of a draft that people write freely and that are published with area_only records."""

SHORTEST = 3
"""Words of fewer characters (a room 2F) stand in too many texts to mean anything."""


def find_revealing_texts(draft: ResourceDraft) -> tuple[str, ...]:
    """Names of the free texts that hold an address, a building or a venue of the draft's own."""
    places = {
        word
        for venue in draft.venues
        for text in (venue.address, venue.building, venue.name, venue.host, venue.postal_code, venue.access)
        if len(word := _squeeze(text)) >= SHORTEST
    }
    # an address is also given away by its end alone: 泉町七丁目8番9号 without the town's name in front
    places |= {word[-length:] for word in places for length in range(4, len(word)) if word[-length:][0].isdigit()}
    texts = {name: _squeeze(str(getattr(draft, name))) for name in FREE_TEXTS}
    return tuple(name for name, text in texts.items() if any(place in text for place in places))


def _squeeze(text: str) -> str:
    return "".join(text.split())
