"""Who of the staff looks at a public page: only then the page asks the database, and only then nobody may keep it."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request
from fastapi.concurrency import run_in_threadpool

from directory.domain.actor import Actor
from directory.domain.errors import StoreUnavailable
from directory.site.actor import note_use
from directory.site.caching import cache_headers
from directory.site.dependencies import RuntimeDep
from directory.site.security import PRIVATE
from directory.site.session_cookie import SESSION, read_cookie
from directory.usecases.sessions import find_session

NEVER_KEPT = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


async def read_supporter(request: Request, runtime: RuntimeDep, tasks: BackgroundTasks) -> Actor | None:
    """Whoever of the staff has given the second factor; None for everybody else, and while the database is away."""
    cookie = read_cookie(request, SESSION)
    if not cookie:
        return None
    found = None
    with suppress(StoreUnavailable):
        found = await run_in_threadpool(find_session, runtime.store, cookie, now=runtime.now())
    if found is None or not found.account.is_staff or not found.actor.is_verified:
        return None
    request.scope[PRIVATE] = True
    if found.is_stale:
        tasks.add_task(note_use, runtime, found.session)
    return found.actor


SupporterDep = Annotated[Actor | None, Depends(read_supporter)]


def page_headers(request: Request, runtime: RuntimeDep, supporter: SupporterDep) -> dict[str, str]:
    """Headers of a public page that has a block for staff; an answer for everybody is not given to staff.

    Raises:
        NotModified: see `cache_headers`; never for staff.
    """
    return NEVER_KEPT if supporter else {**cache_headers(request, runtime), "Vary": "Cookie"}


PageCacheDep = Annotated[dict[str, str], Depends(page_headers)]
