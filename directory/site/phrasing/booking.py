"""Whether and how to book, in words: いりません, 前の日までに電話."""

from __future__ import annotations

from directory.domain.facts import fact
from directory.domain.listing import Listing
from directory.wording.languages import HOME
from directory.wording.words import Words


def phrase_booking(listing: Listing, words: Words) -> str:
    """The published text, else what is known; empty when nothing is.

    Other languages say what is known before the text, which not everybody can read.
    """
    answer = fact(listing.facts, "booking_needed")
    if answer == "unknown":
        return listing.booking
    known = words.say(f"answer.booking_needed.{answer}")
    if not listing.booking:
        return known
    if words.language == HOME:
        return listing.booking
    return f"{known}{words.say('list.aside_open')}{listing.booking}{words.say('list.aside_close')}"
