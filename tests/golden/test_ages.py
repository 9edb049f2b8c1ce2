"""Real age texts: nearly all that speak of ages are understood, and none that speaks of money becomes an age."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from directory.text.age_text import parse_age

AGE_COLUMNS = {
    "AgeS",
    "AgeE",
    "acceptedAge",
    "targetAge",
    "targetChildren",
    "target_age",
    "target",
    "v_age",
    "受入年齢",
}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def rows(shared_folder: Path) -> list[dict[str, str]]:
    path = shared_folder / "eval" / "text" / "age_dev.tsv"
    if not path.is_file():
        pytest.skip(f"no age texts in {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_95_of_100_texts_of_age_columns_give_a_range_or_a_stage(rows: list[dict[str, str]]) -> None:
    texts = [row["text"] for row in rows if row["column"] in AGE_COLUMNS]
    silent = [
        text
        for text in texts
        if (read := parse_age(text)).min_months is None and read.max_months is None and not read.stages
    ]
    assert len(silent) / len(texts) <= 0.05, silent


def test_every_youngest_age_stands_in_its_text(rows: list[dict[str, str]]) -> None:
    invented = []
    for row in rows:
        read = parse_age(row["text"])
        numbers = {int(number) for number in re.findall(r"\d+", unicodedata.normalize("NFKC", row["text"]))}
        if read.stages or read.min_months is None:
            continue
        candidates = {number * 12 for number in numbers} | numbers | {number // 30 for number in numbers} | {0, 1}
        candidates |= {years * 12 + months for years in numbers for months in (*numbers, 6)}
        if read.min_months not in candidates:
            invented.append((row["text"], read.min_months))
    assert invented == []


def test_fee_texts_are_no_ages(rows: list[dict[str, str]]) -> None:
    texts = [row["text"] for row in rows if row["column"] == "参加費特記事項"]
    assert texts
    for text in texts:
        read = parse_age(text)
        assert (read.min_months, read.max_months) == (None, None), text


def test_ranges_are_ordered_and_texts_are_kept(rows: list[dict[str, str]]) -> None:
    for row in rows:
        read = parse_age(row["text"])
        assert read.raw == row["text"]
        if read.min_months is not None and read.max_months is not None:
            assert 0 <= read.min_months <= read.max_months, row["text"]
