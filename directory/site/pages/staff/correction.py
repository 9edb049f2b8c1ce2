"""/staff/submissions/…/edit: a moderator corrects what was sent, and publishes it with the corrections."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, Request, Response

from directory.domain.access import nothing_there
from directory.domain.errors import Conflict, RequestRefused
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.pages.staff.form_fields import Fields, FieldsDep
from directory.site.pages.staff.frame import Frame, ModeratorDep, Staff, open_frame, send_staff_page
from directory.site.pages.staff.record_form import RecordForm, fill_form, keep_typed, phrase_refusal, read_form
from directory.site.pages.staff.submission import carry_out, note_reading
from directory.usecases.moderation.decide import Case, Verdict, open_case
from directory.usecases.moderation.record_texts import write_record
from directory.usecases.moderation.warnings import is_less_protected


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPage:
    """Context of staff/correction.html.

    Attributes:
        resource_version: of the record that the fields were filled from; 0 = a new one.
        error: sentence of what is wrong; empty = nothing. is_confidential: the place is not in it.
        is_asked: publishing lowers the protection of the place, which is asked once more.
    """

    template: ClassVar[str] = "staff/correction.html"

    frame: Frame
    submission_id: str
    version: int
    resource_version: int
    form: RecordForm
    error: str = ""
    is_confidential: bool = False
    is_asked: bool = False


router = APIRouter(include_in_schema=False, prefix="/staff/submissions/{submission_id}/edit")


@router.get("")
def send_correction(request: Request, runtime: RuntimeDep, staff: ModeratorDep, submission_id: str) -> Response:
    """The form; a confidential place is not in it."""
    case = open_case(runtime.desk, staff.actor, submission_id)
    return _show(request, runtime, staff, case, shows_venues=not case.is_confidential)


@router.post("")
def take_correction(
    request: Request,
    runtime: RuntimeDep,
    staff: ModeratorDep,
    submission_id: str,
    fields: FieldsDep,
    tasks: BackgroundTasks,
) -> Response:
    """Publishes with the corrections, shows the confidential place on request, or says what is wrong."""
    case = open_case(runtime.desk, staff.actor, submission_id)
    if case.proposed is None:
        raise nothing_there()
    if fields.one("action") == "place":
        note_reading(runtime, staff, case)
        return _show(request, runtime, staff, case, shows_venues=True)
    try:
        texts = read_form(fields)
        corrected = write_record(case.proposed, texts)
    except RequestRefused as refused:
        return _show(request, runtime, staff, case, fields=fields, error=phrase_refusal(refused, runtime.words))
    if case.replaced and is_less_protected(corrected, case.replaced.draft) and not fields.one("sure"):
        return _show(request, runtime, staff, case, fields=fields, is_asked=True)
    verdict = Verdict(
        decision="publish",
        version=fields.number("version") or 0,
        texts=texts,
        resource_version=fields.number("resource_version") or 0,
        confirms_pins=bool(fields.one("pins")),
    )
    return carry_out(request, runtime, staff, submission_id, verdict, tasks)


def _show(
    request: Request,
    runtime: Runtime,
    staff: Staff,
    case: Case,
    *,
    shows_venues: bool = False,
    fields: Fields | None = None,
    error: str = "",
    is_asked: bool = False,
) -> Response:
    """The form, filled with what was typed where it comes back."""
    if case.proposed is None:
        raise nothing_there()
    if case.submission.status != "pending":
        raise Conflict("submission_decided")
    draft = keep_typed(case.proposed, fields) if fields is not None else case.proposed
    shows_venues = fields.has("venue_address") if fields is not None else shows_venues
    page = CorrectionPage(
        frame=open_frame(runtime, staff),
        submission_id=case.submission.id,
        version=case.submission.version,
        resource_version=case.resource.version if case.resource else 0,
        form=fill_form(draft, runtime.words, shows_venues=shows_venues, shows_notes=True),
        error=error,
        is_confidential=not shows_venues,
        is_asked=is_asked,
    )
    return send_staff_page(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY if error else 200)
