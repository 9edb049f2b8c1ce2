"""Shapes of the JSON answers, for the API description and for the tests that hold answers against it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from directory.domain.address import Level
from directory.domain.advice import AdviceChannel, AdviceLevel
from directory.domain.freshness import Freshness
from directory.domain.name_reading import KanaSource
from directory.domain.visibility import Precision

Metres = Annotated[int, Field(ge=0, description="metres")]


class Answer(BaseModel):
    """Base of all shapes: no key may appear that is not described."""

    model_config = ConfigDict(extra="forbid")


class WhyItem(Answer):
    """Why a listing matched the words."""

    field: str
    how: str
    matched: str


class ListingItem(Answer):
    """One listing of a list. Keys without a value are left out."""

    id: Annotated[str, Field(description="public code, also in /r/{id}")]
    number: Annotated[int, Field(description="small stable number, as the map's columns name it")]
    name: str
    kana: str
    kana_source: Annotated[
        KanaSource, Field(description="who says so: the publisher, a person who corrected it, or a program")
    ]
    category: Annotated[str, Field(description="main category code, of the first or second level")]
    root: Annotated[str, Field(description="first-level code of the main category")]
    categories: list[str]
    municipality: Annotated[str, Field(description="5-digit code")]
    municipality_name: str
    district: Annotated[str, Field(description="code of the finest district, else of the municipality")]
    district_name: str
    source_id: Annotated[str, Field(description="id in the imported file")]
    latitude: float | None = None
    longitude: float | None = None
    level: Level | None = None
    radius_m: Metres | None = None
    precision: Precision
    approximate: Annotated[bool, Field(description="the point stands for an area of radius_m")]
    address: str
    phone: str | None = None
    distance_m: Metres | None = None
    next_date: date | None = None
    schedule_text: str
    fee_text: str
    age_text: str
    assured_on: date | None = None
    freshness: Freshness
    to_ask: Annotated[list[str], Field(description="conditions of the question that this listing leaves open")]
    why: list[WhyItem]
    url: str


class UnderstoodItem(Answer):
    """How a part of the words was taken."""

    words: str
    kind: str
    value: str
    label: str
    radius_m: Metres | None = None


class OptionItem(Answer):
    """How many listings an option would leave, all other filters kept."""

    code: str
    label: str
    count: int
    parent: str


class WishItem(OptionItem):
    """The same for a need; `parent` is its parameter."""

    sure: Annotated[int, Field(description="of these surely meet it; the others do not say")]


class FacetItems(Answer):
    """Counts of every option of every filter."""

    categories: list[OptionItem]
    districts: list[OptionItem]
    municipalities: list[OptionItem]
    when: list[OptionItem]
    wishes: list[WishItem]


class ListingsAnswer(Answer):
    """One page of an answer."""

    total: int
    sure: Annotated[int, Field(description="of these surely meet every condition; they come first")]
    unplaced: Annotated[
        int,
        Field(description="matching listings without a public point; with near or bbox they are not among the `total`"),
    ]
    offset: int
    limit: int
    items: list[ListingItem]
    facets: FacetItems
    understood: list[UnderstoodItem]
    revision: str


class FacetsAnswer(Answer):
    """Counts without listings."""

    total: int
    facets: FacetItems
    understood: list[UnderstoodItem]
    revision: str


class SessionItem(Answer):
    """One dated occurrence; minutes after midnight, Asia/Tokyo."""

    date: date
    text: str
    certainty: Literal["certain", "maybe"]


class ContactItem(Answer):
    """One public way to reach somebody."""

    kind: str
    value: str
    note: str


class FactItem(Answer):
    """A fact that is known; missing ones are unknown."""

    code: str
    answer: Literal["yes", "no"]


class ListingAnswer(ListingItem):
    """Everything public about one listing."""

    place: Annotated[str, Field(description="where it is, in words")]
    next_label: Annotated[str, Field(description="next date in words; empty when unknown")]
    postal_code: str
    building: str
    venue: str
    access: str
    organization: str
    department: str
    description: str
    tags: list[str]
    service_area: str
    topics: Annotated[list[str], Field(description="what an advice desk is for, as far as it is clear")]
    advice_level: Annotated[AdviceLevel, Field(description="whether it is near or for experts; empty = not known")]
    channels: list[AdviceChannel]
    schedule_raw: str
    fee_raw: str
    age_raw: str
    booking: str
    capacity: int | None = None
    facts: list[FactItem]
    contacts: list[ContactItem]
    sessions: list[SessionItem]
    series: list[str]
    status: str
    source: str
    licence: str
    attribution: str
    revision: str


class FieldProblem(Answer):
    """A parameter that can not be understood."""

    name: str
    message: str


class ErrorAnswer(Answer):
    """Every answer that is not a success."""

    error: str
    message: str
    fields: list[FieldProblem]
    request_id: str


REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"model": ErrorAnswer} for status in (400, 403, 405, 413, 422, 429, 500, 503)
}
PAGE_REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"content": {"text/html": {"schema": {"type": "string"}}}}
    for status in (400, 403, 404, 405, 413, 422, 429, 500, 503)
}
"""Of files that lie beside the pages: what goes wrong there is said by a page."""

NOT_MODIFIED: dict[int | str, dict[str, object]] = {304: {"description": "The named ETag is still the present one."}}


class AliveAnswer(Answer):
    """The process lives."""

    alive: bool


class ReadyAnswer(BaseModel):
    """Whether everything is there; every further key names a part and says ok or what is wrong."""

    model_config = ConfigDict(extra="allow")

    ready: bool
