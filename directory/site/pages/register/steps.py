"""/register and /register/{step}: the start page and the pages with questions; each POST leads on by GET."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from directory.domain.access import nothing_there
from directory.domain.registration import LAST_STEP, STEP_FIELDS, STEP_TITLES, FieldProblem, FormAnswers
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.form_token import FORM_TOKEN, HONEYPOT, FormTokens
from directory.site.pages.register.route import path_after, path_of, settle_place
from directory.site.pages.register.views import StepView, build_view
from directory.site.pages.register.wizard import (
    UNKEPT,
    FormDep,
    OpenedDep,
    field_of,
    go_to,
    keep_token,
    make_checker,
    read_base,
)
from directory.site.templating import send_page
from directory.usecases.registration import unfinished
from directory.usecases.registration.checks import Checker
from directory.usecases.registration.draft import Base
from directory.usecases.registration.marks import Marks, read_marks, write_marks
from directory.usecases.registration.unfinished import Opened
from directory.wording.words import Words

PURPOSE = "register"
ASKING_STEPS = range(1, LAST_STEP)
STAYING_ACTIONS = frozenset({"lookup", "more", "dates"})
"""Buttons that show the same page again with something more on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Context of register/start.html. begun: this browser has an unfinished one, and its next page."""

    template: ClassVar[str] = "register/start.html"

    begun: str = ""
    is_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A problem in words."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """Context of register/step.html. code: 控え番号, empty before the first answer was sent."""

    template: ClassVar[str] = "register/step.html"

    step: int
    last: int
    title: str
    answers: FormAnswers
    mistakes: tuple[Mistake, ...]
    view: StepView
    code: str
    is_change: bool
    token: str
    token_field: str = FORM_TOKEN
    honeypot: str = HONEYPOT

    def mistake_of(self, field: str) -> str:
        """What is wrong with a field; empty when nothing is."""
        return next((each.text for each in self.mistakes if each.field == field), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One page of one form, as it is being answered."""

    runtime: Runtime
    step: int
    answers: FormAnswers
    opened: Opened | None
    base: Base | None
    checker: Checker

    def show(self, request: Request, problems: tuple[FieldProblem, ...] = ()) -> Response:
        """The page; with problems it is an answer of its own."""
        marks = read_marks(self.answers)
        page = StepPage(
            step=self.step,
            last=LAST_STEP,
            title=STEP_TITLES[self.step - 1],
            answers=self.answers,
            mistakes=say_problems(problems, self.runtime.words),
            view=build_view(self.runtime, self.step, self.answers, self.checker, self.base),
            code=self.opened.draft.code if self.opened else "",
            is_change=bool(marks.resource_id or marks.submission_id),
            token=FormTokens(self.runtime.store.secret).issue(PURPOSE, now=self.runtime.now()),
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return send_page(request, page, status=status, headers=UNKEPT)


router = APIRouter(include_in_schema=False)


@router.get("/register")
def send_start(request: Request, opened: OpenedDep) -> Response:
    """What is needed, how long it takes, and the ways to register without a computer."""
    begun = path_of(min(opened.draft.step, LAST_STEP)) if opened else ""
    page = StartPage(begun=begun, is_lost="lost" in request.query_params)
    return send_page(request, page, headers=UNKEPT)


@router.get("/register/{page}")
def send_step(request: Request, runtime: RuntimeDep, opened: OpenedDep, page: str) -> Response:
    """One page with what was answered before; `look` shows what is still missing on it."""
    step = _read_step(page)
    turn = _open_turn(runtime, step, opened, fields=())
    if opened is None and step > 1:
        return go_to("/register?lost=1")
    problems = turn.checker.check(step, turn.answers) if "look" in request.query_params else ()
    return turn.show(request, problems)


@router.post("/register/{page}")
def take_step(request: Request, runtime: RuntimeDep, fields: FormDep, opened: OpenedDep, page: str) -> Response:
    """Keeps the answers and leads on: to the next page, back, or to the ways to go on later."""
    step = _read_step(page)
    turn = _open_turn(runtime, step, opened, fields=fields)
    if opened is None and step > 1:
        return go_to("/register?lost=1")
    if opened is not None and field_of(fields, "code") not in {"", opened.draft.code}:
        return go_to("/register?lost=1")
    action = field_of(fields, "action") or "next"
    problems = turn.checker.check(step, turn.answers) if action == "next" else ()
    if opened is None:
        verdict = FormTokens(runtime.store.secret).judge(PURPOSE, dict(fields), now=runtime.now())
        if verdict != "person":
            problems = (*problems, FieldProblem(field="name", code="send_again"))
        if problems:
            return turn.show(request, problems)
    answers, path = _lead_on(turn, action) if not problems and action != "keep" else (turn.answers, "")
    saved = _keep(turn, answers, moves_on=bool(path) and action == "next")
    if problems:
        return turn.show(request, problems)
    if not path:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return keep_token(request, go_to(path), saved)


def say_problems(problems: tuple[FieldProblem, ...], words: Words) -> tuple[Mistake, ...]:
    """Problems in words."""
    return tuple(
        Mistake(field=each.field, text=words.say(f"register_error.{each.code}", **dict(each.facts)))
        for each in problems
    )


def _read_step(page: str) -> int:
    """The number of a page.

    Raises:
        NotFound: there is no such page.
    """
    step = next((each for each in ASKING_STEPS if str(each) == page), None)
    if step is None:
        raise nothing_there()
    return step


def _open_turn(runtime: Runtime, step: int, opened: Opened | None, *, fields: tuple[tuple[str, str], ...]) -> _Turn:
    """The page with the answers so far, and with those that were sent."""
    answers = opened.answers if opened else FormAnswers()
    base = read_base(runtime, answers)
    if fields:
        answers = answers.replacing(STEP_FIELDS[step], fields)
    return _Turn(
        runtime=runtime,
        step=step,
        answers=answers,
        opened=opened,
        base=base,
        checker=make_checker(runtime, base),
    )


def _lead_on(turn: _Turn, action: str) -> tuple[FormAnswers, str]:
    """The answers to keep and the page that comes next."""
    step, answers = turn.step, turn.answers
    if step == 3 and action in {"next", "lookup"} and not turn.checker.keeps_venues:
        before = turn.opened.answers if turn.opened else FormAnswers()
        reading = turn.checker.addresses.read(answers)
        if reading.area and (action == "next" or not reading.choices):
            answers = settle_place(answers, before, reading)
    if action == "later":
        return answers, "/register/later"
    if action == "back":
        return answers, path_of(step - 1) if step > 1 else "/register"
    if action in STAYING_ACTIONS:
        if action == "more":
            answers = answers.having(lines=str(max((1, *answers.numbers("lines"))) + 1))
        return answers, f"{path_of(step)}{'' if action == 'more' else '?look=1'}#{action}"
    reached = turn.opened.draft.step if turn.opened else step
    return answers, path_after(turn.runtime, step, answers, turn.checker, reached=reached)


def _keep(turn: _Turn, answers: FormAnswers, *, moves_on: bool) -> Opened:
    """The stored form; the farthest page so far is kept, to which the check page leads back."""
    now = turn.runtime.now()
    reached = min(turn.step + 1, LAST_STEP) if moves_on else turn.step
    if turn.opened is None:
        marked = write_marks(answers, Marks(key=str(uuid4())))
        return unfinished.begin(turn.runtime.store, marked, step=reached, now=now)
    farthest = max(turn.opened.draft.step, reached)
    return unfinished.save(turn.runtime.store, turn.opened, answers, step=farthest, now=now)
