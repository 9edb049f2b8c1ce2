"""Why a place has no district in a scheme: the reason decides what the operator has to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.domain.address import Place
from directory.geo.district_labels import LabelBook
from directory.geo.district_towns import RuleBook

GapReason = Literal[
    "no_place",
    "municipality_only",
    "label_unknown",
    "label_ambiguous",
    "town_without_rule",
    "lot_missing",
    "outside_ranges",
    "outside_polygons",
    "point_only",
]
"""no_place: nothing is known but the municipality. municipality_only: the address ends there. label_unknown: no scheme
knows the publisher's words. label_ambiguous: they name several districts. town_without_rule: the table leaves the town
out. lot_missing: lots of the town are divided, and the address says none. outside_ranges: no range holds 丁目 or lot.
outside_polygons: no polygon holds the point, or its uncertainty reaches over the line. point_only: a point without a
town, and the scheme has no polygons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictGap:
    """One scheme of a municipality that does not know where a place belongs."""

    scheme: str
    reason: GapReason


def find_reason(
    *, place: Place | None, labels: tuple[str, ...], book: LabelBook, rules: RuleBook, has_polygons: bool
) -> GapReason:
    """The first reason that a person would name, for a place that the scheme gave no district.

    Args:
        place: what may be used of the address; None when there is none or a person must confirm it first.
        labels: the publisher's own words, those only that no scheme of the municipality knows, or that this one knows.
        book: names of the scheme's districts.
        rules: its town rules.
        has_polygons: whether the operator drew its districts.
    """
    if place is not None and place.town:
        reason = rules.find_gap(place.town, chome=place.chome, rest=place.banchi) if rules else None
        return reason or "outside_polygons"
    if labels:
        return "label_ambiguous" if all(book.knows(label) for label in labels) else "label_unknown"
    if place is None:
        return "no_place"
    if not place.is_pinnable:
        return "municipality_only"
    return "outside_polygons" if has_polygons else "point_only"
