"""/staff/resources/…/feedback: three buttons and a few words about a place, never about a family."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from directory.domain.errors import RequestRefused
from directory.domain.feedback import FEEDBACK_KINDS, LONGEST_TEXT, FeedbackCounts, FeedbackKind
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.pages.staff.frame import Frame, Staff, StaffDep, go_on, open_frame, send_staff_page
from directory.site.phrasing.day import phrase_date
from directory.usecases.give_feedback import (
    FeedbackView,
    Said,
    find_problems,
    give_feedback,
    make_claim,
    read_feedback,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackForm:
    """Context of staff/feedback.html, wherever the form stands. kind, text: as they were typed."""

    action: str
    key: str
    kinds: tuple[FeedbackKind, ...] = FEEDBACK_KINDS
    longest: int = LONGEST_TEXT
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One part of the text that must not be kept, and why."""

    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """What somebody wrote."""

    kind: FeedbackKind
    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """Context of staff/feedback_page.html. error: a sentence on top; code: of the public page, empty = none."""

    template: ClassVar[str] = "staff/feedback_page.html"

    frame: Frame
    resource_id: str
    name: str
    code: str
    form: FeedbackForm
    counts: FeedbackCounts
    words: tuple[WordRow, ...]
    problems: tuple[Problem, ...] = ()
    error: str = ""
    is_done: bool = False


router = APIRouter(include_in_schema=False, prefix="/staff/resources/{resource_id}/feedback")


@router.get("")
def send_feedback(request: Request, runtime: RuntimeDep, staff: StaffDep, resource_id: str) -> Response:
    """The form, and what was said within half a year."""
    view = read_feedback(runtime.desk, staff.actor, resource_id, today=runtime.today())
    page = _build(runtime, staff, view, is_done="done" in request.query_params)
    return send_staff_page(request, page)


@router.post("")
def take_feedback(
    request: Request, runtime: RuntimeDep, staff: StaffDep, resource_id: str, fields: FieldsDep
) -> Response:
    """Keeps the word once; what would tell who somebody is comes back with the form and is kept nowhere."""
    view = read_feedback(runtime.desk, staff.actor, resource_id, today=runtime.today())
    kind = next((each for each in FEEDBACK_KINDS if each == fields.one("kind")), None)
    said = Said(kind=kind, text=read_text(fields)) if kind else None
    if said is None:
        error = runtime.words.say("error.feedback_kind")
        return send_staff_page(
            request, _build(runtime, staff, view, fields=fields, error=error), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    spend_person(request, "feedback", staff.actor.account_id)
    claim = make_claim(staff.actor, fields.form_key, resource_id, said)
    try:
        give_feedback(
            runtime.desk, staff.actor, resource_id, said, claim=claim, now=runtime.now(), today=runtime.today()
        )
    except RequestRefused as refused:
        error = runtime.words.say_error(refused) if refused.code == "feedback_long" else ""
        page = _build(runtime, staff, view, fields=fields, error=error)
        return send_staff_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return go_on(f"/staff/resources/{resource_id}/feedback?done=1")


def read_text(fields: Fields) -> str:
    """The text with the line ends that its limit counts."""
    return fields.one("text").replace("\r\n", "\n")


def offer_feedback(resource_id: str) -> FeedbackForm:
    """An empty form about a record, for whoever may fill it in."""
    return FeedbackForm(action=f"/staff/resources/{resource_id}/feedback", key=str(uuid4()))


def _build(
    runtime: Runtime,
    staff: Staff,
    view: FeedbackView,
    *,
    fields: Fields | None = None,
    error: str = "",
    is_done: bool = False,
) -> FeedbackPage:
    resource, words = view.resource, runtime.words
    typed = fields or Fields()
    text = read_text(typed)
    parts = find_problems(text, today=runtime.today())
    empty = offer_feedback(resource.id)
    form = FeedbackForm(action=empty.action, key=typed.form_key or empty.key, kind=typed.one("kind"), text=text)
    return FeedbackPage(
        frame=open_frame(runtime, staff),
        resource_id=resource.id,
        name=resource.draft.name,
        code=resource.keys[0].code if resource.keys and resource.draft.visibility != "hidden" else "",
        form=form,
        counts=view.counts,
        words=tuple(WordRow(kind=each.kind, day=phrase_date(each.day, words), text=each.text) for each in view.texts),
        problems=tuple(
            Problem(part=text[part.start : part.end], text=words.say(f"personal.{part.code}")) for part in parts
        ),
        error=error,
        is_done=is_done,
    )
