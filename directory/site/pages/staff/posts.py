"""/staff/posts: what organizations ask for and offer waits here until a moderator has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

from fastapi import APIRouter, Request, Response

from directory.domain.errors import Conflict, RequestRefused
from directory.domain.post import LONGEST_TEXT
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.form_fields import FieldsDep
from directory.site.pages.staff.frame import Frame, ModeratorDep, Staff, go_on, open_frame, send_staff_page
from directory.site.pages.staff.submission import head_of
from directory.site.phrasing.day import phrase_last_day
from directory.usecases.network_posts import PostDecision, SpokenPost, decide_post, list_desk

CONFLICT = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post. until: its last day in words."""

    spoken: SpokenPost
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsPage:
    """Context of staff/posts.html. is_conflict: somebody was first."""

    template: ClassVar[str] = "staff/posts.html"

    frame: Frame
    waiting: tuple[PostRow, ...]
    published: tuple[PostRow, ...]
    is_conflict: bool
    longest_reply: int = LONGEST_TEXT


router = APIRouter(include_in_schema=False, prefix="/staff/posts")


@router.get("")
def send_posts(request: Request, runtime: RuntimeDep, staff: ModeratorDep) -> Response:
    """What waits, and what everybody sees now; the first to run out first."""
    return _show(request, runtime, staff)


@router.post("/{post_id}")
def take_decision(
    request: Request, runtime: RuntimeDep, staff: ModeratorDep, post_id: str, fields: FieldsDep
) -> Response:
    """Publishes, returns or takes down one post, and writes to its author."""
    decision: PostDecision | None = next((each for each in get_args(PostDecision) if each == fields.one("to")), None)
    if decision is None:
        raise RequestRefused("record_field", {"field": "to"})
    reply = fields.one("reply")[:LONGEST_TEXT] if decision == "returned" else ""
    try:
        decide_post(
            runtime.desk, staff.actor, post_id, decision, reply=reply, head=head_of(request, runtime), now=runtime.now()
        )
    except Conflict:
        return _show(request, runtime, staff, status=CONFLICT)
    return go_on("/staff/posts")


def _show(request: Request, runtime: Runtime, staff: Staff, *, status: int = 200) -> Response:
    found = list_desk(runtime.desk, staff.actor, runtime.today())
    page = PostsPage(
        frame=open_frame(runtime, staff),
        waiting=tuple(_row(each, runtime) for each in found.waiting),
        published=tuple(_row(each, runtime) for each in found.published),
        is_conflict=status == CONFLICT,
    )
    return send_staff_page(request, page, status=status)


def _row(spoken: SpokenPost, runtime: Runtime) -> PostRow:
    return PostRow(spoken=spoken, until=phrase_last_day(spoken.post.expires_on, runtime.words))
