"""Where a venue lies exactly, in words for who may know: to be typed into a map, so that no other site learns of it."""

from __future__ import annotations

from directory.domain.address import Place
from directory.wording.words import Words


def phrase_point(place: Place | None, words: Words) -> str:
    """The point and how far off it may be."""
    if place is None:
        return words.say("staff.point_none")
    at = place.coordinate
    return words.say(
        "staff.point_at", latitude=f"{at.latitude:.5f}", longitude=f"{at.longitude:.5f}", radius=place.radius_m
    )
