"""Fictional advice desks around a café: open and closed, near and far, with and without a place, and a quiet one."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.advice import Advice
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.district import DistrictRef
from directory.domain.listing import Listing
from directory.domain.schedule import Rule, Schedule, Window
from tests.integration.site.fictional import make_listing

SATURDAY, MONDAY = "2026-06-06T10:30", "2026-06-08T10:30"
HERE = "13229"
EAST = DistrictRef(scheme="架空圏域", code=f"{HERE}-aaaaaa", name="架空東圏域", evidence="town")
HOME = DistrictRef(scheme="municipality", code=HERE, name="西東京市", evidence="municipality")


def open_on(*days: int, start: int = 9, end: int = 17) -> Schedule:
    rule = Rule(freq="weekly", byday=days, windows=(Window(start=start * 60, end=end * 60),))
    return Schedule(raw="見本", rules=(rule,))


def desk(number: int, name: str, *topics: str, **changes: object) -> Listing:
    listing = make_listing(number)
    fields = {
        "name": name,
        "categories": ("childcare_advice",),
        "municipality": HERE,
        "municipality_name": "西東京市",
        "districts": (HOME,),
        "coordinate": Coordinate(latitude=35.73, longitude=139.54),
        "precision": "exact",
        "contacts": (Contact(kind="phone", value=f"050-0000-{number:04d}"),),
        "schedule": open_on(0, 1, 2, 3, 4),
        "advice": Advice(topics=topics, channels=("phone",)),
        "assured_on": None,
    }
    return replace(listing, **(fields | changes))


CAFE = replace(desk(1, "架空カフェ"), categories=("child_cafe",), districts=(EAST, HOME), advice=Advice())
SECRET = replace(CAFE, code="t00002", number=2, series="t00002", coordinate=None, address="", precision="district")
WEEKDAY = desk(3, "平日の相談室", "childcare")
WEEKEND = desk(4, "土曜の相談室", "childcare", schedule=open_on(5))
NEAR = desk(5, "東の相談室", "childcare", districts=(EAST, HOME))
UNKNOWN = desk(6, "時間のわからない相談室", "childcare", schedule=Schedule())
ANY = desk(7, "なんでも聞く人", "anything", schedule=open_on(5), advice=Advice(topics=("anything",), level="near"))
ELSEWHERE = desk(
    8,
    "となりの相談室",
    "childcare",
    municipality="11208",
    municipality_name="所沢市",
    districts=(),
    coordinate=Coordinate(latitude=35.786, longitude=139.473),
)
FAR = desk(
    9,
    "遠くの相談室",
    "childcare",
    municipality="39201",
    municipality_name="高知市",
    districts=(),
    coordinate=Coordinate(latitude=33.559, longitude=133.531),
)
QUIET = desk(10, "ことりの電話", "safety", categories=("abuse_advice",), coordinate=None, precision="none", address="")
VISITS = desk(
    11,
    "家に来る相談",
    "birth",
    coordinate=None,
    address="",
    venue="",
    building="",
    postal_code="",
    precision="none",
    service_area="架空東圏域",
    districts=(replace(EAST, evidence="service_area"), HOME),
)
ENDED = desk(12, "終わった相談室", "childcare", status="ended")
ALL = (CAFE, SECRET, WEEKDAY, WEEKEND, NEAR, UNKNOWN, ANY, ELSEWHERE, FAR, QUIET, VISITS, ENDED)
