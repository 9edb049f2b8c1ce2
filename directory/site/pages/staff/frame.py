"""What all pages for staff share: who is signed in, what waits, what the role may open; nothing of it is cached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from directory.domain.access import nothing_there, require_sign_in
from directory.domain.actor import Actor
from directory.domain.errors import SecondFactorMissing
from directory.runtime import Runtime
from directory.site.actor import ActorDep, SignedInDep
from directory.site.dependencies import RuntimeDep
from directory.site.templating import Page, send_page

SEE_OTHER = 303
NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head of every page for staff. waiting, posts: what nobody has decided; 0 also where the role sees none."""

    name: str
    is_moderator: bool
    is_coordinator: bool
    waiting: int
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody of the staff who sends a request."""

    actor: Actor
    name: str

    @property
    def is_moderator(self) -> bool:
        """Whether one of the roles decides submissions."""
        return any(grant.role == "moderator" for grant in self.actor.grants)


async def read_staff(signed_in: SignedInDep, actor: ActorDep) -> Staff:
    """Whoever is signed in as staff with the second factor.

    Raises:
        Unauthenticated, SecondFactorMissing: nobody is.
        NotFound: somebody who is no staff; these pages do not exist for others.
    """
    require_sign_in(actor)
    if signed_in is None or not signed_in.account.is_staff:
        raise nothing_there()
    if not actor.is_verified:
        raise SecondFactorMissing("second_factor_missing")
    return Staff(actor=actor, name=signed_in.account.name or signed_in.account.email)


StaffDep = Annotated[Staff, Depends(read_staff)]


async def read_moderator(staff: StaffDep) -> Staff:
    """Whoever decides submissions somewhere.

    Raises:
        NotFound: other staff.
    """
    if not staff.is_moderator:
        raise nothing_there()
    return staff


ModeratorDep = Annotated[Staff, Depends(read_moderator)]


def open_frame(runtime: Runtime, staff: Staff) -> Frame:
    """The head of a page."""
    codes = runtime.desk.scopes.codes_of(staff.actor)
    waiting = posts = 0
    if codes:
        with runtime.store.read() as unit:
            waiting = unit.submissions.count_pending(codes)
            posts = unit.posts.count_pending(codes, runtime.today())
    return Frame(
        name=staff.name,
        is_moderator=staff.is_moderator,
        is_coordinator=any(grant.role in {"coordinator", "moderator"} for grant in staff.actor.grants),
        waiting=waiting,
        posts=posts,
    )


def send_staff_page(request: Request, page: Page, *, status: int = 200) -> Response:
    """A page that nobody keeps."""
    return send_page(request, page, status=status, headers=NO_STORE)


def go_on(path: str) -> Response:
    """Sends the browser on by GET, so that reloading repeats nothing."""
    return RedirectResponse(path, SEE_OTHER, headers=NO_STORE)


__all__ = ["ModeratorDep", "RuntimeDep", "Staff", "StaffDep", "go_on", "open_frame", "send_staff_page"]
