"""A resource as the store keeps it: its approved draft, where its venues lie, its public codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.address import Place
from directory.domain.district import DistrictRef
from directory.domain.draft import ResourceDraft
from directory.domain.lease import Lease
from directory.domain.name_reading import UNREAD, NameReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Somebody checked on the spot that a pin stands where the door is.

    Attributes:
        on: day on which it was said.
        by: who answers for it: a person of the staff, or the data set whose points were checked.
    """

    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one venue lies.

    Attributes:
        place: from the published coordinate (level pin) or the geocoder; None when there is none.
        needs_question: a person must confirm it before it is pinned in public.
        municipality_name: of a designated city with its ward (大阪市西区).
        confirmed: only of a pin; what a person confirmed may place its neighbours. Never public.
    """

    place: Place | None
    districts: tuple[DistrictRef, ...] = ()
    needs_question: bool = False
    municipality_name: str = ""
    confirmed: Confirmation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingKey:
    """Public identity of one listing: random code and small stable number, both given at first publication."""

    code: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One stored resource.

    Attributes:
        id: UUID version 4.
        placements: one per venue of the draft; exactly one for a place-less resource.
        keys: one per placement.
        attention: codes of the issues a person must look at; empty when none.
        reading: of the name, corrected or generated; kana of the draft go before it.
        lease: what its operator said since; None = nobody asked and nobody told. It stays when the draft changes.
    """

    id: str
    version: int
    draft: ResourceDraft
    placements: tuple[Placement, ...]
    keys: tuple[ListingKey, ...]
    attention: tuple[str, ...] = ()
    reading: NameReading = UNREAD
    lease: Lease | None = None
    updated_at: datetime
