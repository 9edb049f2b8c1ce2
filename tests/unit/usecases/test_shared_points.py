from __future__ import annotations

from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.usecases.shared_points import SharedPoints

POINT = Coordinate(latitude=35.0, longitude=139.0)


def draft(key: str, address: str) -> ResourceDraft:
    return ResourceDraft(
        stable_key=key,
        source=SourceRef(source="架空"),
        name="架空の保育園",
        categories=("childcare_facility",),
        municipality="13229",
        venues=(VenueDraft(address=address, coordinate=POINT),),
    )


def test_three_addresses_at_one_point_are_a_fallback():
    points = SharedPoints()
    for number in range(3):
        points.remember(draft(f"k{number}", f"泉町{number}-1"))
    assert points.fallback_keys() == ("k0", "k1", "k2")
    assert points.is_fallback(VenueDraft(coordinate=POINT))


def test_many_resources_of_one_building_are_no_fallback():
    points = SharedPoints()
    for number in range(5):
        points.remember(draft(f"k{number}", "泉町1-1"))
    assert points.fallback_keys() == ()


def test_floors_and_spellings_of_one_house_are_no_different_addresses():
    points = SharedPoints()
    for number, address in enumerate(("泉町1-2-3", "泉町１丁目２番３号 さくらビル2F", "泉町1丁目2-3さくらビル３０１")):
        points.remember(draft(f"k{number}", address))
    assert points.fallback_keys() == ()


def test_lots_behind_streets_stay_different():
    points = SharedPoints()
    for number in range(1, 4):
        points.remember(draft(f"k{number}", f"西区二十四軒{number}条3丁目1-5"))
    assert len(points.fallback_keys()) == 3
