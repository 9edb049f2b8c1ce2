"""/r/{code}/report: まちがいを知らせる, without an account and without a name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from directory.domain.errors import NotFound
from directory.domain.registration import FieldProblem
from directory.domain.submission import REPORT_REASONS, ReportReason
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.form_token import FORM_TOKEN, HONEYPOT, FormTokens
from directory.site.pages.register.steps import Mistake, say_problems
from directory.site.pages.register.wizard import UNKEPT, FormDep, field_of, go_to
from directory.site.pages.staff.form_fields import LONGEST_KEY
from directory.site.templating import send_page
from directory.usecases.registration.published import find_published
from directory.usecases.report_mistake import LONGEST_MESSAGE, Report, report_mistake
from directory.usecases.submit import Claim

PURPOSE = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Context of register/report.html. is_sent: the report is there."""

    template: ClassVar[str] = "register/report.html"

    name: str
    code: str
    reasons: tuple[ReportReason, ...] = REPORT_REASONS
    reason: str = ""
    message: str = ""
    longest: int = LONGEST_MESSAGE
    key: str = ""
    token: str = ""
    token_field: str = FORM_TOKEN
    honeypot: str = HONEYPOT
    is_sent: bool = False
    mistakes: tuple[Mistake, ...] = ()


router = APIRouter(include_in_schema=False)


@router.get("/r/{code}/report")
def send_report(request: Request, runtime: RuntimeDep, code: str) -> Response:
    """Five ways of being wrong and a field for words."""
    name = _name_of(runtime, code)
    is_sent = "sent" in request.query_params
    page = ReportPage(name=name, code=code, key=str(uuid4()), token=_issue(runtime), is_sent=is_sent)
    return send_page(request, page, headers=UNKEPT)


@router.post("/r/{code}/report")
def take_report(request: Request, runtime: RuntimeDep, fields: FormDep, code: str) -> Response:
    """Stores the report, once."""
    name = _name_of(runtime, code)
    problems = _find_problems(runtime, fields)
    key = field_of(fields, "key")[:LONGEST_KEY]
    if problems:
        page = ReportPage(
            name=name,
            code=code,
            reason=field_of(fields, "reason"),
            message=field_of(fields, "message"),
            key=key or str(uuid4()),
            token=_issue(runtime),
            mistakes=say_problems(problems, runtime.words),
        )
        return send_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=UNKEPT)
    resource = find_published(runtime.store, code)
    if resource is None:
        raise NotFound("listing_unknown")
    report = Report(reason=_read_reason(fields) or "other", message=field_of(fields, "message"))
    digest = hashlib.sha256(f"{code}\n{report.reason}\n{report.message}".encode()).hexdigest()
    claim = Claim(
        actor="anonymous", key=key if key.isascii() and key.isprintable() and key else str(uuid4()), body_sha256=digest
    )
    report_mistake(runtime.store, resource, report, claim=claim, now=runtime.now())
    return go_to(f"/r/{code}/report?sent=1")


def _name_of(runtime: Runtime, code: str) -> str:
    """Name of a public listing.

    Raises:
        NotFound: there is none.
    """
    snapshot = runtime.catalog.current()
    row = snapshot.row_of(code)
    if row is None:
        raise NotFound("listing_unknown")
    return snapshot.listing(row).name


def _find_problems(runtime: Runtime, fields: tuple[tuple[str, str], ...]) -> tuple[FieldProblem, ...]:
    problems = []
    reason = _read_reason(fields)
    message = field_of(fields, "message")
    if reason is None:
        problems.append(FieldProblem(field="reason", code="reason_missing"))
    if reason == "other" and not message:
        problems.append(FieldProblem(field="message", code="message_missing"))
    if len(message) > LONGEST_MESSAGE:
        problems.append(FieldProblem(field="message", code="too_long", facts=(("n", str(LONGEST_MESSAGE)),)))
    tokens = FormTokens(runtime.store.secret)
    if not problems and tokens.judge(PURPOSE, dict(fields), now=runtime.now()) != "person":
        problems.append(FieldProblem(field="reason", code="send_again"))
    return tuple(problems)


def _read_reason(fields: tuple[tuple[str, str], ...]) -> ReportReason | None:
    return next((each for each in REPORT_REASONS if each == field_of(fields, "reason")), None)


def _issue(runtime: Runtime) -> str:
    return FormTokens(runtime.store.secret).issue(PURPOSE, now=runtime.now())
