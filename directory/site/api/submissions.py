"""/api/v1/submissions: what programs send in, and what moderators read and decide of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, Request, Response

from directory.domain.access import require_sign_in
from directory.domain.actor import Actor
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.errors import RequestRefused
from directory.domain.submission import Submitter
from directory.runtime import Runtime
from directory.site.actor import ActorDep
from directory.site.api.found_on_visit import is_found_on_visit, read_found, require_municipality
from directory.site.api.items import JsonObject
from directory.site.api.record_bodies import DecisionBody, SubmissionBody
from directory.site.api.record_items import read_body, submission_answer
from directory.site.api.record_schemas import DecidedAnswer, ReceivedAnswer, SubmissionAnswer
from directory.site.api.schemas import REFUSALS, ErrorAnswer
from directory.site.dependencies import RuntimeDep
from directory.site.limits import spend_person
from directory.usecases.moderation.decide import Verdict, decide
from directory.usecases.moderation.outreach import write_outreach
from directory.usecases.moderation.read_submission import read_submission
from directory.usecases.moderation.record_texts import write_record
from directory.usecases.submit import SOURCE, Claim, Parts, Submitted, submit

STAFF_REFUSALS: dict[int | str, dict[str, object]] = {status: {"model": ErrorAnswer} for status in (401, 404, 429)}
NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter(prefix="/api/v1", tags=["submissions"], responses={**REFUSALS})


async def digest_body(request: Request) -> str:
    """SHA-256 of the body as it was sent, hex."""
    return hashlib.sha256(await request.body()).hexdigest()


async def require_somebody(actor: ActorDep) -> Actor:
    """Who is signed in; asked before anything is looked up.

    Raises:
        Unauthenticated: nobody is.
    """
    require_sign_in(actor)
    return actor


SomebodyDep = Annotated[Actor, Depends(require_somebody)]
KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=80,
        pattern=r"^[\x21-\x7e]+$",
        description="However often a request is sent with it, it is carried out once.",
    ),
]


@router.post(
    "/submissions",
    status_code=HTTPStatus.CREATED,
    response_class=Response,
    responses={
        200: {"model": ReceivedAnswer, "description": "Received before under this key."},
        201: {"model": ReceivedAnswer},
        409: {"model": ErrorAnswer},
        429: {"model": ErrorAnswer},
    },
)
def send_submission(
    request: Request,
    runtime: RuntimeDep,
    actor: ActorDep,
    body: SubmissionBody,
    digest: Annotated[str, Depends(digest_body)],
    idempotency_key: KeyHeader = None,
) -> Response:
    """Send in a new activity. A moderator publishes it. A draft of a coordinator may be a name and a district."""
    if actor.is_signed_in:
        spend_person(request, "submission", actor.account_id)
    claim = Claim(actor=actor.name, key=idempotency_key, body_sha256=digest) if idempotency_key else None
    if is_found_on_visit(actor, body):
        found = read_found(runtime, body)
        done = write_outreach(runtime.desk, actor, found, channel="api", claim=claim, now=runtime.now())
        return _send_received(done)
    draft = _read_draft(runtime, body)
    sender = body.sender
    parts = Parts(
        kind="new",
        municipality=body.municipality,
        channel="api",
        draft=draft,
        message=body.message,
        submitter=Submitter(
            name=sender.name if sender else "",
            email=sender.email.strip().lower() if sender else "",
            phone=sender.phone if sender else "",
            account_id=actor.account_id,
        ),
    )
    return _send_received(submit(runtime.store, parts, now=runtime.now(), claim=claim))


def _send_received(done: Submitted) -> Response:
    answer = {
        "id": done.submission.id,
        "code": done.submission.code,
        "status": done.submission.status,
        "replayed": done.is_replayed,
    }
    return _send(answer, HTTPStatus.OK if done.is_replayed else HTTPStatus.CREATED)


@router.get(
    "/submissions/{submission_id}",
    response_class=Response,
    responses={200: {"model": SubmissionAnswer}, **STAFF_REFUSALS},
)
def send_one_submission(runtime: RuntimeDep, actor: SomebodyDep, submission_id: str) -> Response:
    """What was sent, for the moderators of its municipality and for its sender."""
    view = read_submission(runtime.desk, actor, submission_id)
    return _send(submission_answer(view.submission, has_notes=view.has_notes))


@router.post(
    "/submissions/{submission_id}/decision",
    response_class=Response,
    responses={200: {"model": DecidedAnswer}, 409: {"model": ErrorAnswer}, **STAFF_REFUSALS},
)
def send_decision(runtime: RuntimeDep, actor: SomebodyDep, submission_id: str, body: DecisionBody) -> Response:
    """Publish or return what was sent. Whoever decides second gets 409."""
    verdict = Verdict(decision=body.decision, version=body.version, reply=body.reason)
    decided = decide(runtime.desk, actor, submission_id, verdict, now=runtime.now(), today=runtime.today())
    answer = {
        "id": decided.submission.id,
        "status": decided.submission.status,
        "version": decided.submission.version,
        "resource_id": decided.submission.resource_id,
    }
    return _send(answer)


def _read_draft(runtime: Runtime, body: SubmissionBody) -> ResourceDraft:
    """The draft of a body.

    Raises:
        RequestRefused: municipality_unknown, record_field.
    """
    require_municipality(runtime, body)
    missing = [name for name in ("category", "description") if getattr(body, name) is None]
    if missing or body.category is None or body.district is not None:
        raise RequestRefused("record_field", {"field": next(iter(missing), "district")})
    categories = tuple(dict.fromkeys((body.category, *(body.categories or ()))))
    try:
        base = ResourceDraft(
            stable_key="new",
            source=SourceRef(source=SOURCE),
            name=body.name,
            categories=categories,
            municipality=body.municipality,
        )
    except ValueError:
        raise RequestRefused("record_field", {"field": "category"}) from None
    return write_record(base, replace(read_body(body), categories=None))


def _send(answer: JsonObject, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json", headers=NO_STORE)
