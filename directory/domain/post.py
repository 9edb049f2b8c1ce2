"""What an organization of a network asks for or offers for a while: food, rooms, volunteers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

PostKind = Literal["need", "offer"]
PostStatus = Literal["pending", "published", "withdrawn"]

POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)
POST_STATUSES: tuple[PostStatus, ...] = get_args(PostStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One notice on a network's page.

    Attributes:
        id: UUID version 4. contact: as it may be shown. expires_on: the last day it is shown.
    """

    id: str
    organization_id: str
    kind: PostKind
    text: str
    contact: str
    expires_on: date
    status: PostStatus = "pending"
