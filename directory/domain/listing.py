"""The public face of one resource at one place = one card = one pin = one search document = one API row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.address import Level, Match
from directory.domain.advice import NO_ADVICE, Advice
from directory.domain.category import PLACELESS_CODES
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.draft import Status
from directory.domain.eligibility import Eligibility
from directory.domain.facts import Facts
from directory.domain.fees import Fees
from directory.domain.name_reading import KanaSource
from directory.domain.schedule import Schedule
from directory.domain.visibility import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Public, flattened, frozen. Nothing confidential has a field here.

    Attributes:
        code: public code (`k7f3q9`). number: small stable number for the map.
        series: code of the resource's first listing; listings of one resource share it.
        kana, kana_source: how the name is read, and who says so.
        categories: main category first; first- or second-level codes.
        address, building, postal_code, coordinate: empty for area_only and for places not yet confirmed.
        radius_m: uncertainty of `coordinate` in metres; 0 without one.
        advice: of advice desks, as far as it is said or clear.
        is_silent: nobody answered whether it still goes on, several times over.
        source_id: id inside the imported file.
    """

    code: str
    number: int
    series: str
    name: str
    kana: str = ""
    kana_source: KanaSource = ""
    categories: tuple[str, ...]
    municipality: str
    municipality_name: str = ""
    town: str = ""
    districts: tuple[DistrictRef, ...] = ()
    district_labels: tuple[str, ...] = ()
    venue: str = ""
    address: str = ""
    building: str = ""
    postal_code: str = ""
    access: str = ""
    coordinate: Coordinate | None = None
    level: Level | None = None
    match: Match | None = None
    radius_m: int = 0
    precision: Precision = "none"
    organization: str = ""
    networks: tuple[str, ...] = ()
    department: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    service_area: str = ""
    advice: Advice = NO_ADVICE
    schedule: Schedule = Schedule()
    eligibility: Eligibility = Eligibility()
    fees: Fees = Fees()
    facts: Facts = ()
    contacts: tuple[Contact, ...] = ()
    capacity: int | None = None
    booking: str = ""
    status: Status = "active"
    assured_on: date | None = None
    is_silent: bool = False
    updated_at: datetime
    source: str = ""
    source_id: str = ""
    licence: str = ""
    attribution: str = ""
    file_date: date | None = None

    @property
    def has_no_place(self) -> bool:
        """Whether it is a service that has no place, and not one whose place nobody knows."""
        is_nowhere = self.precision == "none" and not (self.venue or self.building or self.postal_code)
        return is_nowhere and (bool(self.service_area) or not PLACELESS_CODES.isdisjoint(self.categories))
