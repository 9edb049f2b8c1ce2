"""What every page of the registration begins with: the unfinished form of this browser, and the fields it sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from directory.domain.draft import ResourceDraft
from directory.domain.registration import TEXT_LIMIT, FormAnswers
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.session_cookie import clear_cookie, read_cookie, set_cookie
from directory.usecases.registration import unfinished
from directory.usecases.registration.checks import Checker
from directory.usecases.registration.draft import Base
from directory.usecases.registration.marks import read_marks
from directory.usecases.registration.place import AddressReader
from directory.usecases.registration.prefill import prefill
from directory.usecases.registration.unfinished import Opened
from directory.wording.languages import HOME

COOKIE = "registration"
"""Holds the token of the unfinished form; set by its first POST, ends with the browser or when the form is sent."""

MOST_FIELDS = 400
LONGEST_VALUE = 2_000
SEE_OTHER = 303
UNKEPT = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""Headers of every page that shows what somebody typed."""


async def read_form(request: Request) -> tuple[tuple[str, str], ...]:
    """Fields of a form in their order, each at most LONGEST_VALUE characters, without characters that nobody types."""
    form = await request.form(max_fields=MOST_FIELDS, max_files=0)
    return tuple((name, _clean(value)) for name, value in form.multi_items() if isinstance(value, str))


FormDep = Annotated[tuple[tuple[str, str], ...], Depends(read_form)]


def read_opened(request: Request, runtime: RuntimeDep) -> Opened | None:
    """The unfinished registration of this browser."""
    token = read_cookie(request, COOKIE)
    return unfinished.find(runtime.store, token) if token else None


OpenedDep = Annotated[Opened | None, Depends(read_opened)]


def field_of(fields: tuple[tuple[str, str], ...], name: str) -> str:
    """One field; empty when it was not sent."""
    return FormAnswers(fields).one(name)


def go_to(path: str) -> RedirectResponse:
    """Sends the browser on by GET, so that reloading repeats nothing."""
    return RedirectResponse(path, SEE_OTHER, headers=UNKEPT)


def keep_token(request: Request, response: Response, opened: Opened) -> Response:
    """The answer with the cookie of the unfinished form."""
    set_cookie(request, response, COOKIE, opened.token)
    return response


def drop_token(request: Request, response: Response) -> Response:
    """The answer that takes the cookie back."""
    clear_cookie(request, response, COOKIE)
    return response


def read_addresses(runtime: Runtime) -> AddressReader:
    """The reader of the place page."""
    return AddressReader(runtime.gazetteer, runtime.geocoder, home=runtime.settings.home_municipality)


def read_base(runtime: Runtime, answers: FormAnswers) -> Base | None:
    """What is published or waits, where a registration changes it; None for a new one."""
    marks = read_marks(answers)
    if not marks.resource_id and not marks.submission_id:
        return None
    with runtime.store.read() as unit:
        submission = unit.submissions.find(marks.submission_id) if marks.submission_id else None
        resource = unit.resources.find(marks.resource_id) if marks.resource_id else None
    draft = submission.draft if submission else resource.draft if resource else None
    return Base(draft=draft, is_prefilled=marks.is_prefilled) if draft else None


def make_checker(runtime: Runtime, base: Base | None) -> Checker:
    """The checks of all pages, with what a published record may keep."""
    today = runtime.today()
    draft: ResourceDraft | None = base.draft if base and base.is_prefilled else None
    return Checker(
        addresses=read_addresses(runtime),
        # answers are read as they are kept, which is in Japanese
        words=runtime.speak(HOME).words,
        today=today,
        keeps_venues=draft is not None and len(draft.venues) > 1,
        longest_text=max(TEXT_LIMIT, len(draft.description)) if draft else TEXT_LIMIT,
        seen=prefill(draft, today=today) if draft else None,
    )


def _clean(value: str) -> str:
    """Line breaks stay; control characters become blanks, and what no encoding holds goes."""
    lines = value[:LONGEST_VALUE].replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character if character == "\n" or character.isprintable() else " " for character in lines)
    return kept.encode("utf-8", "ignore").decode("utf-8")
