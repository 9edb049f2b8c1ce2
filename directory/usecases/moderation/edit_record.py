"""Somebody edits a record: at once where the role allows it, else as a submission that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from directory.domain.access import require
from directory.domain.actor import Actor
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft
from directory.domain.draft_diff import list_changed
from directory.domain.errors import Conflict, VersionMissing, VersionStale
from directory.domain.mail import Mail
from directory.domain.permission import Thing, Verdict
from directory.domain.resource import Confirmation, Resource
from directory.domain.submission import Channel, Submission, Submitter
from directory.usecases.moderation.desk import Desk, PlacedRecord
from directory.usecases.moderation.read_record import find_record, visible_contacts
from directory.usecases.moderation.record_texts import RecordTexts, settle_notes, write_record
from directory.usecases.submit import Parts, make_code, submit


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRequest:
    """What somebody wants changed.

    Attributes:
        version: of the record that the actor looked at; None = did not say.
        confirms_pins: the actor checked on the spot, or on the map, that pins stand where the doors are.
    """

    resource_id: str
    texts: RecordTexts
    version: int | None
    channel: Channel = "web"
    message: str = ""
    confirms_pins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of an edit.

    Attributes:
        version: of the record now. submission: what waits; None = the record is changed.
        moved_pins: pins were confirmed, so that neighbours may have something to learn.
    """

    version: int
    submission: Submission | None = None
    moved_pins: bool = False


def edit_record(desk: Desk, actor: Actor, request: EditRequest, *, now: datetime, today: date) -> Edited:
    """The edit carried out or waiting, as the actor's role has it. `today` in Japan is the day of confirmed pins.

    Raises:
        AccessRefused, NotFound: see `require`.
        VersionMissing: no version was named. VersionStale: somebody changed the record first.
        RequestRefused: a value that a record can not have.
    """
    resource, thing = find_record(desk, request.resource_id)
    verdict = require(actor, "edit_record", thing)
    if request.version is None:
        raise VersionMissing("version_missing")
    if request.version != resource.version:
        raise VersionStale("version_stale", {"version": resource.version})
    draft = settle_notes(_write(actor, thing, resource.draft, request.texts), resource.draft, today=today)
    if request.texts.staff_notes is not None:
        # also where nothing differs: an answer must not tell somebody what the notes say
        verdict = _weaker(verdict, require(actor, "edit_staff_notes", thing))
    if draft.visibility != resource.draft.visibility:
        verdict = _weaker(verdict, require(actor, "set_visibility", thing))
    if verdict == "proposes":
        waiting = _propose(desk, actor, resource, draft, request, now=now)
        return Edited(version=resource.version, submission=waiting)
    confirmation = Confirmation(on=today, by=actor.name) if request.confirms_pins else None
    placed = desk.place(draft, resource, confirmation=confirmation)
    return _publish(desk, actor, resource, placed, request, now=now)


def _weaker(one: Verdict, other: Verdict) -> Verdict:
    """Of two things in one edit, one that has to wait lets both wait."""
    return "proposes" if "proposes" in {one, other} else "allowed"


def _write(actor: Actor, thing: Thing, known: ResourceDraft, texts: RecordTexts) -> ResourceDraft:
    """The draft as it shall be; contacts that the actor can not see are not the actor's to remove."""
    draft = write_record(known, texts)
    if texts.contacts is None:
        return draft
    seen = visible_contacts(actor, thing, known.contacts)
    unseen = tuple(each for each in known.contacts if each not in seen)
    return draft.model_copy(update={"contacts": _joined(draft.contacts, unseen)})


def _joined(given: Sequence[Contact], unseen: Sequence[Contact]) -> tuple[Contact, ...]:
    """Given and unseen contacts, each once; what is not seen can not be made public by writing it down again."""
    hidden = {(each.kind, each.value) for each in unseen}
    return (*(each for each in given if (each.kind, each.value) not in hidden), *unseen)


def _propose(
    desk: Desk, actor: Actor, resource: Resource, draft: ResourceDraft, request: EditRequest, *, now: datetime
) -> Submission:
    parts = Parts(
        kind="change",
        municipality=resource.draft.municipality,
        channel=request.channel,
        draft=draft,
        changed=list_changed(resource.draft, draft),
        resource_id=resource.id,
        base_version=resource.version,
        submitter=Submitter(account_id=actor.account_id),
        message=request.message,
    )
    return submit(desk.store, parts, now=now).submission


def _publish(
    desk: Desk, actor: Actor, resource: Resource, placed: PlacedRecord, request: EditRequest, *, now: datetime
) -> Edited:
    """Changed at once; kept as a decided submission too, so that it can be undone like any other."""
    draft = placed.change.draft
    decided = Submission(
        id=str(uuid4()),
        code="",
        kind="change",
        municipality=draft.municipality,
        channel=request.channel,
        created_at=now,
        draft=draft,
        changed=list_changed(resource.draft, draft),
        resource_id=resource.id,
        base_version=resource.version,
        submitter=Submitter(account_id=actor.account_id),
        message=request.message,
    )
    nobody = Mail(kind="submission", to="", subject="", body="", dedup_key=f"submission:{decided.id}")
    with desk.store.write(now=now) as unit:
        try:
            version = unit.resources.edit(resource.id, resource.version, placed.change, actor=actor.name)
        except Conflict as conflict:
            raise VersionStale("version_stale", conflict.facts) from conflict
        if version != resource.version:
            unit.submissions.add(replace(decided, code=make_code(unit)))
            unit.submissions.decide(
                decided.id,
                version=decided.version,
                status="published",
                by=actor.account_id,
                at=now,
                resource_id=resource.id,
                previous=resource.draft,
            )
            unit.outbox.enqueue(nobody, next_at=now)
    moved = request.confirms_pins and any(each.confirmed is not None for each in placed.change.placements)
    return Edited(version=version, moved_pins=moved)
