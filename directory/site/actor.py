"""Who sends a request, read from its session cookie; whatever depends on it is kept by no cache."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request
from fastapi.concurrency import run_in_threadpool

from directory.domain.access import nothing_there, require, require_sign_in
from directory.domain.actor import ANONYMOUS, Actor
from directory.domain.errors import StoreUnavailable
from directory.domain.session import Session
from directory.runtime import Runtime
from directory.site.dependencies import RuntimeDep
from directory.site.security import PRIVATE
from directory.site.session_cookie import SESSION, read_cookie
from directory.usecases.sessions import SignedIn, find_session, note_request

__all__ = ["ActorDep", "SignedInDep", "nothing_there", "require", "require_sign_in"]


async def read_signed_in(request: Request, runtime: RuntimeDep, tasks: BackgroundTasks) -> SignedIn | None:
    """The live session of the request; None without one. Without a cookie the database is not asked."""
    request.scope[PRIVATE] = True
    cookie = read_cookie(request, SESSION)
    if not cookie:
        return None
    found = await run_in_threadpool(find_session, runtime.store, cookie, now=runtime.now())
    if found is not None and found.is_stale:
        # after the answer: nobody waits for a note, and a full disk must not end a session
        tasks.add_task(note_use, runtime, found.session)
    return found


SignedInDep = Annotated[SignedIn | None, Depends(read_signed_in)]


async def read_actor(found: SignedInDep) -> Actor:
    """Who asks; anonymous without a live session."""
    return found.actor if found else ANONYMOUS


ActorDep = Annotated[Actor, Depends(read_actor)]


def note_use(runtime: Runtime, session: Session) -> None:
    """Notes that a session was used; a database that is away must not end it."""
    with suppress(StoreUnavailable):
        note_request(runtime.store, session, now=runtime.now())
