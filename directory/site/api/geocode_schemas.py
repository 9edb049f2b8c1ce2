"""Shapes of what the API says about addresses and points."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from directory.domain.address import Level, Match
from directory.domain.district import Evidence
from directory.site.api.schemas import Answer, Metres

Latitude = Annotated[float, Field(description="degrees north, WGS84", examples=[33.5588])]
Longitude = Annotated[float, Field(description="degrees east, WGS84", examples=[133.5311])]
Problems = Annotated[
    list[str], Field(description="codes of what is odd; empty when nothing is", examples=[["municipality_only"]])
]


class TiedPlace(Answer):
    """A reading that the address could have as well."""

    pref: str
    city: str
    jis: Annotated[str, Field(description="5-digit municipality code")]
    town: str
    koaza: str
    lat: Latitude
    lng: Longitude
    level: Level
    radius_m: Metres


class GeocodeCandidate(Answer):
    """One reading of an address."""

    pref: Annotated[str, Field(examples=["高知県"])]
    city: Annotated[str, Field(description="with the ward of a designated city", examples=["高知市"])]
    ward: str
    jis: Annotated[str, Field(description="5-digit municipality code", examples=["39201"])]
    town: Annotated[str, Field(description="with its 丁目, as the gazetteer writes it", examples=["本町五丁目"])]
    chome: int | None
    koaza: str
    banchi: Annotated[str, Field(description="what followed the town, as it was written", examples=["1-45"])]
    building: str
    postal_code: str | None
    lat: Latitude
    lng: Longitude
    level: Annotated[Level, Field(description="how fine the point is; municipality: to be listed, never pinned")]
    radius_m: Annotated[Metres, Field(description="metres around the point that hold the address in 9 of 10 cases")]
    match: Annotated[Match, Field(description="fuzzy and inferred: ask a person before publishing")]
    corrected_from: Annotated[str | None, Field(description="the part of the question that was read as another")]
    score: Annotated[float, Field(description="comparable only within one answer")]
    candidates: Annotated[list[TiedPlace], Field(description="readings that tie, best first; more than one = ask")]


class GeocodeAnswer(Answer):
    """Readings of an address, best first."""

    results: list[GeocodeCandidate]
    problems: Problems


class DistrictAround(Answer):
    """A district around a point."""

    scheme: Annotated[str, Field(examples=["municipality"])]
    code: str
    name: str
    evidence: Annotated[Evidence, Field(description="how that is known")]


class PointAround(Answer):
    """What lies around a point."""

    pref: Annotated[str, Field(examples=["高知県"])]
    city: Annotated[str, Field(description="municipality whose outline holds the point", examples=["高知市"])]
    ward: str
    jis: Annotated[str, Field(description="5-digit municipality code", examples=["39201"])]
    town: Annotated[str, Field(description="nearest town: the area, not an address", examples=["本町五丁目"])]
    town_lat: float | None
    town_lng: float | None
    distance_m: Annotated[Metres | None, Field(description="metres from the point to that of the nearest town")]
    lat: Latitude
    lng: Longitude
    districts: Annotated[list[DistrictAround], Field(description="operators' schemes first, the municipality last")]


class ReverseAnswer(Answer):
    """One description, or none with the reason: point_at_sea, point_outside_japan."""

    results: list[PointAround]
    problems: Problems
