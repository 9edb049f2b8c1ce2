"""/api/v1/me: who is signed in, and in which roles."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response
from pydantic import Field

from directory.domain.actor import Role
from directory.domain.errors import Unauthenticated
from directory.site.actor import SignedInDep
from directory.site.api.schemas import REFUSALS, Answer, ErrorAnswer


class GrantItem(Answer):
    """One role within its scope."""

    role: Role
    municipality: Annotated[str, Field(description="5-digit code; empty = the whole directory")]
    district: Annotated[str, Field(description="scheme:code; empty = the whole municipality")]


class MeAnswer(Answer):
    """The account of the session that was sent."""

    id: str
    name: str
    email: str
    roles: list[GrantItem]
    verified: Annotated[bool, Field(description="the second factor was given in this session")]


router = APIRouter(prefix="/api/v1", tags=["account"], responses=REFUSALS)


@router.get("/me", responses={200: {"model": MeAnswer}, 401: {"model": ErrorAnswer}})
def send_me(signed_in: SignedInDep) -> Response:
    """Who the session cookie speaks for; 401 without a live session."""
    if signed_in is None:
        raise Unauthenticated("unauthenticated")
    account = signed_in.account
    answer = {
        "id": account.id,
        "name": account.name,
        "email": account.email,
        "roles": [msgspec.to_builtins(grant) for grant in account.grants],
        "verified": signed_in.session.is_verified,
    }
    return Response(msgspec.json.encode(answer), media_type="application/json")
