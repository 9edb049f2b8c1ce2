"""Pairs of two independent lists are offered as duplicates, pairs that only share a telephone are not."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from directory.search.similar import SimilarRecords
from directory.search.similar_record import SimilarRecord

pytestmark = pytest.mark.shared

OFFERED, AS_DUPLICATE, SAME_PHONE = 0.95, 0.95, 0.10
"""Goals of formats.md section 4: pairs of two lists at one address, and pairs of one list with one telephone."""


def read_record(row, side):
    return SimilarRecord(
        code=side,
        name=row[f"name_{side}"],
        address=row[f"addr_{side}"],
        phones=tuple(filter(None, [row[f"phone_{side}"]])),
        source=row[f"src_{side}"],
    )


@pytest.fixture(scope="module")
def kinds(shared_folder):
    """Kind of pair -> Counter of what they are taken for."""
    path = shared_folder / "eval" / "text" / "dedup_pairs_dev.csv"
    found: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            similar = SimilarRecords([read_record(row, "b")]).find_similar(read_record(row, "a"))
            found.setdefault(row["kind"], Counter())[similar[0].kind if similar else ""] += 1
    return found


def test_one_thing_in_two_lists_is_offered(kinds):
    found = kinds["same_addr_key_one_to_one"]
    assert 1 - found[""] / found.total() >= OFFERED
    assert found["duplicate"] / found.total() >= AS_DUPLICATE


def test_a_shared_telephone_alone_is_no_duplicate(kinds):
    found = kinds["same_phone_within"]
    assert found["duplicate"] / found.total() <= SAME_PHONE
