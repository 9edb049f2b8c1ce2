"""A small snapshot and answers over it, made of columns alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from shapely.geometry import box

from directory.catalog.answer import Hit
from directory.catalog.coverage import Coverage
from directory.domain.category import CATEGORIES, ROOTS, root_of
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import District, DistrictRef
from directory.domain.listing import Listing
from directory.domain.schedule import Session
from directory.mapping.districts import OutlinedDistrict

ROOT_CODES = tuple(root.code for root in ROOTS)
WARDS = (("27106", "大阪市西区"), ("27146", "堺市西区"))


def make_listing(number: int, **changes: object) -> Listing:
    """A fictional listing at a point."""
    fields: dict[str, object] = {
        "code": f"k{number:05d}",
        "number": number,
        "series": f"k{number:05d}",
        "name": f"架空の食堂 その{number}",
        "categories": ("child_cafe",),
        "municipality": "27106",
        "districts": (DistrictRef(scheme="municipality", code="27106", name="大阪市西区", evidence="municipality"),),
        "coordinate": Coordinate(latitude=34.676, longitude=135.486),
        "level": "pin",
        "radius_m": 30,
        "precision": "exact",
        "contacts": (Contact(kind="phone", value="06-0000-0000"),),
        "updated_at": datetime(2026, 6, 1, tzinfo=UTC),
    }
    return Listing(**(fields | changes))


@dataclass(eq=False)
class ColumnSnapshot:
    """The columns that the map reads."""

    listings: tuple[Listing, ...]
    stale: frozenset[int] = frozenset()
    ended: frozenset[int] = frozenset()
    revision: str = "7"
    day: date = date(2026, 6, 6)

    def __post_init__(self) -> None:
        points = [listing.coordinate for listing in self.listings]
        bits = {code: 1 << place for place, code in enumerate(CATEGORIES)}
        wards = [code for code, _ in WARDS]
        self.districts = {
            code: District(code=code, scheme="municipality", name=name, municipality=code) for code, name in WARDS
        }
        self.count = len(self.listings)
        self.latitude = np.array([point.latitude if point else np.nan for point in points])
        self.longitude = np.array([point.longitude if point else np.nan for point in points])
        self.is_placed = np.isfinite(self.latitude)
        self.number = np.array([listing.number for listing in self.listings], dtype=np.int64)
        self.category_codes = ROOT_CODES
        roots = [ROOT_CODES.index(root_of(listing.categories[0])) for listing in self.listings]
        self.category = np.array(roots, dtype=np.uint8)
        self.category_bits = np.array(
            [sum(bits[code] for code in each.categories) for each in self.listings],
            dtype=np.uint64,
        )
        self.flags = np.array(
            [(listing.precision == "approximate") | (listing.number in self.stale) << 1 for listing in self.listings],
            dtype=np.uint8,
        )
        self.radius_m = np.array([listing.radius_m for listing in self.listings], dtype=np.int32)
        self.district_codes = {"municipality": tuple(wards)}
        places = [wards.index(each.municipality) if each.municipality in wards else -1 for each in self.listings]
        self.district_columns = {"municipality": np.array(places, dtype=np.int32)}
        self.coverage = Coverage((), np.empty(0, np.int32), np.empty(0, np.int32))
        self.is_default = np.array([listing.number not in self.ended for listing in self.listings])

    def listing(self, row: int) -> Listing:
        return self.listings[row]


def answer_of(snapshot: ColumnSnapshot, rows: list[int] | None = None) -> SimpleNamespace:
    """What `find` would answer: all default rows, or those given."""
    kept = np.array(np.flatnonzero(snapshot.is_default) if rows is None else rows, dtype=np.int32)

    def hits(offset: int, limit: int) -> tuple[Hit, ...]:
        part = kept[offset : offset + limit].tolist()
        return tuple(Hit(listing=snapshot.listing(row), next_session=Session(on=date(2026, 6, 6))) for row in part)

    def payloads(offset: int, limit: int) -> tuple[bytes, ...]:
        return tuple(msgspec.json.encode(hit.listing) for hit in hits(offset, limit))

    def next_dates(offset: int, limit: int) -> tuple[date, ...]:
        return tuple(hit.next_session.on for hit in hits(offset, limit))

    return SimpleNamespace(
        snapshot=snapshot,
        rows=kept,
        total=kept.size,
        placed=int((~np.isnan(snapshot.latitude[kept])).sum()),
        unplaced=int(np.isnan(snapshot.latitude[kept]).sum()),
        hits=hits,
        payloads=payloads,
        next_dates=next_dates,
    )


@pytest.fixture
def listings() -> tuple[Listing, ...]:
    """Two exact places, an approximate one, an ended one, and one that only names its district."""
    return (
        make_listing(11, name="<b>架空</b> & 食堂"),
        make_listing(
            5, categories=("advice_desk", "drop_in_salon"), municipality="27146", coordinate=at(34.53, 135.46)
        ),
        make_listing(300, coordinate=at(34.68, 135.49), precision="approximate", level="town", radius_m=260),
        make_listing(7, coordinate=at(34.681, 135.491)),
        make_listing(42, coordinate=None, level=None, precision="district", radius_m=0),
    )


@pytest.fixture
def snapshot(listings: tuple[Listing, ...]) -> ColumnSnapshot:
    """The listings; 5 is stale, 7 is ended."""
    return ColumnSnapshot(listings=listings, stale=frozenset({5}), ended=frozenset({7}))


@pytest.fixture
def found(snapshot: ColumnSnapshot) -> SimpleNamespace:
    """The answer without any filter."""
    return answer_of(snapshot)


@pytest.fixture
def answer():
    """Answers over given rows of a snapshot."""
    return answer_of


@pytest.fixture
def outlines(snapshot: ColumnSnapshot) -> tuple[OutlinedDistrict, ...]:
    """A square around each ward."""
    squares = (box(135.46, 34.66, 135.51, 34.70), box(135.43, 34.50, 135.49, 34.56))
    return tuple(
        OutlinedDistrict(district=district, outline=square)
        for district, square in zip(snapshot.districts.values(), squares, strict=True)
    )


def at(latitude: float, longitude: float) -> Coordinate:
    return Coordinate(latitude=latitude, longitude=longitude)
