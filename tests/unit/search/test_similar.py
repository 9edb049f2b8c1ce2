"""Probable duplicates: two keys must agree, and no lot may contradict."""

from __future__ import annotations

import pytest

from directory.domain.coordinate import Coordinate
from directory.search.similar import SimilarRecords
from directory.search.similar_record import SimilarRecord

KNOWN = SimilarRecord(
    code="a00001",
    name="らっこ子育て支援センター",
    address="高知市本町5-1-45",
    phones=("088-000-1111",),
    organization="架空の会",
    municipality="39201",
    municipality_name="高知市",
    source="list one",
    coordinate=Coordinate(latitude=33.5597, longitude=133.5311),
)


def record(**fields):
    known = {"code": "b00002", "municipality": "39201", "municipality_name": "高知市", "source": "list two"}
    return SimilarRecord(**{**known, **fields})


def verdict(*, against=KNOWN, **fields):
    found = SimilarRecords([against]).find_similar(record(**fields))
    return (found[0].kind, set(found[0].reasons)) if found else None


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"name": "つどいの広場 らっこ", "address": "本町５丁目１番４５号"}, {"address", "name"}),
        ({"name": "らっこ", "address": "高知市本町", "phones": ("0880001111",)}, {"phone", "name"}),
        ({"name": "ラッコひろば", "organization": "架空の会"}, {"name", "organization"}),
    ],
)
def test_two_keys_that_agree_are_a_duplicate(fields, reasons):
    assert verdict(**fields) == ("duplicate", reasons)


def test_a_name_in_kanji_and_in_kana_may_be_one():
    known = SimilarRecord(code="a00001", name="若葉こども園", address="高知市本町5-1-45", municipality="39201")
    assert verdict(against=known, name="わかば保育園", address="高知市本町5-1-45") == ("duplicate", {"address", "kana"})


def test_another_name_at_the_same_address_is_the_same_building():
    assert verdict(name="ペンギン相談室", address="高知市本町5-1-45") == ("same_building", {"address"})


@pytest.mark.parametrize(
    "fields",
    [
        # the telephone of a municipal desk, of an outreach venue
        {"name": "ペンギン相談室", "phones": ("088-000-1111",)},
        {"name": "らっこ 出張ひろば", "address": "高知市升形1-2", "phones": ("088-000-1111",)},
        {"name": "らっこ子育て支援センター", "address": "高知市本町5-1-4", "phones": ("088-000-1111",)},
        # a name alone
        {"name": "らっこ"},
        {"name": "らっこ", "municipality": "13229", "municipality_name": "西東京市"},
    ],
)
def test_one_key_or_another_lot_is_nothing(fields):
    assert verdict(**fields) is None


def test_desks_of_one_telephone_are_told_apart_by_what_is_not_their_kind():
    known = SimilarRecord(
        code="a00001", name="みかん電話子育て相談", address="", phones=("088-000-2222",), source="one"
    )
    other = {"name": "もみじ電話子育て相談", "phones": ("088-000-2222",)}
    assert verdict(against=known, **other) is None
    assert verdict(against=known, **(other | {"name": "みかん電話相談窓口"})) == ("duplicate", {"phone", "name"})


def test_a_list_that_repeats_itself_is_said_to():
    twice = {"address": "高知市本町5-1-45 2F", "source": "list one"}
    assert verdict(name="らっこ子育て支援センター", **twice) == ("repeated", {"address", "name"})
    assert verdict(name="らっこ保育園", **twice) is None
    assert verdict(name="ペンギン相談室", **twice) is None


def test_an_alike_name_around_the_corner_is_worth_a_question_of_who_registers():
    near = Coordinate(latitude=33.5600, longitude=133.5315)
    records = [KNOWN, record(name="らっこひろば", address="高知市本町5-2-1", coordinate=near)]
    assert verdict(name="らっこひろば", address="高知市本町5-2-1", coordinate=near) == ("near", {"name", "near"})
    assert list(SimilarRecords(records).pairs()) == []


def test_pairs_come_once_and_never_of_one_series():
    other = record(name="らっこ", address="本町5-1-45")
    venue = record(code="c00003", series="s", name="らっこ", address="本町5-1-45")
    same = record(code="d00004", series="s", name="らっこ", address="本町5-1-45")
    pairs = [(pair.one.code, pair.other.code) for pair in SimilarRecords([KNOWN, other]).pairs()]
    assert pairs == [("a00001", "b00002")]
    assert list(SimilarRecords([venue, same]).pairs()) == []


def test_the_surest_come_first():
    records = [record(code="x1", name="ペンギン相談室", address="高知市本町5-1-45"), KNOWN]
    draft = SimilarRecord(name="らっこ", address="本町5-1-45", municipality="39201")
    assert [found.code for found in SimilarRecords(records).find_similar(draft)] == ["a00001", "x1"]


def test_a_number_that_half_a_town_shares_is_no_key():
    desk = [record(code=f"x{number}", name=f"施設{number}番", phones=("088-000-1111",)) for number in range(200)]
    assert list(SimilarRecords(desk).pairs()) == []
