"""Real fee texts: every price stands in its text, and nothing is free that the text does not call free."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import pytest

from directory.domain.fees import Fee, Fees
from directory.text.fee_text import parse_fees

PRICE_COLUMNS = {"参加費_幼児", "参加費_高校生", "参加費_大人", "参加費特記事項", "料金"}
FREE_WORDS = re.compile(r"無料|無償|(?<!\d)0円?")

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def rows(shared_folder: Path) -> list[dict[str, str]]:
    path = shared_folder / "eval" / "text" / "fee_dev.tsv"
    if not path.is_file():
        pytest.skip(f"no fee texts in {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def tidy(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))


def test_95_of_100_texts_of_price_columns_give_a_price_or_a_reason(rows: list[dict[str, str]]) -> None:
    texts = [row["text"] for row in rows if row["column"] in PRICE_COLUMNS]
    silent = [text for text in texts if not (read := parse_fees(text, is_fee_column=True)).prices and not read.flags]
    assert len(silent) / len(texts) <= 0.05, silent


def test_every_price_stands_in_its_text(rows: list[dict[str, str]]) -> None:
    for row in rows:
        numbers = {int(number) for number in re.findall(r"\d+", tidy(row["text"]))}
        for fee in parse_fees(row["text"], is_fee_column=True).prices:
            assert fee.yen in {None, 0} | numbers, row["text"]
            assert fee.yen_max in {None} | numbers, row["text"]


def test_free_is_only_what_is_called_free(rows: list[dict[str, str]]) -> None:
    for row in rows:
        read = parse_fees(row["text"], is_fee_column=True)
        if read.free_for_children == "yes":
            assert FREE_WORDS.search(tidy(row["text"])), row["text"]
        assert read.raw == row["text"]


LABELS = Path(__file__).with_name("fee_labels.tsv")


def labelled() -> list[dict[str, str]]:
    """Id, prices (stage:yen/unit, | = either, [] = allowed), whether children come free, flags that must be raised."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def say_price(fee: Fee) -> str:
    amount = fee.kind if fee.yen is None else f"{fee.yen}" if fee.yen_max is None else f"{fee.yen}-{fee.yen_max}"
    return f"{fee.stage}:{amount}" if fee.unit == "visit" else f"{fee.stage}:{amount}/{fee.unit}"


def fits(label: dict[str, str], read: Fees) -> bool:
    said = {say_price(fee) for fee in read.prices}
    words = label["prices"].split()
    wanted = [set(word.split("|")) for word in words if not word.startswith("[")]
    allowed = {word.strip("[]") for word in words if word.startswith("[")}
    has_prices = all(said & either for either in wanted) and said <= allowed.union(*wanted)
    return (
        has_prices
        and read.free_for_children in label["free"].split("|")
        and set(label["flags"].split()) <= set(read.flags)
    )


def test_95_of_100_hand_labelled_fees_are_read_as_a_person_reads_them(rows: list[dict[str, str]]) -> None:
    by_id = {row["id"]: row for row in rows}
    labels = [label for label in labelled() if label["id"] in by_id]
    wrong = [
        label["id"]
        for label in labels
        if not fits(label, parse_fees(by_id[label["id"]]["text"].replace("⏎", "\n"), is_fee_column=True))
    ]
    assert len(labels) == 100
    assert len(wrong) <= 5, wrong
