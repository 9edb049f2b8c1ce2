"""Small snapshots of fictional listings."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.category import CATEGORIES
from directory.domain.coordinate import Coordinate
from directory.domain.district import District, DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.facts import FACT_CODES
from directory.domain.fees import Fee, Fees
from directory.domain.listing import Listing
from directory.domain.schedule import Schedule
from tests.no_holidays import NoHolidays
from tests.unit.catalog.published import Database
from tests.unit.catalog.surroundings import weekly

TODAY = date(2026, 6, 3)  # a Wednesday
NAMES = {"27106": "大阪市西区", "27146": "堺市西区", "13229": "西東京市"}
DISTRICTS = tuple(
    District(code=f"{jis}-{number}", scheme="school", name=f"第{number}小学校区", municipality=jis)
    for jis in NAMES
    for number in range(3)
)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


def listing(number: int, **changes: object) -> Listing:
    fields: dict[str, object] = {
        "code": f"k{number:05d}",
        "number": number,
        "series": f"k{number:05d}",
        "name": f"見本の食堂{number}",
        "categories": ("child_cafe",),
        "municipality": "27106",
        "municipality_name": "大阪市西区",
        "town": "新町一丁目",
        "address": "大阪府大阪市西区新町1-2-3",
        "coordinate": Coordinate(latitude=34.676, longitude=135.486),
        "radius_m": 30,
        "precision": "exact",
        "updated_at": datetime(2026, 6, 1, tzinfo=UTC),
    }
    return Listing(**(fields | changes))


@pytest.fixture(scope="session")
def make_listing() -> Callable[..., Listing]:
    return listing


def mixed_listings(count: int) -> list[Listing]:
    """Listings of two towns with different places, kinds, days and names."""
    rng = random.Random(3)  # noqa: S311 - a fixed mixture, no secret
    return [
        listing(
            number,
            name=f"{rng.choice(('ひなた', 'こもれび', 'くじら'))}{rng.choice(('食堂', '児童館'))}{number}",
            municipality=rng.choice(("13229", "27106")),
            municipality_name="",
            categories=(rng.choice(("child_cafe", "child_hall")),),
            coordinate=Coordinate(latitude=34.6 + rng.random() / 10, longitude=135.4) if number % 5 else None,
            schedule=weekly(number % 3),
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="session")
def mix_listings() -> Callable[[int], list[Listing]]:
    return mixed_listings


def snapshot_of(
    *listings: Listing, revision: str = "1", town_kana: Callable[[str], Mapping[str, str]] | None = None
) -> Snapshot:
    return build_snapshot(
        [msgspec.json.encode(each) for each in listings],
        revision=revision,
        districts=DISTRICTS,
        holidays=NoHolidays(),
        today=TODAY,
        municipality_names=lambda code: NAMES.get(code, ""),
        town_kana=town_kana,
    )


@pytest.fixture(scope="session")
def make_snapshot() -> Callable[..., Snapshot]:
    return snapshot_of


@pytest.fixture(scope="session")
def many() -> Snapshot:
    """Two hundred listings at random, all combinations of what filters ask for."""
    rng = random.Random(7)  # noqa: S311 - a fixed mixture, no secret
    schedules = (Schedule(), weekly(2), weekly(5), weekly(3, 6), weekly(0, 1))
    return snapshot_of(*(random_listing(rng, number, schedules) for number in range(1, 201)))


ELIGIBILITIES = (
    Eligibility(),
    Eligibility(raw="0歳～3歳", min_months=0, max_months=47),
    Eligibility(raw="6か月から", min_months=6),
    Eligibility(raw="小学生", stages=("elementary",)),
    Eligibility(raw="どなたでも", stages=("anyone",)),
)
FEES = (
    Fees(),
    Fees(raw="無料", free_for_children="yes", prices=(Fee(stage="anyone", yen=0),)),
    Fees(raw="500円", prices=(Fee(stage="anyone", yen=500),)),
    Fees(raw="カンパ", prices=(Fee(stage="anyone", kind="donation"),)),
)


def random_listing(rng: random.Random, number: int, schedules: tuple[Schedule, ...]) -> Listing:
    jis = rng.choice(sorted(NAMES))
    is_area_only = rng.random() < 0.15
    district = rng.choice([each for each in DISTRICTS if each.municipality == jis])
    point = Coordinate(latitude=34.6 + rng.random() / 10, longitude=135.4 + rng.random() / 10)
    ref = DistrictRef(scheme=district.scheme, code=district.code, name=district.name, evidence="town")
    age = rng.choice((None, 10, 200, 500))
    nick, kind = rng.choice(("ひなた", "こもれび", "くじら", "みつばち")), rng.choice(("食堂", "ひろば", "相談室"))
    return listing(
        number,
        name=f"{nick}{kind}{number}",
        categories=tuple(rng.sample(sorted(CATEGORIES), rng.choice((1, 1, 2)))),
        municipality=jis,
        municipality_name=NAMES[jis],
        districts=(ref,) if rng.random() < 0.8 else (),
        town="" if is_area_only else "新町",
        address="" if is_area_only else "新町1-2-3",
        coordinate=None if is_area_only else point,
        precision="district" if is_area_only else "exact",
        schedule=rng.choice(schedules),
        status=rng.choice(("active", "active", "active", "ended")),
        assured_on=TODAY - timedelta(days=age) if age else None,
        eligibility=rng.choice(ELIGIBILITIES),
        fees=rng.choice(FEES),
        facts=tuple((code, rng.choice(("yes", "no"))) for code in sorted(rng.sample(FACT_CODES, 6))),
    )


@pytest.fixture
def database(make_listing):
    return Database(*(make_listing(number) for number in range(1, 6)))
