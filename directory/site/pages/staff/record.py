"""/staff/resources/…: one record with its history, and the form that changes it or proposes a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, Request, Response

from directory.domain.access import require
from directory.domain.draft_diff import compare_drafts
from directory.domain.errors import RequestRefused, VersionStale
from directory.domain.permission import can
from directory.domain.resource import Resource
from directory.domain.submission import Submission
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.case_view import phrase_moment
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.pages.staff.frame import Frame, Staff, StaffDep, go_on, open_frame, send_staff_page
from directory.site.pages.staff.record_form import RecordForm, fill_form, keep_typed, phrase_refusal, read_form
from directory.site.phrasing.difference import DifferenceRow, phrase_differences
from directory.site.phrasing.exact_place import phrase_point
from directory.store.history import HistoryEntry
from directory.usecases.moderation.edit_record import EditRequest, edit_record
from directory.usecases.moderation.learn_nearby import learn_nearby
from directory.usecases.moderation.read_record import (
    RecordView,
    find_record,
    read_place,
    read_record,
    view_whole,
    without_places,
)
from directory.usecases.moderation.warnings import is_less_protected

PROGRAMS = frozenset({"import", "seed", "anchors", "readings", "districts"})
"""Names that history knows beside accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One change of the record: when, by whom, which fields."""

    at: str
    who: str
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Context of staff/record.html.

    Attributes:
        rows: everything that is filled in, each against nothing.
        points: where the venues lie, in words; only where the confidential place was asked for.
    """

    template: ClassVar[str] = "staff/record.html"

    frame: Frame
    resource: Resource
    name: str
    rows: tuple[DifferenceRow, ...]
    history: tuple[HistoryRow, ...]
    sent: tuple[Submission, ...]
    is_confidential: bool
    may_edit: bool
    notice: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEditPage:
    """Context of staff/record_edit.html.

    Attributes:
        proposes: the change waits for a moderator.
        conflict: what was typed beside what somebody else has stored meanwhile.
    """

    template: ClassVar[str] = "staff/record_edit.html"

    frame: Frame
    resource_id: str
    version: int
    form: RecordForm
    proposes: bool
    is_confidential: bool
    error: str = ""
    is_asked: bool = False
    conflict: tuple[DifferenceRow, ...] = ()


router = APIRouter(include_in_schema=False, prefix="/staff/resources/{resource_id}")


@router.get("")
def send_record_page(
    request: Request, runtime: RuntimeDep, staff: StaffDep, resource_id: str, done: str = ""
) -> Response:
    """The record as its reader may see it; without a confidential place."""
    view = read_record(runtime.desk, staff.actor, resource_id)
    notice = f"staff.done_{done}" if f"staff.done_{done}" in runtime.words else ""
    return _show_record(request, runtime, staff, view, notice=notice)


@router.post("/place")
def show_record_place(request: Request, runtime: RuntimeDep, staff: StaffDep, resource_id: str) -> Response:
    """The same page with the confidential place, once its reading is written down."""
    resource = _read_place(runtime, staff, resource_id)
    whole = view_whole(staff.actor, resource, runtime.desk.scopes.thing_of(resource))
    points = tuple(phrase_point(each.place, runtime.words) for each in resource.placements)
    return _show_record(request, runtime, staff, whole, points=points)


@router.get("/edit")
def send_record_form(request: Request, runtime: RuntimeDep, staff: StaffDep, resource_id: str) -> Response:
    """The form; a confidential place is not in it."""
    view = read_record(runtime.desk, staff.actor, resource_id)
    return _show_form(request, runtime, staff, view)


