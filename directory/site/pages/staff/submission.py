"""/staff/submissions/…: one submission, and what a moderator does with it: publish, return, telephone, take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, Request, Response

from directory.domain.access import require
from directory.domain.audit import AuditEntry
from directory.domain.errors import Conflict
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.case_view import CaseView, view_case
from directory.site.pages.staff.form_fields import FieldsDep
from directory.site.pages.staff.frame import Frame, ModeratorDep, Staff, go_on, open_frame, send_staff_page
from directory.site.public_address import public_origin
from directory.usecases.moderation.decide import Case, Verdict, decide, open_case
from directory.usecases.moderation.learn_nearby import learn_nearby
from directory.usecases.moderation.letters import Letterhead, write_letter
from directory.usecases.moderation.place_reading import note_readings
from directory.usecases.moderation.undo import UNDO_DAYS, undo_decision

REPLIES = ("place", "schedule", "contact", "double", "person")
"""文例: what is usually missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage:
    """Context of staff/submission.html. notice: id of a sentence on top, empty = none; is_asked: publish once more."""

    template: ClassVar[str] = "staff/submission.html"

    frame: Frame
    view: CaseView
    replies: tuple[str, ...]
    can_undo: bool
    notice: str = ""
    is_asked: bool = False
    pins_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPage:
    """Context of staff/return.html: the mail as it would go out. subject, body are empty when nobody gets one."""

    template: ClassVar[str] = "staff/return.html"

    frame: Frame
    view_name: str
    submission_id: str
    version: int
    reply: str
    to: str
    subject: str
    body: str


router = APIRouter(include_in_schema=False, prefix="/staff/submissions/{submission_id}")


@router.get("")
def send_case(
    request: Request, runtime: RuntimeDep, staff: ModeratorDep, submission_id: str, done: str = ""
) -> Response:
    """The submission; looking at it changes nothing."""
    case = open_case(runtime.desk, staff.actor, submission_id)
    notice = f"staff.done_{done}" if f"staff.done_{done}" in runtime.words else ""
    return _show(request, runtime, staff, case, notice=notice)


@router.post("/place")
def show_place(request: Request, runtime: RuntimeDep, staff: ModeratorDep, submission_id: str) -> Response:
    """The same page with the confidential place, once its reading is written down."""
    case = open_case(runtime.desk, staff.actor, submission_id)
    note_reading(runtime, staff, case)
    return _show(request, runtime, staff, case, shows_place=True)


