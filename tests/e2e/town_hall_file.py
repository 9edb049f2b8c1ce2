"""A file of 2,000 invented activities, as a town hall would send it."""

from __future__ import annotations

import csv
from pathlib import Path

LISTINGS = 2_000
HEADER = ("名称", "種別", "住所", "電話番号", "開催日時", "対象者", "料金", "説明")
TOWNS = ("西東京市田無町", "西東京市保谷町", "高知市本町", "所沢市くすのき台", "堺市西区鳳東町")
KINDS = ("子ども食堂", "子育てサロン", "子育て支援センター", "相談窓口", "集会所")
NAMES = ("たんぽぽ", "ひだまり", "こもれび", "あおぞら", "てのひら", "みちくさ", "ほしぞら")
TIMES = ("第1・第3土曜日 11:30~14:00", "月~金 9:00~16:00", "毎月15日 10:00~12:00", "不定期")


def write_listings(path: Path) -> None:
    """A file as a town hall would send it."""
    with path.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for number in range(LISTINGS):
            town, kind = TOWNS[number % len(TOWNS)], KINDS[number // len(TOWNS) % len(KINDS)]
            writer.writerow(
                (
                    f"{NAMES[number % len(NAMES)]}{kind} {number}号",
                    kind,
                    f"{town}{number % 6 + 1}-{number % 29 + 1}",
                    f"03-3555-{number:04d}",
                    TIMES[number % len(TIMES)],
                    "0歳から就学前",
                    "子ども無料 大人300円",
                    "架空の活動です。",
                )
            )
