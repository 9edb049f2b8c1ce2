"""Fictional listings in real towns, for benchmarks of the catalog."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from directory.assets import geodata_folder
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fees
from directory.domain.listing import Listing
from directory.domain.schedule import Schedule
from directory.geo.gazetteer import Gazetteer, Municipality, Town
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.schedule_text import parse_schedule

TOWNS_USED = 135
NICKS = (
    "ひだまり",
    "つばめ",
    "みどり",
    "たんぽぽ",
    "にじいろ",
    "そよかぜ",
    "こもれび",
    "ほしぞら",
    "くじら",
    "みつばち",
)
KINDS = {
    "child_cafe": ("子ども食堂", "みんなの食堂"),
    "drop_in_salon": ("子育てひろば", "つどいの広場"),
    "neighborhood_salon": ("子育てサロン",),
    "support_base": ("子育て支援センター",),
    "childcare_advice": ("子育て相談室",),
    "child_hall": ("児童館",),
    "community_hall": ("集会所", "公民館"),
}
DAYS = ("第2・4土曜", "毎週水曜", "月～金", "毎月第3日曜日", "毎週火・木曜", "第1金曜", "毎日", "毎月15日")
HOURS = ("10:00～12:00", "9:00～17:00", "11:30～14:00", "13時～16時", "17:30～20:00")
ENDINGS = ("", "（祝日休み）", "（8月は休み）")
SENTENCES = (
    "架空の記録です。",
    "だれでも気軽に立ち寄れる場所です。",
    "地域のボランティアが温かい食事を用意します。",
    "赤ちゃんから小学生まで遊べる部屋があります。",
    "予約はいりませんが、人数が多いときは電話でお知らせください。",
    "子育ての悩みを保健師に相談できます。",
    "近くの公園で外遊びをする日もあります。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stock:
    """What listings are put together from."""

    towns: Sequence[tuple[Municipality, Town]]
    schedules: Sequence[Schedule]
    fees: Sequence[Fees]
    ages: Sequence[Eligibility]


def make_listings(count: int, *, today: date) -> Iterator[Listing]:
    """The same listings for the same count; one in 25 has no public point, one in three its kana."""
    chance = random.Random(20261122)  # noqa: S311 (fictional data, not secrets)
    texts = [f"{day} {hours}{ending}" for day in DAYS for hours in HOURS for ending in ENDINGS]
    stock = _Stock(
        towns=tuple(_choose_towns(chance)),
        schedules=tuple(map(parse_schedule, (*texts, "不定期"))),
        fees=tuple(map(parse_fees, ("無料", "子ども無料、大人300円", "100円", "実費"))),
        ages=tuple(map(parse_age, ("どなたでも", "0歳から3歳まで", "小学生", ""))),
    )
    for number in range(1, count + 1):
        yield _make_listing(number, stock, chance, today)


def _choose_towns(chance: random.Random) -> Iterator[tuple[Municipality, Town]]:
    gazetteer = Gazetteer.open(geodata_folder())
    for city in chance.sample(gazetteer.municipalities(), TOWNS_USED):
        for town in gazetteer.towns(city.jis):
            yield city, town


def _make_listing(number: int, stock: _Stock, chance: random.Random, today: date) -> Listing:
    city, town = chance.choice(stock.towns)
    code, nick = chance.choice(tuple(KINDS)), chance.choice(NICKS)
    kind, base = chance.choice(KINDS[code]), town.name.partition("丁目")[0][:-1]
    phone = f"050-0000-{number % 10_000:04d}"
    is_placed = chance.random() > 1 / 25
    return Listing(
        code=f"b{number:06d}",
        number=number,
        series=f"b{number:06d}",
        name=chance.choice((f"{nick}{kind}", f"{base}{kind}", f"{base}{nick}{kind}")),
        kana=f"{nick}カイ" if chance.random() < 1 / 3 else "",
        categories=(code,),
        municipality=city.jis,
        municipality_name=city.name,
        town=town.name,
        districts=(DistrictRef(scheme="municipality", code=city.jis, name=city.name, evidence="municipality"),),
        venue=f"{base}会館" if chance.random() < 1 / 4 else "",
        address=f"{city.pref}{city.name}{town.name}{chance.randint(1, 30)}番{chance.randint(1, 20)}号" * is_placed,
        coordinate=_near(town, chance) if is_placed else None,
        level="chome",
        match="exact",
        radius_m=town.radius_m if is_placed else 0,
        precision="approximate" if is_placed else "district",
        organization=f"{chance.choice(NICKS)}の会",
        description="".join(chance.sample(SENTENCES, 3)),
        schedule=chance.choice(stock.schedules),
        eligibility=chance.choice(stock.ages),
        fees=chance.choice(stock.fees),
        contacts=(Contact(kind="phone", value=phone, raw=phone),),
        assured_on=today - timedelta(days=chance.randint(1, 300)),
        updated_at=datetime(2026, 6, 1, tzinfo=UTC),
        source="架空の一覧",
        source_id=f"{number:07d}",
    )


def _near(town: Town, chance: random.Random) -> Coordinate:
    """A point in or beside a town."""
    return Coordinate(
        latitude=round(town.coordinate.latitude + chance.uniform(-0.002, 0.002), 5),
        longitude=round(town.coordinate.longitude + chance.uniform(-0.002, 0.002), 5),
    )
