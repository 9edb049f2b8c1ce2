"""Somebody who is signed in reads a record as their role may see it, or its exact place as a thing of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from directory.domain.access import nothing_there, require
from directory.domain.actor import Actor
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.permission import Thing, can
from directory.domain.resource import Resource
from directory.domain.staff_notes import NO_NOTES
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.place_reading import note_readings


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record as one actor may see it.

    Attributes:
        has_place: whether its place is part of it; else it is asked for by itself.
        has_notes: whether the actor reads what is meant for support workers.
    """

    resource: Resource
    draft: ResourceDraft
    has_place: bool
    has_notes: bool = False


def read_record(desk: Desk, actor: Actor, resource_id: str) -> RecordView:
    """The record without contacts and notes that are none of the actor's business, and without a confidential place.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such record.
    """
    resource, thing = find_record(desk, resource_id)
    require(actor, "read_record", thing)
    return view_record(actor, resource, thing)


def view_record(actor: Actor, resource: Resource, thing: Thing) -> RecordView:
    """The same for a record that was found already."""
    view = view_whole(actor, resource, thing)
    if resource.draft.visibility == "public":
        return view
    return replace(view, draft=without_places(view.draft), has_place=False)


def view_whole(actor: Actor, resource: Resource, thing: Thing) -> RecordView:
    """The record with its place, for who has asked for that by itself."""
    has_notes = can(actor, "read_staff_notes", thing) == "allowed"
    return RecordView(
        resource=resource, draft=visible_draft(actor, resource.draft, thing), has_place=True, has_notes=has_notes
    )


def visible_draft(actor: Actor, draft: ResourceDraft, thing: Thing) -> ResourceDraft:
    """A draft of a record without contacts and notes that the actor may not see."""
    seen: dict[str, object] = {"contacts": visible_contacts(actor, thing, draft.contacts)}
    if can(actor, "read_staff_notes", thing) != "allowed":
        seen["staff_notes"] = NO_NOTES
    return draft.model_copy(update=seen)


def read_place(desk: Desk, actor: Actor, resource_id: str, *, now: datetime) -> Resource:
    """The record with its exact place; reading one that is confidential is written down before it is shown.

    Raises:
        AccessRefused: see `require`. NotFound: there is no such record.
        TooManyRequests: the account read too many confidential places within an hour.
        StoreUnavailable: the reading could not be written down, so nothing is shown.
    """
    resource, thing = find_record(desk, resource_id)
    require(actor, "read_place", thing)
    if resource.draft.visibility != "public":
        note_readings(desk.store, actor.account_id, [resource.id], now=now)
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
