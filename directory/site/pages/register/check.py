"""/register/7 and /register/done: everything once more, as it will be published; then it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from types import MappingProxyType
from typing import ClassVar, get_args

from fastapi import APIRouter, Request, Response

from directory.domain.actor import Actor
from directory.domain.draft import ResourceDraft
from directory.domain.registration import LAST_STEP, STEP_FIELDS, FormAnswers
from directory.domain.submission import Channel
from directory.runtime import Runtime
from directory.site.actor import ActorDep
from directory.site.dependencies import RuntimeDep
from directory.site.mail_links import PublicAddressMissing, mail_origin
from directory.site.pages.register.preview import Preview, build_preview
from directory.site.pages.register.route import path_of
from directory.site.pages.register.steps import Mistake, say_problems
from directory.site.pages.register.summary import SummaryPart, summarise
from directory.site.pages.register.wizard import (
    UNKEPT,
    FormDep,
    OpenedDep,
    drop_token,
    field_of,
    go_to,
    make_checker,
    read_base,
)
from directory.site.templating import send_page
from directory.usecases.registration import unfinished
from directory.usecases.registration.draft import Base, build_draft
from directory.usecases.registration.marks import read_marks, write_marks
from directory.usecases.registration.sending import (
    Finished,
    Links,
    correct_submission,
    find_sent,
    send_registration,
)
from directory.usecases.registration.unfinished import Opened
from directory.wording.languages import HOME

STAFF_CHANNELS: tuple[Channel, ...] = ("paper", "fax", "phone")
"""How it reached a staff member who types it in for somebody (代理登録)."""


LEAVING = MappingProxyType({"later": "/register/later", "back": path_of(LAST_STEP - 1), "new": path_of(LAST_STEP)})
"""Buttons that send nothing, and where they lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Context of register/check.html.

    Attributes:
        parts: what was answered, page by page. key: of the one time that this is sent.
        is_recognised: its sender said that a listing is the same; that can be taken back.
        channels: offered to staff who type in for somebody; empty for everybody else.
    """

    template: ClassVar[str] = "register/check.html"

    step: int
    last: int
    code: str
    parts: tuple[SummaryPart, ...]
    preview: Preview
    key: str
    message: str
    is_change: bool
    is_recognised: bool
    has_mail: bool
    channels: tuple[Channel, ...]
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """Context of register/done.html. was_late: a moderator had decided before the correction came."""

    template: ClassVar[str] = "register/done.html"

    code: str
    has_mail: bool
    is_change: bool
    was_late: bool


router = APIRouter(include_in_schema=False)


@router.get("/register/7")
def send_check(request: Request, runtime: RuntimeDep, opened: OpenedDep, actor: ActorDep) -> Response:
    """The last page; what is missing leads back to its page."""
    if opened is None:
        return go_to("/register?lost=1")
    base = read_base(runtime, opened.answers)
    missing = make_checker(runtime, base).first_open_step(opened.answers, until=LAST_STEP)
    if missing is not None:
        return go_to(f"{path_of(missing)}?look=1")
    return send_page(request, _build_page(runtime, opened, base, is_staff=_is_staff(actor)), headers=UNKEPT)


@router.post("/register/7")
def take_check(request: Request, runtime: RuntimeDep, fields: FormDep, opened: OpenedDep, actor: ActorDep) -> Response:
    """Sends it, once; or goes back."""
    if opened is None:
        sent = find_sent(runtime.store, field_of(fields, "key")) if field_of(fields, "key") else ""
        return go_to(f"/register/done?code={sent}" if sent else "/register?lost=1")
    action = field_of(fields, "action")
    answers = _with_account(opened.answers.replacing(STEP_FIELDS[LAST_STEP], fields), actor)
    answers = _as_new(answers) if action == "new" else answers
    opened = unfinished.save(runtime.store, opened, answers, step=LAST_STEP, now=runtime.now())
    if action in LEAVING:
        return go_to(LEAVING[action])
    base = read_base(runtime, answers)
    checker = make_checker(runtime, base)
    missing = checker.first_open_step(answers, until=LAST_STEP)
    if missing is not None:
        return go_to(f"{path_of(missing)}?look=1")
    if problems := checker.check(LAST_STEP, answers):
        page = _build_page(
            runtime, opened, base, is_staff=_is_staff(actor), mistakes=say_problems(problems, runtime.words)
        )
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    channel = _read_channel(fields) if _is_staff(actor) else "web"
    return drop_token(request, go_to(_send(request, runtime, opened, base, channel)))


@router.get("/register/done")
def send_done(request: Request) -> Response:
    """The 控え番号 and what happens next."""
    query = request.query_params
    code = query.get("code", "")
    page = DonePage(
        code=code if code.isdecimal() and len(code) == 8 and code.isascii() else "",
        has_mail="mail" in query,
        is_change="change" in query,
        was_late="late" in query,
    )
    return send_page(request, page, headers=UNKEPT)


def _send(request: Request, runtime: Runtime, opened: Opened, base: Base | None, channel: Channel) -> str:
    """Sends what passed all checks; the page that says so."""
    answers, now = opened.answers, runtime.now()
    finished = Finished(
        opened=opened,
        draft=_build_draft(runtime, answers, base),
        current=base.draft if base else None,
        channel=channel,
    )
    if read_marks(answers).submission_id:
        is_done = correct_submission(runtime.store, finished, now=now)
        return f"/register/done?change=1{'' if is_done else '&late=1'}"
    links = _links(request)
    sent = send_registration(
        runtime.store, finished, links=links, words=runtime.words.plain, site_name=runtime.settings.site_name, now=now
    )
    has_mail = links is not None and bool(sent.submission.submitter.email)
    change = "&change=1" if sent.submission.kind == "change" else ""
    return f"/register/done?code={sent.submission.code}{'&mail=1' if has_mail else ''}{change}"


def _links(request: Request) -> Links | None:
    """Addresses for the mail; None where the site does not know its own."""
    try:
        origin = mail_origin(request)
    except PublicAddressMissing:
        return None
    return Links(
        confirm_mail=lambda token: f"{origin}/register/mail/{token}", edit=lambda token: f"{origin}/edit/{token}"
    )


def _build_page(
    runtime: Runtime, opened: Opened, base: Base | None, *, is_staff: bool, mistakes: tuple[Mistake, ...] = ()
) -> CheckPage:
    marks = read_marks(opened.answers)
    draft = _build_draft(runtime, opened.answers, base)
    # nobody who only recognised a listing may see what of it is not public
    shown = draft if base is None or base.is_prefilled else _build_draft(runtime, opened.answers, None)
    return CheckPage(
        step=LAST_STEP,
        last=LAST_STEP,
        code=opened.draft.code,
        parts=summarise(runtime, shown, opened.answers),
        preview=build_preview(runtime, shown),
        key=marks.key,
        message=opened.answers.one("message"),
        is_change=bool(marks.resource_id or marks.submission_id),
        is_recognised=bool(marks.same_as),
        has_mail=bool(marks.email or opened.answers.one("email")),
        channels=STAFF_CHANNELS if is_staff else (),
        mistakes=mistakes,
    )


def _build_draft(runtime: Runtime, answers: FormAnswers, base: Base | None) -> ResourceDraft:
    place = make_checker(runtime, base).addresses.read(answers)
    # what is published is Japanese, in whatever language its sender answers
    return build_draft(answers, place, runtime.speak(HOME).words, today=runtime.today(), base=base)


def _with_account(answers: FormAnswers, actor: Actor) -> FormAnswers:
    """The answers with the account of a sender who signed in meanwhile; what staff type in is somebody else's."""
    if not actor.is_signed_in or _is_staff(actor):
        return answers
    return write_marks(answers, replace(read_marks(answers), account_id=actor.account_id))


def _as_new(answers: FormAnswers) -> FormAnswers:
    """The answers of a sender who recognised a listing by mistake."""
    marks = read_marks(answers)
    if not marks.same_as:
        return answers
    different = (*marks.different, marks.same_as)
    return write_marks(answers, replace(marks, same_as="", resource_id="", base_version=0, different=different))


def _is_staff(actor: Actor) -> bool:
    return any(grant.role in {"moderator", "coordinator"} for grant in actor.grants)


def _read_channel(fields: tuple[tuple[str, str], ...]) -> Channel:
    return next((each for each in get_args(Channel) if each == field_of(fields, "channel")), "web")
