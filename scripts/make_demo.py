#!/usr/bin/env python3
"""Writes the fictional data of the demo: lists and districts of five municipalities, the same bytes on every run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "scripts")]

from demo_data import districts, meal_rows, plain_rows  # noqa: E402 - after the path
from demo_data.additional_rows import write_sessions  # noqa: E402
from demo_data.addresses import AddressBook  # noqa: E402
from demo_data.files import write_table  # noqa: E402
from demo_data.words import Pilot, Words, load_words  # noqa: E402

from directory.geo.gazetteer import Gazetteer  # noqa: E402

SECOND_SCHEMES = {
    "13229": (
        "架空学区",
        ("架空あさひ野小", "架空ゆりのき小", "架空みなみ風小", "架空ほしのこ小", "架空たけやぶ小", "架空かぜの丘小"),
    ),
}
"""A second, overlapping way to divide a municipality."""


def main() -> int:
    """Writes all files and says how many rows they have."""
    parser = argparse.ArgumentParser(description="架空のデモデータを作ります (write the fictional demo data)")
    parser.add_argument("folder", type=Path, metavar="OUT_FOLDER")
    folder: Path = parser.parse_args().folder
    gazetteer = Gazetteer.open(CHECKOUT / "data" / "geo")
    words = load_words()
    total = sum(write_pilot(folder, words, pilot, gazetteer) for pilot in words.pilots)
    print(f"{folder}: {total} 行")
    return 0


def write_pilot(folder: Path, words: Words, pilot: Pilot, gazetteer: Gazetteer) -> int:
    """Number of resources and venues in the files of one municipality."""
    towns = gazetteer.towns(pilot.jis)
    plan = districts.plan_districts(pilot.code, pilot.scheme, pilot.districts, towns)
    book = AddressBook(pilot, towns)
    plain = plain_rows.PlainRows(words, pilot, book, plan).write()
    meals = meal_rows.MealRows(words, pilot, book, plan)
    cafes = meals.write()
    sessions = write_sessions(words.additional, pilot, book)
    stem = f"{pilot.code}_kosodate_demo"
    cafe_stem = f"{pilot.code}_kodomoshokudo_demo"
    count = write_table(folder / f"{stem}.csv", words.plain_header, plain, encoding=pilot.encoding)
    count += write_table(folder / f"{cafe_stem}.csv", words.meal_header, cafes, encoding="utf-8-sig")
    more = meals.write_additional(cafes)
    count += write_table(folder / f"{cafe_stem}_tsuika.csv", words.additional_header, more, encoding="utf-8-sig")
    if sessions:
        path = folder / f"{stem}_tsuika.csv"
        count += write_table(path, words.additional_header, sessions, encoding="utf-8-sig")
    plans = [plan]
    if pilot.jis in SECOND_SCHEMES:
        scheme, names = SECOND_SCHEMES[pilot.jis]
        plans.append(districts.plan_districts(pilot.code, scheme, names, towns[::-1]))
    for number, each in enumerate(plans, start=1):
        path = folder / "districts" / f"{pilot.code}_districts_{number}.csv"
        write_table(path, districts.HEADER, each.write_rows(), encoding="utf-8-sig")
    return count


if __name__ == "__main__":
    sys.exit(main())
