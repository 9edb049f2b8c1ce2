"""Who may do what with which thing: one function, one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from directory.domain.actor import STAFF_ROLES, Actor, Grant, Role
from directory.domain.visibility import Visibility

Action = Literal[
    "read_record",
    "read_place",
    "edit_record",
    "set_visibility",
    "read_submission",
    "decide_submission",
    "read_queue",
    "manage_accounts",
    "read_audit",
    "read_staff_contacts",
    "read_private_contacts",
    "read_staff_notes",
    "edit_staff_notes",
    "give_feedback",
    "read_wants",
    "write_outreach",
]

Verdict = Literal["allowed", "proposes", "forbidden", "absent", "unauthenticated", "unverified"]
"""proposes: an edit waits as a submission. forbidden: one may see the thing but not do this with it.

absent: the thing answers as if it did not exist. unverified: the second factor is missing.
"""

ACTIONS: tuple[Action, ...] = get_args(Action)

Standing = Role | Literal["owner"]
"""In which capacity somebody stands before a thing: a role whose scope holds it, or the owner of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What an action is done with.

    Attributes:
        municipality: empty = of the whole directory (accounts, audit).
        city: the designated city whose ward the municipality is, else the municipality itself or empty.
        districts: `scheme:code` of all districts that it lies in.
        resource_id: of a record; empty for everything else.
        visibility: of a record or of the record that a submission is about.
        sent_by: account that sent a submission; empty = sent without one.
    """

    municipality: str = ""
    city: str = ""
    districts: frozenset[str] = frozenset()
    resource_id: str = ""
    visibility: Visibility = "public"
    sent_by: str = ""


_READERS: Mapping[Visibility, tuple[Standing, ...]] = MappingProxyType(
    {
        "public": ("owner", "support_worker", "coordinator", "moderator", "admin"),
        "area_only": ("owner", "support_worker", "coordinator", "moderator"),
        "hidden": ("moderator",),
    }
)
"""Who reads a record. An owner of a hidden record asks its moderator. Source: trust.md sections 3.7 and 3.8."""

_TABLE: Mapping[Action, Mapping[Standing, Verdict]] = MappingProxyType(
    {
        "read_record": dict.fromkeys(("owner", "support_worker", "coordinator", "moderator", "admin"), "allowed"),
        "read_place": dict.fromkeys(("owner", "support_worker", "coordinator", "moderator", "admin"), "allowed"),
        "edit_record": {
            "owner": "proposes",
            "support_worker": "forbidden",
            "coordinator": "proposes",
            "moderator": "allowed",
            "admin": "allowed",
        },
        "set_visibility": {
            "owner": "proposes",
            "support_worker": "forbidden",
            "coordinator": "proposes",
            "moderator": "allowed",
            "admin": "forbidden",
        },
        "read_submission": {"owner": "allowed", "moderator": "allowed"},
        "decide_submission": {"moderator": "allowed"},
        "read_queue": {"moderator": "allowed"},
        "manage_accounts": {"admin": "allowed"},
        "read_audit": {"admin": "allowed"},
        "read_staff_contacts": dict.fromkeys(("owner", "support_worker", "coordinator", "moderator"), "allowed"),
        "read_private_contacts": {"owner": "allowed", "moderator": "allowed"},
        "read_staff_notes": dict.fromkeys(("support_worker", "coordinator", "moderator"), "allowed"),
        "edit_staff_notes": {
            "owner": "forbidden",
            "support_worker": "forbidden",
            "coordinator": "proposes",
            "moderator": "allowed",
            "admin": "forbidden",
        },
        "give_feedback": {
            "owner": "forbidden",
            "support_worker": "allowed",
            "coordinator": "allowed",
            "moderator": "allowed",
            "admin": "forbidden",
        },
        "read_wants": dict.fromkeys(("support_worker", "coordinator", "moderator", "admin"), "allowed"),
        "write_outreach": {"support_worker": "forbidden", "coordinator": "proposes", "moderator": "proposes"},
    }
)

_RANK: Mapping[Verdict, int] = MappingProxyType(
    {"allowed": 4, "proposes": 3, "unverified": 2, "forbidden": 1, "absent": 0, "unauthenticated": 0}
)

_ABOUT_RECORDS = frozenset(
    {
        "read_record",
        "read_place",
        "edit_record",
        "set_visibility",
        "read_staff_contacts",
        "read_private_contacts",
        "read_staff_notes",
        "edit_staff_notes",
        "give_feedback",
    }
)


def can(actor: Actor, action: Action, thing: Thing) -> Verdict:
    """The most that any role of the actor allows; `absent` when no role reaches the thing."""
    if not actor.is_signed_in:
        return "unauthenticated"
    verdicts = [_judge(standing, actor, action, thing) for standing in _standings(actor, thing)]
    return max(verdicts, key=_RANK.__getitem__, default="absent")


def _standings(actor: Actor, thing: Thing) -> Iterator[Standing]:
    """In which capacities the actor stands before the thing."""
    if thing.resource_id in actor.owned or (thing.sent_by and thing.sent_by == actor.account_id):
        yield "owner"
    for grant in actor.grants:
        if grant.role != "volunteer" and _reaches(grant, thing):
            yield grant.role


def _reaches(grant: Grant, thing: Thing) -> bool:
    """Whether the thing lies within the scope of a role; an instance's role reaches everywhere."""
    if grant.role == "admin":
        return True
    if not grant.municipality or grant.municipality not in (thing.municipality, thing.city):
        return False
    return not grant.district or grant.district in thing.districts


def _judge(standing: Standing, actor: Actor, action: Action, thing: Thing) -> Verdict:
    if action in _ABOUT_RECORDS and standing not in _READERS[thing.visibility]:
        return "absent"
    verdict = _TABLE[action].get(standing, "absent")
    needs_factor = standing in STAFF_ROLES and verdict in {"allowed", "proposes"}
    return "unverified" if needs_factor and not actor.is_verified else verdict
