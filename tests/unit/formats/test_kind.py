"""What kind of thing a name names."""

from __future__ import annotations

import pytest

from directory.domain.category import is_known
from directory.formats.kind import _load, judge_kind, secondary_categories


def test_every_category_of_the_table_exists() -> None:
    codes = {*_load()["known"], *secondary_categories()}
    assert [code for code in codes if not is_known(code)] == []


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("ほしぞら子ども食堂", "child_cafe"),
        ("ほしぞら小学校 こども食堂", "child_cafe"),
        ("つどいの広場 ほしぞら", "drop_in_salon"),
        ("ほしぞら子育てサロン", "neighborhood_salon"),
        ("地域子育て支援センターほしぞら", "support_base"),
        ("ほしぞら児童館", "child_hall"),
        ("ほしぞらコミュニティセンター", "community_hall"),
        ("ほしぞら福祉会館", "community_hall"),
        ("ほしぞら認定こども園", "childcare_facility"),
        ("ほしぞらファミリー・サポート・センター", "family_support"),
        ("ほしぞらファミリーサポートセンター", "family_support"),
        ("子育て世代包括支援センター", "childcare_advice"),
        ("地域包括支援センター ほしぞら", "welfare_advice"),
        ("なんでも相談窓口", "advice_desk"),
        ("ほしぞら社会福祉協議会 みどり支所", "welfare_advice"),
        ("ほしぞら広場", "parenting_salon"),
    ],
)
def test_the_longest_kind_word_decides(name: str, category: str) -> None:
    kind = judge_kind(name)
    assert (kind.status, kind.category) == ("known", category)


@pytest.mark.parametrize(
    "name", ["ほしぞら小学校", "ほしぞら公園", "ほしぞら図書館", "ほしぞら公民館駐車場", "みどり支所"]
)
def test_things_the_directory_does_not_hold_are_foreign(name: str) -> None:
    assert judge_kind(name).status == "foreign"


def test_a_clinic_may_host_a_resource() -> None:
    assert judge_kind("ほしぞらクリニック").status == "host"
    assert judge_kind("ほしぞらクリニック 病児保育室").category == "temporary_care"


def test_a_name_alone_says_nothing() -> None:
    assert judge_kind("ほしぞら").status == "unknown"
