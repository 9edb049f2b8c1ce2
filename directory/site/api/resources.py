"""/api/v1/resources: records as staff and owners read and change them, and exact places."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Response

from directory.site.api.items import JsonObject
from directory.site.api.record_bodies import ChangeBody
from directory.site.api.record_items import place_answer, read_change, record_answer
from directory.site.api.record_schemas import PlaceAnswer, ProposedAnswer, RecordAnswer
from directory.site.api.schemas import REFUSALS, ErrorAnswer
from directory.site.api.submissions import NO_STORE, STAFF_REFUSALS, SomebodyDep
from directory.site.dependencies import RuntimeDep
from directory.usecases.moderation.edit_record import EditRequest, edit_record
from directory.usecases.moderation.read_record import read_place, read_record

ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')

router = APIRouter(prefix="/api/v1", tags=["resources"], responses={**REFUSALS, **STAFF_REFUSALS})


@router.get("/resources/{resource_id}", response_class=Response, responses={200: {"model": RecordAnswer}})
def send_record(runtime: RuntimeDep, actor: SomebodyDep, resource_id: str) -> Response:
    """A record as the reader's role may see it; its ETag is what a change names in If-Match."""
    view = read_record(runtime.desk, actor, resource_id)
    return _send(record_answer(view), version=view.resource.version)


@router.get("/resources/{resource_id}/place", response_class=Response, responses={200: {"model": PlaceAnswer}})
def send_place(runtime: RuntimeDep, actor: SomebodyDep, resource_id: str) -> Response:
    """Exactly where it is. Reading a confidential place is written down; 60 an hour are allowed."""
    return _send(place_answer(read_place(runtime.desk, actor, resource_id, now=runtime.now())))


@router.patch(
    "/resources/{resource_id}",
    response_class=Response,
    responses={
        200: {"model": RecordAnswer},
        202: {"model": ProposedAnswer, "description": "It waits for a moderator."},
        412: {"model": ErrorAnswer},
        428: {"model": ErrorAnswer},
    },
)
def send_change(
    runtime: RuntimeDep,
    actor: SomebodyDep,
    resource_id: str,
    body: ChangeBody,
    if_match: Annotated[str | None, Header(description='ETag of the record that was read: "3"')] = None,
) -> Response:
    """Change a record, or propose the change where the role says so."""
    request = EditRequest(
        resource_id=resource_id, texts=read_change(body), version=read_version(if_match), channel="api"
    )
    edited = edit_record(runtime.desk, actor, request, now=runtime.now(), today=runtime.today())
    if edited.submission is not None:
        waiting = {
            "submission_id": edited.submission.id,
            "status": edited.submission.status,
            "version": edited.version,
        }
        return _send(waiting, status=HTTPStatus.ACCEPTED)
    view = read_record(runtime.desk, actor, resource_id)
    return _send(record_answer(view), version=edited.version)


def read_version(if_match: str | None) -> int | None:
    """The version of an If-Match header; None without one. What is no ETag of ours (`*` too) is of no present version.

    `*` would mean "whatever is there", which is how updates get lost.
    """
    if if_match is None:
        return None
    found = ETAG.fullmatch(if_match.strip())
    return int(found[1]) if found else 0


def _send(answer: JsonObject, *, status: HTTPStatus = HTTPStatus.OK, version: int | None = None) -> Response:
    headers = NO_STORE if version is None else {**NO_STORE, "ETag": f'"{version}"'}
    return Response(msgspec.json.encode(answer), status, media_type="application/json", headers=headers)
