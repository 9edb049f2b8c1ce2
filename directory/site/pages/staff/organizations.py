"""/staff/organizations: who runs activities, and which networks they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from directory.domain.access import nothing_there, require
from directory.domain.draft import NAME_LIMIT
from directory.domain.resource import Resource
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.form_fields import FieldsDep
from directory.site.pages.staff.frame import Frame, ModeratorDep, go_on, open_frame, send_staff_page
from directory.site.pages.staff.records import read_offset
from directory.store.record_lists import OrganizationLine
from directory.usecases.moderation.bulk import edit_organization, thing_of_organization

PAGE = 50
MOST_NETWORKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationsPage:
    """Context of staff/organizations.html. older: lines before the next page; None = there is none."""

    template: ClassVar[str] = "staff/organizations.html"

    frame: Frame
    words: str
    lines: tuple[OrganizationLine, ...]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPage:
    """Context of staff/organization.html. networks: that any of its records names."""

    template: ClassVar[str] = "staff/organization.html"

    frame: Frame
    line: OrganizationLine
    networks: tuple[str, ...]
    records: tuple[Resource, ...]
    members: tuple[OrganizationLine, ...]


router = APIRouter(include_in_schema=False, prefix="/staff/organizations")


@router.get("")
def send_organizations(
    request: Request, runtime: RuntimeDep, staff: ModeratorDep, q: str = "", offset: str = ""
) -> Response:
    """Organizations and networks of the moderator's municipalities."""
    start, text = read_offset(offset), q.strip()[:100]
    scope = runtime.desk.scopes.codes_of(staff.actor)
    with runtime.store.read() as unit:
        lines = unit.records.organizations(scope, text=text, limit=PAGE + 1, offset=start)
    page = OrganizationsPage(
        frame=open_frame(runtime, staff),
        words=text,
        lines=lines[:PAGE],
        newer=max(0, start - PAGE) if start else None,
        older=start + PAGE if len(lines) > PAGE else None,
    )
    return send_staff_page(request, page)


@router.get("/{organization_id}")
def send_organization(request: Request, runtime: RuntimeDep, staff: ModeratorDep, organization_id: str) -> Response:
    """One organization with its records; as a network with its members."""
    with runtime.store.read() as unit:
        line = unit.records.organization(organization_id)
        ids = unit.records.records_of(organization_id)[:PAGE]
        records = tuple(resource for each in ids if (resource := unit.resources.find(each)))
        members = unit.records.members_of(organization_id)
    if line is None:
        raise nothing_there()
    require(staff.actor, "read_queue", thing_of_organization(runtime.desk, line), object_id=organization_id)
    named = (name for each in records if each.draft.organization for name in each.draft.organization.networks)
    page = OrganizationPage(
        frame=open_frame(runtime, staff),
        line=line,
        networks=tuple(dict.fromkeys(named)),
        records=records,
        members=members,
    )
    return send_staff_page(request, page)


@router.post("/{organization_id}")
def take_organization(runtime: RuntimeDep, staff: ModeratorDep, organization_id: str, fields: FieldsDep) -> Response:
    """Renames it and its networks in all records that it runs; without a name it keeps its own."""
    name = fields.one("name")[:NAME_LIMIT]
    networks = tuple(dict.fromkeys(line.strip() for line in fields.one("networks").splitlines() if line.strip()))
    edit_organization(
        runtime.desk,
        staff.actor,
        organization_id,
        name=name,
        networks=networks[:MOST_NETWORKS],
        now=runtime.now(),
    )
    return go_on("/staff/organizations")
