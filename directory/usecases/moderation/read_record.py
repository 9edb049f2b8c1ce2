"""Somebody who is signed in reads a record as their role may see it, or its exact place as a thing of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from directory.domain.access import nothing_there, require
from directory.domain.actor import Actor
from directory.domain.audit import AuditEntry
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.permission import Thing, can
from directory.domain.resource import Resource
from directory.usecases.moderation.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record as one actor may see it. has_place: whether its place is part of it; else it is asked for by itself."""

    resource: Resource
    draft: ResourceDraft
    has_place: bool


def read_record(desk: Desk, actor: Actor, resource_id: str) -> RecordView:
    """The record without contacts that are none of the actor's business, and without a confidential place.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such record.
    """
    resource, thing = find_record(desk, resource_id)
    require(actor, "read_record", thing)
    return view_record(actor, resource, thing)


def view_record(actor: Actor, resource: Resource, thing: Thing) -> RecordView:
    """The same for a record that was found already."""
    draft = resource.draft.model_copy(update={"contacts": visible_contacts(actor, thing, resource.draft.contacts)})
    if draft.visibility == "public":
        return RecordView(resource=resource, draft=draft, has_place=True)
    return RecordView(resource=resource, draft=without_places(draft), has_place=False)


def read_place(
    desk: Desk, actor: Actor, resource_id: str, *, now: datetime, count: Callable[[], None] = lambda: None
) -> Resource:
    """The record with its exact place; reading one that is confidential is written down before it is shown.

    `count` is called before a confidential place is read and may refuse.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such record.
        StoreUnavailable: the reading could not be written down, so nothing is shown.
    """
    resource, thing = find_record(desk, resource_id)
    require(actor, "read_place", thing)
    if resource.draft.visibility != "public":
        entry = AuditEntry(
            at=now, account_id=actor.account_id, action="read_place", object_id=resource.id, outcome="done"
        )
        count()
        with desk.store.write(now=now) as unit:
            unit.audit.record(entry)
    return resource


def find_record(desk: Desk, resource_id: str) -> tuple[Resource, Thing]:
    """A record and what the permission table knows of it.

    Raises:
        NotFound: there is none; the same answer as for one that is out of reach.
    """
    with desk.store.read() as unit:
        resource = unit.resources.find(resource_id)
    if resource is None:
        raise nothing_there()
    return resource, desk.scopes.thing_of(resource)


def visible_contacts(actor: Actor, thing: Thing, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts that the actor may see."""
    seen = {"public"}
    if can(actor, "read_staff_contacts", thing) == "allowed":
        seen.add("staff")
    if can(actor, "read_private_contacts", thing) == "allowed":
        seen.add("private")
    return tuple(each for each in contacts if each.publicity in seen)


def without_places(draft: ResourceDraft) -> ResourceDraft:
    """The draft with nothing that says where its venues are; their keys are made of addresses, so they go too."""
    venues = tuple(
        replace(VenueDraft(key=str(number)), schedule=venue.schedule, eligibility=venue.eligibility, fees=venue.fees)
        for number, venue in enumerate(draft.venues, 1)
    )
    return draft.model_copy(update={"venues": venues})
