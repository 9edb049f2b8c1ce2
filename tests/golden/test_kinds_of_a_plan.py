"""The eight kinds that a city's plan for children and families names: each is there, and found by everyday words."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.category import is_known
from directory.domain.draft import ResourceDraft
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Placement, Resource
from directory.formats.read import read_file
from tests.no_holidays import NoHolidays

CITY, TODAY = "39201", date(2026, 11, 20)

KINDS: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "支援センター": (
        frozenset({"support_base", "childcare_plaza"}),
        ("子育て支援センター", "こそだてしえんせんたー", "子育て志援センター", "支援センターで遊びたい"),
    ),
    "サロン": (
        frozenset({"neighborhood_salon"}),
        ("子育てサロン", "こそだてさろん", "子育てサロソ", "赤ちゃんサロンに行きたい"),
    ),
    "サークル": (
        frozenset({"parenting_circle"}),
        ("子育てサークル", "こそだてさーくる", "子育てサ一クル", "ママ友がほしい"),
    ),
    "園庭開放": (
        frozenset({"nursery_open_day"}),
        ("園庭開放", "えんていかいほう", "園底開放", "保育園で遊ばせてもらえる日"),
    ),
    "子育て相談": (
        frozenset({"childcare_advice"}),
        ("子育て相談", "こそだてそうだん", "子育相談", "イヤイヤ期でつらい"),
    ),
    "ファミリー・サポート・センター": (
        frozenset({"family_support"}),
        ("ファミサポ", "ふぁみりーさぽーと", "ファミリーサポトセンター", "保育園のお迎えを頼みたい"),
    ),
    "家庭訪問": (
        frozenset({"home_visit"}),
        ("家庭訪問", "かていほうもん", "家底訪問", "家に来てほしい"),
    ),
    "ほおっちょけん相談窓口": (
        frozenset({"neighborhood_desk"}),
        ("ほおっちょけん相談窓口", "ほおっちょけん", "ほおちょけん相談窓口", "どこに相談すればいいかわからない"),
    ),
}
"""Name in the plan -> codes under which it is filed, and what people type: written, by sound, mistyped, as a need."""

FIRST = 3
"""Hits within which the kind has to stand."""


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> tuple[ResourceDraft, ...]:
    """The fictional records of one city, as its demo files say them."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, str(checkout / "scripts" / "make_demo.py"), str(folder)], check=True)
    files = (read_file(path) for path in sorted(folder.glob("392014*.csv")))
    return tuple(reading.draft for file in files for reading in file.read_rows() if reading.draft)


@pytest.fixture(scope="module")
def city(drafts: tuple[ResourceDraft, ...]) -> Snapshot:
    """All of them, published, without points: no word of a question asks for a place."""
    listings = [
        listing for number, draft in enumerate(drafts, 1) for listing in project(publishable(number * 10, draft))
    ]
    return build_snapshot(
        [msgspec.json.encode(each) for each in listings],
        revision="1",
        districts=(),
        holidays=NoHolidays(),
        today=TODAY,
        municipality_names=lambda _: "高知市",
    )


def publishable(number: int, draft: ResourceDraft) -> Resource:
    venues = len(draft.venues) or 1
    return Resource(
        id=str(number),
        version=1,
        draft=draft,
        placements=(Placement(place=None, municipality_name="高知市"),) * venues,
        keys=tuple(ListingKey(code=f"k{number + each:05d}", number=number + each) for each in range(venues)),
        updated_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_filed_and_shown_by_the_demo(drafts: tuple[ResourceDraft, ...], name: str) -> None:
    codes, _ = KINDS[name]
    assert all(map(is_known, codes))
    shown = [draft for draft in drafts if codes.intersection(draft.categories) and draft.visibility == "public"]
    assert shown
    assert all("架空" in draft.name for draft in shown)


@pytest.mark.parametrize(
    ("name", "question"), [(name, question) for name, (_, asked) in KINDS.items() for question in asked]
)
def test_every_kind_is_found_by_sound_mistyped_and_as_a_need(city: Snapshot, name: str, question: str) -> None:
    codes, _ = KINDS[name]
    hits = find(city, Criteria(text=question), today=TODAY).hits(0, FIRST)
    assert any(codes.intersection(hit.listing.categories) for hit in hits), [hit.listing.name for hit in hits]


def test_services_without_a_place_say_whom_they_serve(drafts: tuple[ResourceDraft, ...]) -> None:
    placeless = [
        draft for draft in drafts if not draft.venues and draft.categories[0] in {"family_support", "home_visit"}
    ]
    assert len(placeless) >= 3
    assert all(draft.service_area for draft in placeless)
