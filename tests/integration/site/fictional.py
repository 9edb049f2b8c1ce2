"""Fictional listings at real towns, and a runtime that holds them in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property

import msgspec

from directory.catalog.holder import CatalogHolder
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.address import Located, Place
from directory.domain.category import ROOTS
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import MUNICIPALITY_SCHEME, District, DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.domain.listing import Listing
from directory.domain.schedule import Rule, Schedule, Window
from directory.geo.gazetteer import Municipality
from directory.geo.stations import Station
from directory.runtime import Runtime
from directory.settings import Settings

TODAY = date(2026, 6, 6)
NOW = datetime(2026, 6, 6, 1, tzinfo=UTC)
"""A first Saturday, ten in the morning in Japan."""

TOWNS = (
    ("13229", "西東京市", "田無町", 35.7275, 139.5395),
    ("39201", "高知市", "本町", 33.5590, 133.5310),
    ("11208", "所沢市", "くすのき台", 35.7860, 139.4730),
)
FIRST_AND_THIRD_SATURDAY = Schedule(
    raw="第1・第3土曜日 11:30~14:00",
    rules=(Rule(freq="monthly", byday=(5,), nth=(1, 3), windows=(Window(start=690, end=840),)),),
)
WEEKDAYS = Schedule(
    raw="月~金 9時から16時",
    rules=(Rule(freq="weekly", byday=(0, 1, 2, 3, 4), windows=(Window(start=540, end=960),)),),
)
CHILDREN_FREE = Fees(
    raw="子ども無料 大人300円",
    free_for_children="yes",
    prices=(Fee(stage="child", yen=0), Fee(stage="adult", yen=300)),
)
KINDS = ("たんぽぽ", "ひだまり", "こもれび", "あおぞら", "てのひら", "みちくさ", "ほしぞら", "かざぐるま")


def make_listing(number: int, **changes: object) -> Listing:
    """One listing; its number decides town, category, dates and how old its confirmation is."""
    jis, name, town, latitude, longitude = TOWNS[number % len(TOWNS)]
    root = ROOTS[number % len(ROOTS)]
    months = (1, 4, 8)[number % 3]
    listing = Listing(
        code=f"t{number:05d}",
        number=number,
        series=f"t{number:05d}",
        name=f"{KINDS[number % len(KINDS)]}{root.label} {number}号",
        kana="タンポポ",
        categories=(root.code,),
        municipality=jis,
        municipality_name=name,
        town=town,
        districts=(DistrictRef(scheme=MUNICIPALITY_SCHEME, code=jis, name=name, evidence="municipality"),),
        venue="さくら会館",
        address=f"{name}{town}{number % 30 + 1}-{number % 9 + 1}",
        coordinate=Coordinate(latitude=latitude + number % 37 / 3000, longitude=longitude + number % 41 / 3000),
        level="block",
        match="exact",
        radius_m=60,
        precision="exact",
        organization="架空の会",
        schedule=FIRST_AND_THIRD_SATURDAY if number % 2 else WEEKDAYS,
        eligibility=Eligibility(raw="0歳から3歳", min_months=0, max_months=47),
        fees=CHILDREN_FREE,
        facts=(("nursing", "yes"), ("parking", "no")),
        contacts=(Contact(kind="phone", value=f"03-0000-{number:04d}", raw="", note="平日10〜16時"),),
        assured_on=date(2026, 6 - months, 20) if months < 6 else date(2025, 10, 1),
        updated_at=NOW,
        source="fictional",
        source_id=str(number),
        licence="CC BY 4.0",
        attribution="架空市",
    )
    return replace(listing, **changes)  # type: ignore[arg-type] # tests give fields of the right type


def usual_listings() -> tuple[Listing, ...]:
    """Sixty ordinary listings and one of every special kind."""
    special = (
        make_listing(101, code="ended1", name="終わった食堂", status="ended"),
        make_listing(
            102,
            code="area01",
            name="ひみつの家",
            precision="district",
            coordinate=None,
            address="",
            venue="",
            level=None,
        ),
        make_listing(103, code="abuse1", name="ひかり相談室", categories=("abuse_advice",)),
        make_listing(104, code="venue1", series="venue1", name="めぐる広場"),
        make_listing(105, code="venue2", series="venue1", name="めぐる広場", venue="もみじ会館"),
        make_listing(
            106,
            code="nofact",
            name="なぞの集会所",
            contacts=(),
            fees=Fees(),
            eligibility=Eligibility(),
            schedule=Schedule(),
            facts=(),
            assured_on=None,
        ),
        make_listing(
            107, code="evil01", name="</script><img src=x onerror=alert(1)>", description="<b>${alert(1)}</b>"
        ),
    )
    return (*(make_listing(number) for number in range(1, 61)), *special)


class FixedPlaces:
    """Geocoder and gazetteer that know one address, one postal code and one station."""

    known = Place(
        pref="東京都",
        city="西東京市",
        jis="13229",
        town="田無町",
        coordinate=Coordinate(latitude=35.7275, longitude=139.5395),
        level="town",
        radius_m=300,
        match="exact",
    )

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """The one address, or nothing."""
        del near, postal_code
        if "田無町" in text or text.startswith("188"):
            return Located(place=self.known, candidates=(self.known,))
        return Located(place=None, problems=("address_unknown",))

    def stations(self, name: str) -> tuple[Station, ...]:
        """The one station."""
        return self.stations_within(None) if name.startswith("田無") else ()

    def stations_around(self, points: object, *, within_degrees: float) -> tuple[Station, ...]:
        """The same station, wherever the points are."""
        del within_degrees
        return self.stations_within(points)

    def stations_within(self, box: object) -> tuple[Station, ...]:
        """The same station, wherever the box is."""
        del box
        return (Station(name="田無", jis="13229", coordinate=self.known.coordinate, lines=("架空線",)),)

    def municipality(self, jis: str) -> Municipality | None:
        """The one municipality."""
        if jis != "13229":
            return None
        return Municipality(
            jis=jis,
            pref="東京都",
            name="西東京市",
            kana="ニシトウキョウシ",
            coordinate=self.known.coordinate,
            radius_m=3000,
            box=(35.7, 139.5, 35.8, 139.6),
        )

    def town_kana(self, jis: str) -> dict[str, str]:
        """No town has a reading."""
        del jis
        return {}


class NoDistricts:
    """No operator has drawn districts."""

    def schemes_of(self, _municipality: str) -> tuple[str, ...]:
        """None."""
        return ()


class RuntimeInMemory(Runtime):
    """A runtime without files: its catalog is built from listings."""

    def __init__(self, settings: Settings, listings: Iterable[Listing]) -> None:
        """Keeps the listings."""
        super().__init__(settings, clock=lambda: NOW)
        self.revision = "r1"
        self.listings = tuple(listings)

    @cached_property
    def geocoder(self) -> FixedPlaces:  # type: ignore[override]
        """The fixed places."""
        return FixedPlaces()

    @cached_property
    def gazetteer(self) -> FixedPlaces:  # type: ignore[override]
        """The fixed places."""
        return FixedPlaces()

    @cached_property
    def catalog(self) -> CatalogHolder:
        """The listings."""
        return CatalogHolder(self._build, lambda: self.revision, self.now)

    def open_districts(self) -> NoDistricts:  # type: ignore[override]
        """None."""
        return NoDistricts()

    def check_ready(self, now: datetime) -> dict[str, str]:
        """Everything is there."""
        del now
        return {"database": "ok"}

    def _build(self) -> Snapshot:
        encode = msgspec.json.Encoder().encode
        names = {jis: name for jis, name, *_ in TOWNS}
        return build_snapshot(
            (encode(listing) for listing in self.listings),
            revision=self.revision,
            districts=tuple(
                District(code=jis, scheme=MUNICIPALITY_SCHEME, name=name, municipality=jis)
                for jis, name in names.items()
            ),
            holidays=JapaneseHolidays(),
            today=self.today(),
            municipality_names=names.__getitem__,
        )
