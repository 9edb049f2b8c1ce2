"""Verdicts of the permission table -> errors; whatever is out of reach answers as what does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from directory.domain.actor import Actor
from directory.domain.errors import (
    AccessRefused,
    Forbidden,
    HiddenFromActor,
    NotFound,
    SecondFactorMissing,
    Unauthenticated,
)
from directory.domain.permission import Action, Thing, Verdict, can

ABSENT = "http_404"
"""The one code of everything that is not there; also that of addresses which no page answers."""

_REFUSALS: Mapping[Verdict, tuple[str, type[AccessRefused]]] = MappingProxyType(
    {
        "unauthenticated": ("unauthenticated", Unauthenticated),
        "unverified": ("second_factor_missing", SecondFactorMissing),
        "forbidden": ("forbidden", Forbidden),
    }
)


def require(actor: Actor, action: Action, thing: Thing, *, object_id: str = "") -> Verdict:
    """`allowed`, or `proposes` where an edit has to wait for a moderator.

    `object_id` names the thing in the audit; the id of a record when left out.

    Raises:
        Unauthenticated: nobody is signed in.
        SecondFactorMissing: staff without the second factor.
        Forbidden: the actor may see the thing but not do this.
        HiddenFromActor: a NotFound; its answer is that of `nothing_there`.
    """
    verdict = can(actor, action, thing)
    if verdict in {"allowed", "proposes"}:
        return verdict
    code, kind = _REFUSALS.get(verdict, (ABSENT, HiddenFromActor))
    raise kind(code, account_id=actor.account_id, action=action, object_id=object_id or thing.resource_id)


def require_sign_in(actor: Actor) -> None:
    """Passes whoever signed in; staff paths call it before they look anything up.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    if not actor.is_signed_in:
        raise Unauthenticated("unauthenticated")


def nothing_there() -> NotFound:
    """The error for an id that does not exist."""
    return NotFound(ABSENT)