@router.post("/edit")
def take_record(
    request: Request,
    runtime: RuntimeDep,
    staff: StaffDep,
    resource_id: str,
    fields: FieldsDep,
    tasks: BackgroundTasks,
) -> Response:
    """Changes the record, proposes the change, shows the confidential place on request, or says what is wrong."""
    view = read_record(runtime.desk, staff.actor, resource_id)
    if fields.one("action") == "place":
        resource = _read_place(runtime, staff, resource_id)
        whole = view_whole(staff.actor, resource, runtime.desk.scopes.thing_of(resource))
        return _show_form(request, runtime, staff, whole)
    try:
        edit = EditRequest(
            resource_id=resource_id,
            texts=read_form(fields),
            version=fields.number("version") or 0,
            confirms_pins=bool(fields.one("pins")),
        )
        if _lowers(edit, view) and not fields.one("sure"):
            return _show_form(request, runtime, staff, view, fields=fields, is_asked=True)
        edited = edit_record(runtime.desk, staff.actor, edit, now=runtime.now(), today=runtime.today())
    except (RequestRefused, VersionStale) as refused:
        error = phrase_refusal(refused, runtime.words)
        is_stale = isinstance(refused, VersionStale)
        return _show_form(request, runtime, staff, view, fields=fields, error=error, is_stale=is_stale)
    if edited.moved_pins:
        jis = view.resource.draft.municipality
        tasks.add_task(learn_nearby, runtime.desk, runtime.anchors, jis, now=runtime.now())
    done = "proposed" if edited.submission is not None else "saved"
    return go_on(f"/staff/resources/{resource_id}?done={done}")


def _read_place(runtime: Runtime, staff: Staff, resource_id: str) -> Resource:
    return read_place(runtime.desk, staff.actor, resource_id, now=runtime.now())


def _lowers(edit: EditRequest, view: RecordView) -> bool:
    known = view.resource.draft
    wanted = known.model_copy(update={"visibility": edit.texts.visibility or known.visibility})
    return is_less_protected(wanted, known)


def _show_form(
    request: Request,
    runtime: Runtime,
    staff: Staff,
    view: RecordView,
    *,
    fields: Fields | None = None,
    error: str = "",
    is_asked: bool = False,
    is_stale: bool = False,
) -> Response:
    resource, thing = find_record(runtime.desk, view.resource.id)
    verdict = require(staff.actor, "edit_record", thing)
    shows_venues = fields.has("venue_address") if fields is not None else view.has_place
    draft = keep_typed(view.draft, fields) if fields else view.draft
    page = RecordEditPage(
        frame=open_frame(runtime, staff),
        resource_id=resource.id,
        version=resource.version,
        form=fill_form(draft, runtime.words, shows_venues=shows_venues, shows_notes=view.has_notes),
        proposes=verdict == "proposes",
        is_confidential=not shows_venues,
        error=error,
        is_asked=is_asked,
        conflict=phrase_differences(compare_drafts(view.draft, draft), runtime.words) if is_stale else (),
    )
    status = HTTPStatus.PRECONDITION_FAILED if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY if error else 200
    return send_staff_page(request, page, status=status)


def _show_record(
    request: Request,
    runtime: Runtime,
    staff: Staff,
    view: RecordView,
    *,
    notice: str = "",
    points: tuple[str, ...] = (),
) -> Response:
    resource = view.resource
    with runtime.store.read() as unit:
        entries = unit.history_of(resource.id)
        sent = unit.submissions.of_resource(resource.id)
        names = {each.actor: account.name for each in entries if (account := unit.accounts.find(each.actor))}
    draft = view.draft if view.has_place else without_places(view.draft)
    page = RecordPage(
        frame=open_frame(runtime, staff),
        resource=resource,
        name=draft.name,
        rows=phrase_differences(compare_drafts(None, draft), runtime.words),
        history=tuple(_history_rows(entries, names, runtime)),
        sent=tuple(reversed(sent)) if staff.is_moderator else (),
        is_confidential=not view.has_place,
        may_edit=_may_edit(runtime, staff, resource),
        notice=notice,
        points=points,
    )
    return send_staff_page(request, page)


def _may_edit(runtime: Runtime, staff: Staff, resource: Resource) -> bool:
    return can(staff.actor, "edit_record", runtime.desk.scopes.thing_of(resource)) in {"allowed", "proposes"}


def _history_rows(entries: tuple[HistoryEntry, ...], names: dict[str, str], runtime: Runtime) -> Iterator[HistoryRow]:
    """The newest first; the fields by name, their values stay where they are."""
    words = runtime.words
    for entry in reversed(entries):
        labels = (f"record.{change.field}" for change in entry.changes)
        known = [words.say(label) if label in words else words.say("record.other") for label in labels]
        who = words.say(f"staff.by_{entry.actor}") if entry.actor in PROGRAMS else words.say("staff.somebody")
        yield HistoryRow(
            at=phrase_moment(entry.at, words),
            who=names.get(entry.actor) or who,
            fields=words.say("list.comma").join(dict.fromkeys(known)) or words.say(f"staff.history_{entry.action}"),
        )
