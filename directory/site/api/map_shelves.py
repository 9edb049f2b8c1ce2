"""Encoded parts of the map that an application keeps between requests, and how they are sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from directory.mapping.payload import Payload, PayloadShelf, SteadyShelf
from directory.mapping.positions import KeptPositions
from directory.site.kept_answers import KeptAnswers

FOREVER = "private, max-age=31536000, immutable"
"""Private: no shared cache may outlive a place that became confidential."""

ALWAYS_ASK = "private, no-cache"


def read_shelf(request: Request) -> PayloadShelf:
    """The app's encoded payloads of the present snapshot."""
    shelf: PayloadShelf = request.app.state.map_payloads
    return shelf


def read_outline_shelf(request: Request) -> SteadyShelf:
    """The app's outlines: most revisions change no district, and a country's are the work of seconds."""
    shelf: SteadyShelf = request.app.state.map_outlines
    return shelf


def read_positions(request: Request) -> KeptPositions:
    """The app's positions of the present snapshot."""
    kept: KeptPositions = request.app.state.map_positions
    return kept


def read_answers(request: Request) -> KeptAnswers:
    """The app's last answers of the map."""
    kept: KeptAnswers = request.app.state.map_answers
    return kept


ShelfDep = Annotated[PayloadShelf, Depends(read_shelf)]
OutlineShelfDep = Annotated[SteadyShelf, Depends(read_outline_shelf)]
PositionsDep = Annotated[KeptPositions, Depends(read_positions)]
AnswersDep = Annotated[KeptAnswers, Depends(read_answers)]


def send_payload(request: Request, payload: Payload, *, is_present: bool, media_type: str) -> Response:
    """The payload, for ever under its own revision, otherwise to be asked for each time."""
    headers = {
        # weak: plain and compressed bytes are the same answer
        "ETag": f"W/{payload.etag}",
        "Cache-Control": FOREVER if is_present else ALWAYS_ASK,
        "Vary": "Accept-Encoding",
    }
    named = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if headers["ETag"] in named:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(payload.gzip, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(payload.plain, media_type=media_type, headers=headers)
