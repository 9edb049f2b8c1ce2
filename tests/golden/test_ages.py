"""Real age texts: nearly all that speak of ages are understood, and none that speaks of money becomes an age."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from directory.domain.eligibility import Eligibility
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


LABELS = Path(__file__).with_name("age_labels.tsv")


def labelled() -> list[dict[str, str]]:
    """Id, ages in months (youngest~oldest, - = none, | = either), stages (* = any) and flags that must be raised."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def read_cell(row: dict[str, str]) -> Eligibility:
    """The two columns of a youngest and an oldest age are joined by a dash before they are read."""
    text = row["text"].replace("⏎", "\n")
    return parse_age({"AgeS": f"{text}～", "AgeE": f"～{text}"}.get(row["column"], text))


def fits(label: dict[str, str], read: Eligibility) -> bool:
    low, high = read.min_months, read.max_months
    ages = "-" if low is None and high is None else f"{'' if low is None else low}~{'' if high is None else high}"
    has_stages = label["stages"] == "*" or set(label["stages"].split()) == set(read.stages)
    return ages in label["ages"].split("|") and has_stages and set(label["flags"].split()) <= set(read.flags)


def test_95_of_100_hand_labelled_ages_are_read_as_a_person_reads_them(rows: list[dict[str, str]]) -> None:
    by_id = {row["id"]: row for row in rows}
    labels = [label for label in labelled() if label["id"] in by_id]
    wrong = [label["id"] for label in labels if not fits(label, read_cell(by_id[label["id"]]))]
    assert len(labels) == 100
    assert len(wrong) <= 5, wrong
