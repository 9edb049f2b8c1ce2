"""Bodies of coordinators about what they came across on a visit: a name and a district are enough."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.actor import Actor
from directory.domain.category import is_known
from directory.domain.district import MUNICIPALITY_SCHEME, District
from directory.domain.errors import RequestRefused
from directory.runtime import Runtime
from directory.site.api.record_bodies import SubmissionBody
from directory.site.api.record_items import read_body
from directory.usecases.moderation.outreach import FoundActivity

WRITERS = frozenset({"coordinator", "moderator"})


def is_found_on_visit(actor: Actor, body: SubmissionBody) -> bool:
    """Whether somebody of the staff sends less than a whole record; everybody else has to send one."""
    is_whole = body.category is not None and body.description is not None and body.district is None
    return not is_whole and any(grant.role in WRITERS for grant in actor.grants)


def require_municipality(runtime: Runtime, body: SubmissionBody) -> None:
    """Passes a municipality that exists.

    Raises:
        RequestRefused: municipality_unknown.
    """
    if not runtime.municipalities.municipality_name(body.municipality):
        raise RequestRefused("municipality_unknown", {"field": "municipality"})


def read_found(runtime: Runtime, body: SubmissionBody) -> FoundActivity:
    """What the body says.

    Raises:
        RequestRefused: municipality_unknown, record_field.
    """
    require_municipality(runtime, body)
    if body.category is not None and not is_known(body.category):
        raise RequestRefused("record_field", {"field": "category"})
    return FoundActivity(
        name=body.name,
        municipality=body.municipality,
        district=find_district(runtime, body.municipality, body.district or ""),
        category=body.category or "",
        texts=replace(read_body(body), categories=None),
        message=body.message,
    )


def find_district(runtime: Runtime, municipality: str, code: str) -> District | None:
    """The operator's district of a code; None for the municipality itself.

    Raises:
        RequestRefused: record_field: the municipality has no such district.
    """
    if not code or code == municipality:
        return None
    district = runtime.catalog.current().districts.get(code)
    if district is None or district.municipality != municipality or district.scheme == MUNICIPALITY_SCHEME:
        raise RequestRefused("record_field", {"field": "district"})
    return district