@router.post("/publish")
def publish(
    request: Request,
    runtime: RuntimeDep,
    staff: ModeratorDep,
    submission_id: str,
    fields: FieldsDep,
    tasks: BackgroundTasks,
) -> Response:
    """Publishes it as it was sent. What lowers the protection of a place is asked once more."""
    case = open_case(runtime.desk, staff.actor, submission_id)
    if case.submission.lacks_kind:
        return _show(request, runtime, staff, case, notice="error.kind_unknown", status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if view_case(runtime, case).asks_twice and not fields.one("sure"):
        return _show(request, runtime, staff, case, is_asked=True, pins_confirmed=bool(fields.one("pins")))
    verdict = Verdict(
        decision="publish",
        version=fields.number("version") or 0,
        reply=fields.one("reply"),
        confirms_pins=bool(fields.one("pins")),
    )
    return carry_out(request, runtime, staff, submission_id, verdict, tasks)


@router.post("/return")
def give_back(
    request: Request,
    runtime: RuntimeDep,
    staff: ModeratorDep,
    submission_id: str,
    fields: FieldsDep,
    tasks: BackgroundTasks,
) -> Response:
    """Shows the mail first; sends it when it comes back from there."""
    if fields.one("action") == "send":
        verdict = Verdict(decision="return", version=fields.number("version") or 0, reply=fields.one("reply"))
        return carry_out(request, runtime, staff, submission_id, verdict, tasks)
    case = open_case(runtime.desk, staff.actor, submission_id)
    chosen = (runtime.words.say(f"staff.reply_{each}") for each in fields.many("sample") if each in REPLIES)
    reply = "\n".join((*chosen, *fields.many("reply")))
    letter = write_letter(case, "return", reply, head_of(request, runtime))
    page = ReturnPage(
        frame=open_frame(runtime, staff),
        view_name=case.proposed.name if case.proposed else "",
        submission_id=case.submission.id,
        version=fields.number("version") or case.submission.version,
        reply=reply,
        to=letter.to if letter else "",
        subject=letter.subject if letter else "",
        body=letter.body if letter else "",
    )
    return send_staff_page(request, page)


@router.post("/phoned")
def note_call(runtime: RuntimeDep, staff: ModeratorDep, submission_id: str) -> Response:
    """Notes that somebody telephoned; the submission waits on."""
    open_case(runtime.desk, staff.actor, submission_id)
    _note(runtime, staff, submission_id, action="phoned")
    return go_on(f"/staff/submissions/{submission_id}?done=phoned")


@router.post("/undo")
def take_back(
    request: Request, runtime: RuntimeDep, staff: ModeratorDep, submission_id: str, fields: FieldsDep
) -> Response:
    """Takes a decision back."""
    try:
        undo_decision(
            runtime.desk, staff.actor, submission_id, version=fields.number("version") or 0, now=runtime.now()
        )
    except Conflict:
        return _show_conflict(request, runtime, staff, submission_id)
    return go_on(f"/staff/submissions/{submission_id}?done=undone")


def carry_out(
    request: Request, runtime: Runtime, staff: Staff, submission_id: str, verdict: Verdict, tasks: BackgroundTasks
) -> Response:
    """Decides, and shows what is there now when somebody was first."""
    head = head_of(request, runtime)
    try:
        decided = decide(
            runtime.desk,
            staff.actor,
            submission_id,
            verdict,
            now=runtime.now(),
            today=runtime.today(),
            write_letter=lambda case: write_letter(case, verdict.decision, verdict.reply, head),
        )
    except Conflict:
        return _show_conflict(request, runtime, staff, submission_id)
    if decided.moved_pins:
        tasks.add_task(learn_nearby, runtime.desk, runtime.anchors, decided.submission.municipality, now=runtime.now())
    return go_on(f"/staff/submissions/{submission_id}?done={verdict.decision}")


def head_of(request: Request, runtime: Runtime) -> Letterhead:
    """How the site signs its mails."""
    settings = runtime.settings
    return Letterhead(
        words=runtime.words, site=settings.site_name, phone=settings.help_phone, url=public_origin(request)
    )


def note_reading(runtime: Runtime, staff: Staff, case: Case) -> None:
    """Writes down that somebody is about to see the confidential place of a submission or of its record."""
    ids = [case.submission.id]
    if case.resource is not None and case.resource.draft.visibility != "public":
        require(staff.actor, "read_place", runtime.desk.scopes.thing_of(case.resource))
        ids.append(case.resource.id)
    note_readings(runtime.store, staff.actor.account_id, ids, now=runtime.now())


def _show_conflict(request: Request, runtime: Runtime, staff: Staff, submission_id: str) -> Response:
    case = open_case(runtime.desk, staff.actor, submission_id)
    return _show(request, runtime, staff, case, notice="mod.conflict", status=HTTPStatus.CONFLICT)


def _show(  # noqa: PLR0913 (each changes one thing of the page)
    request: Request,
    runtime: Runtime,
    staff: Staff,
    case: Case,
    *,
    notice: str = "",
    shows_place: bool = False,
    is_asked: bool = False,
    pins_confirmed: bool = False,
    status: int = 200,
) -> Response:
    decided_at = case.submission.decided_at
    is_decided = case.submission.status in {"published", "returned"} and decided_at is not None
    page = SubmissionPage(
        frame=open_frame(runtime, staff),
        view=view_case(runtime, case, shows_place=shows_place),
        replies=REPLIES,
        can_undo=is_decided and decided_at is not None and runtime.now() - decided_at <= timedelta(days=UNDO_DAYS),
        notice=notice,
        is_asked=is_asked,
        pins_confirmed=pins_confirmed,
    )
    return send_staff_page(request, page, status=status)


def _note(runtime: Runtime, staff: Staff, submission_id: str, *, action: str) -> None:
    entry = AuditEntry(
        at=runtime.now(),
        account_id=staff.actor.account_id,
        action=action,
        object_id=submission_id,
        outcome="done",
    )
    with runtime.store.write(now=runtime.now()) as unit:
        unit.audit.record(entry)
