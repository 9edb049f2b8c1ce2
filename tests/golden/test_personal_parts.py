"""The guard of free texts finds what would tell who somebody is, and leaves ordinary sentences alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from directory.domain.personal_parts import PERSONAL_CODES, find_personal_parts

Labelled = tuple[tuple[str, frozenset[str]], ...]

TODAY = date(2026, 6, 6)
LABELLED = Path(__file__).with_name("personal_parts.tsv")
RECALL, PRECISION = 0.95, 0.97


@pytest.fixture(scope="module")
def labelled() -> Labelled:
    lines = (line for line in LABELLED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    rows = (line.split("\t") for line in lines)
    return tuple((text, frozenset(codes.split(",")) - {"-"}) for text, codes in rows)


def found_in(text: str) -> frozenset[str]:
    return frozenset(part.code for part in find_personal_parts(text, today=TODAY))


def test_the_set_is_large_enough_and_speaks_of_every_kind(labelled: Labelled) -> None:
    assert sum(1 for _, codes in labelled if not codes) >= 100
    assert sum(1 for _, codes in labelled if codes) >= 100
    assert {code for _, codes in labelled for code in codes} == set(PERSONAL_CODES)


def test_hardly_anything_personal_passes(labelled: Labelled) -> None:
    personal = [(text, codes) for text, codes in labelled if codes]
    missed = [text for text, codes in personal if not codes <= found_in(text)]
    assert 1 - len(missed) / len(personal) >= RECALL, missed


def test_hardly_anything_else_is_refused(labelled: Labelled) -> None:
    refused = [text for text, _ in labelled if found_in(text)]
    wrong = [text for text, codes in labelled if not codes and found_in(text)]
    assert 1 - len(wrong) / len(refused) >= PRECISION, wrong
