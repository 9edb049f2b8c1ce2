"""/api/v1/resources/…/feedback: how it went with a place, from the programs of support workers."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field, StringConstraints

from directory.domain.feedback import LONGEST_TEXT, FeedbackKind
from directory.site.api.record_bodies import Body, refuse_controls
from directory.site.api.schemas import REFUSALS, Answer, ErrorAnswer
from directory.site.api.submissions import NO_STORE, STAFF_REFUSALS, KeyHeader, SomebodyDep
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.usecases.give_feedback import Said, give_feedback, make_claim, require_feedback

router = APIRouter(prefix="/api/v1", tags=["resources"], responses={**REFUSALS, **STAFF_REFUSALS})


class FeedbackBody(Body):
    """One word about a place. The text is refused when it tells who somebody is."""

    kind: FeedbackKind
    text: Annotated[
        str,
        StringConstraints(max_length=LONGEST_TEXT, strip_whitespace=True),
        AfterValidator(refuse_controls),
        Field(description="about the place; no names, telephones, days of birth or homes"),
    ] = ""


class FeedbackAnswer(Answer):
    """It was kept, without anybody's name."""

    status: Literal["kept"]
    kind: FeedbackKind
    replayed: bool


@router.post(
    "/resources/{resource_id}/feedback",
    status_code=HTTPStatus.CREATED,
    response_class=Response,
    responses={
        200: {"model": FeedbackAnswer, "description": "Received before under this key."},
        201: {"model": FeedbackAnswer},
        409: {"model": ErrorAnswer},
    },
)
def send_word(
    request: Request,
    runtime: RuntimeDep,
    actor: SomebodyDep,
    resource_id: str,
    body: FeedbackBody,
    idempotency_key: KeyHeader = None,
) -> Response:
    """Say how it went with a place: was wrong, was full, went well. A wrong one waits for a moderator."""
    require_feedback(runtime.desk, actor, resource_id)
    spend_person(request, "feedback", actor.account_id)
    said = Said(kind=body.kind, text=body.text)
    claim = make_claim(actor, idempotency_key or "", resource_id, said)
    is_new = give_feedback(
        runtime.desk, actor, resource_id, said, claim=claim, now=runtime.now(), today=runtime.today()
    )
    answer = {"status": "kept", "kind": body.kind, "replayed": not is_new}
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return Response(msgspec.json.encode(answer), status, media_type="application/json", headers=NO_STORE)
