"""Many records at once: those that need attention are looked at, hidden or ended; organizations are renamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from directory.domain.access import nothing_there, require
from directory.domain.actor import Actor
from directory.domain.draft import OrganizationDraft, ResourceDraft
from directory.domain.permission import Thing
from directory.domain.resource import Resource
from directory.store.record_lists import OrganizationLine
from directory.store.resource_change import ResourceChange
from directory.store.unit import WriteUnit
from directory.usecases.moderation.desk import Desk

BulkAction = Literal["looked", "hide", "end"]
"""looked: nothing has to be done. hide: nobody sees it any more. end: its page says that it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One record of a list as somebody saw it."""

    resource_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkResult:
    """How many records were changed, and how many were not because somebody else had changed them."""

    changed: int
    skipped: int


def settle_attention(
    desk: Desk, actor: Actor, chosen: Iterable[Chosen], action: BulkAction, *, now: datetime
) -> BulkResult:
    """All in one transaction.

    Raises:
        AccessRefused, NotFound: one of the records is none of the actor's business; nothing is changed.
    """
    changed = skipped = 0
    with desk.store.write(now=now) as unit:
        for each in chosen:
            resource = _find(desk, unit, actor, each.resource_id)
            if resource.version != each.version:
                skipped += 1
                continue
            unit.resources.edit(resource.id, resource.version, _settle(resource, action), actor=actor.name)
            changed += 1
    return BulkResult(changed=changed, skipped=skipped)


def edit_organization(
    desk: Desk, actor: Actor, organization_id: str, *, name: str, networks: Sequence[str], now: datetime
) -> int:
    """Number of records that name the organization and its networks anew.

    Raises:
        AccessRefused, NotFound: it is none of the actor's business, or there is none; nothing is changed.
    """
    with desk.store.write(now=now) as unit:
        line = unit.records.organization(organization_id)
        if line is None:
            raise nothing_there()
        require(actor, "read_queue", thing_of_organization(desk, line), object_id=organization_id)
        ids = unit.records.records_of(organization_id)
        for resource_id in ids:
            resource = _find(desk, unit, actor, resource_id)
            draft = _rename(resource.draft, name or line.name, networks)
            unit.resources.edit(
                resource.id, resource.version, replace(_as_it_is(resource), draft=draft), actor=actor.name
            )
    return len(ids)


def thing_of_organization(desk: Desk, line: OrganizationLine) -> Thing:
    """An organization for the permission table: it belongs to its municipality's moderators."""
    return Thing(municipality=line.municipality, city=desk.scopes.city_of(line.municipality))


def _find(desk: Desk, unit: WriteUnit, actor: Actor, resource_id: str) -> Resource:
    resource = unit.resources.find(resource_id)
    if resource is None:
        raise nothing_there()
    thing = desk.scopes.thing_of(resource)
    require(actor, "set_visibility", thing)
    return resource


def _settle(resource: Resource, action: BulkAction) -> ResourceChange:
    change = replace(_as_it_is(resource), attention=())
    if action == "hide":
        return replace(change, draft=resource.draft.model_copy(update={"visibility": "hidden"}))
    if action == "end":
        return replace(change, draft=resource.draft.model_copy(update={"status": "ended"}))
    return change


def _as_it_is(resource: Resource) -> ResourceChange:
    return ResourceChange(
        draft=resource.draft,
        placements=resource.placements,
        attention=resource.attention,
        reading=resource.reading,
    )


def _rename(draft: ResourceDraft, name: str, networks: Sequence[str]) -> ResourceDraft:
    number = draft.organization.corporate_number if draft.organization else ""
    organization = OrganizationDraft(name=name, corporate_number=number, networks=tuple(networks))
    return draft.model_copy(update={"organization": organization})
