"""How people of five municipalities write their addresses: each reaches its town, and only doubtful ones ask."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.geo.geocoder import Geocoder

TABLE = Path(__file__).with_name("local_habits.csv")


def read_rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: f"{row['text']} {row['near']}".strip())
def test_a_local_habit_is_understood(geocoder: Geocoder, row: dict[str, str]) -> None:
    located = geocoder.locate(row["text"], near=row["near"] or None)
    assert located.place is not None
    assert (located.place.city, located.place.town) == (row["city"], row["town"])
    assert located.needs_question == (row["asks"] == "yes")


def test_each_of_the_five_municipalities_has_twenty_addresses() -> None:
    cities = [row["city"] for row in read_rows()]
    assert all(cities.count(city) >= 20 for city in ("大阪市西区", "西東京市", "高知市", "所沢市", "堺市西区"))
