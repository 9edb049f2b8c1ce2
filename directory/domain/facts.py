"""Facts about a resource that are yes, no or unknown; unknown is an answer, never a no."""

from __future__ import annotations

from typing import Literal

YesNo = Literal["yes", "no", "unknown"]

FACT_CODES: tuple[str, ...] = (
    "booking_needed",
    "free",
    "wheelchair",
    "accessible_toilet",
    "stroller",
    "diaper",
    "nursing",
    "parking",
    "indoor",
    "meals",
    "allergy",
    "weaning",
    "takeaway",
    "food_pantry",
    "temporary_care",
    "lendable",
    "residents_only",
    "referral_needed",
    "interpreter",
)
"""Codes of all facts, in the order in which pages show them."""

Facts = tuple[tuple[str, YesNo], ...]
"""Known facts only, sorted by code; a missing code is unknown."""


def fact(facts: Facts, code: str) -> YesNo:
    """The answer for one code; unknown when nobody said."""
    return next((answer for known, answer in facts if known == code), "unknown")
