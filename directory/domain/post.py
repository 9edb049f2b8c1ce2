"""What an organization of a network asks for or offers for a while: food, rooms, volunteers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

PostKind = Literal["need", "offer"]
PostStatus = Literal["pending", "published", "returned", "withdrawn"]

PostProblem = Literal[
    "kind_missing",
    "text_missing",
    "text_long",
    "contact_missing",
    "contact_long",
    "day_missing",
    "day_past",
    "day_late",
]
"""What is wrong with a post; its first word names the field (day: the last day)."""

POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)
POST_STATUSES: tuple[PostStatus, ...] = get_args(PostStatus)

LONGEST_TEXT = 300
LONGEST_CONTACT = 100
LONGEST_TIME = timedelta(days=92)
"""How long one post may be shown: who still needs it then says so again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One notice on a network's page.

    Attributes:
        id: UUID version 4. contact: as it may be shown. expires_on: the last day it is shown.
        account_id: who wrote it. reply: what the moderator said who returned it.
    """

    id: str
    organization_id: str
    account_id: str
    kind: PostKind
    text: str
    contact: str
    expires_on: date
    status: PostStatus = "pending"
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An organization in whose name somebody may write.

    Attributes:
        id: of the organization. municipality: 5-digit JIS code.
    """

    id: str
    municipality: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPost:
    """A post as everybody may see it.

    Attributes:
        municipality: 5-digit JIS code, by which organizations of the same name differ.
    """

    id: str
    municipality: str
    organization: str
    kind: PostKind
    text: str
    contact: str
    expires_on: date


def find_problems(kind: str, text: str, contact: str, expires_on: date | None, *, today: date) -> Iterator[PostProblem]:
    """What has to be mended before a post may be sent; `today` is Japan's."""
    if kind not in POST_KINDS:
        yield "kind_missing"
    if not text:
        yield "text_missing"
    if len(text) > LONGEST_TEXT:
        yield "text_long"
    if not contact:
        yield "contact_missing"
    if len(contact) > LONGEST_CONTACT:
        yield "contact_long"
    yield from _find_day_problems(expires_on, today=today)


def _find_day_problems(expires_on: date | None, *, today: date) -> Iterator[PostProblem]:
    if expires_on is None:
        yield "day_missing"
    elif expires_on < today:
        yield "day_past"
    elif expires_on > today + LONGEST_TIME:
        yield "day_late"
