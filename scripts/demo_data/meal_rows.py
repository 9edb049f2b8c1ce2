"""Rows of the 子ども食堂 list in its published format of 49 columns, and of its 追加情報 of 25."""

from __future__ import annotations

from collections.abc import Iterator

from demo_data.addresses import AddressBook, Spot
from demo_data.choices import deal, draw, pick
from demo_data.districts import DistrictPlan
from demo_data.plain_rows import Row, to_katakana
from demo_data.words import Kind, Pilot, Six, Words

SESSION = ("開催頻度", "開催曜日", "開催日", "開催開始時間", "開催終了時間", "開催日時特記事項")
FEES = ("参加費_幼児", "参加費_小学生", "参加費_中学生", "参加費_高校生", "参加費_大人", "参加費特記事項")

PURPOSES = ("子どもの孤食をへらす", "地域のつながりをつくる", "親子の休める時間をつくる", "学びと食事の場をつくる", "")

CONTRADICTIONS: tuple[Six, ...] = (
    ("1", "木", "第３木曜日", "17:00", "19:00", ""),
    ("5", "土", "第2土曜日", "10:00", "16:00", "10:00～12:00、13:00～16:00"),
)
"""Cells that do not agree with each other; the first two resources of every list have them."""


class MealRows:
    """Rows of one municipality."""

    def __init__(self, words: Words, pilot: Pilot, book: AddressBook, plan: DistrictPlan) -> None:
        self._words = words
        self._pilot = pilot
        self._book = book
        self._plan = plan
        self._made = 0

    def write(self) -> list[Row]:
        """Rows of all kinds. The third has more venues in the 追加情報, the fourth is in a private home."""
        rows = list(self._make_all())
        for row, cells in zip(rows, CONTRADICTIONS, strict=False):
            row.update(_name(SESSION, cells))
        rows[2]["追加情報NO"] = rows[2]["ID"]
        rows[3].update(
            {"備考": "※住所は非公開（個人の家です）", "方書": "", "緯度": "", "経度": "", "運営団体名": "個人"}
        )
        rows[4].update({"住所": "非公開", "方書": "", "緯度": "", "経度": "", "学区": ""})
        return rows

    def write_additional(self, rows: list[Row]) -> list[Row]:
        """Two more venues of the third resource, on other days."""
        kind = self._words.meal_kinds[0]
        return [
            {
                "ID": rows[2]["ID"],
                **self._place(),
                **_name(SESSION, deal(kind.sessions, number, self._pilot.jis, "additional")),
                **_name(FEES, kind.meal_fees[number]),
                "参加条件": kind.eligibility[number],
                "定員": "20",
            }
            for number in range(2)
        ]

    def _make_all(self) -> Iterator[Row]:
        for kind in self._words.meal_kinds:
            for number in range(self._pilot.counts.get(kind.code, kind.count)):
                yield self._make(kind, number)

    def _make(self, kind: Kind, number: int) -> Row:
        key = (self._pilot.jis, kind.code)
        self._made += 1
        stem = deal(self._words.stems, self._made * 11, self._pilot.jis, "meal")
        suffix, kana = deal(kind.suffixes, number, *key)
        booking, booking_note = deal(kind.meal_bookings, number, *key, "booking")
        text = deal(kind.leads, number, *key, "lead") + deal(kind.details, number + number // 35, *key, "detail")
        is_member = bool(self._pilot.network) and kind.code == "child_cafe"
        return {
            "全国地方公共団体コード": self._pilot.code,
            "ID": f"K{self._made:03d}",
            "都道府県": self._pilot.pref,
            "市区町村名": self._pilot.city,
            "名称": f"{stem}{suffix}（架空）",
            "名称_カナ": f"{to_katakana(stem)}{kana}",
            "設置目的": deal(PURPOSES, self._made, self._pilot.jis),
            "実施支援の主な区分": deal(kind.tags, number, *key, "tags"),
            **self._place(),
            **self._contacts(),
            "運営団体名": deal(self._words.organizations, self._made, *key).format(stem=stem),
            **_name(SESSION, deal(kind.sessions, number, *key, "session")),
            "参加条件": deal(kind.eligibility, number, *key, "age"),
            **_name(FEES, deal(kind.meal_fees, number, *key, "fee")),
            "予約方法": booking,
            "予約特記事項": booking_note,
            "定員": deal(kind.capacities, number, *key, "capacity"),
            "フードパントリー実施": "有"
            if kind.code == "food_pantry"
            else pick(("", "無", "有"), *key, number, "pantry"),
            "テイクアウト実施": "有" if kind.code == "bento_delivery" else pick(("", "無", "有"), *key, number, "take"),
            "ネットワークの加入": self._pilot.network if is_member else "",
            "備考": text,
        }

    def _place(self) -> Row:
        spot: Spot = self._book.next_spot()
        key = (self._pilot.jis, spot.address, "meal")
        has_point = draw(4, *key, "point") == 0
        return {
            "住所": spot.address,
            "方書": pick(("", "", "1階ホール", "台所のある部屋", "集会室"), *key, "room"),
            "緯度": spot.latitude if has_point else "",
            "経度": spot.longitude if has_point else "",
            "学区": self._plan.label_of(spot.town) if draw(3, *key, "label") == 0 else "",
        }

    def _contacts(self) -> Row:
        key = (self._pilot.jis, self._made, "meal contact")
        record = f"{self._pilot.jis}-k{self._made:03d}"
        return {
            "電話番号1": f"050-0000-{self._made + 200 + int(self._pilot.jis) % 7 * 100:04d}" if draw(6, *key) else "",
            "電話番号1_連絡先備考": pick(("", "", "平日の10時から17時まで", "留守番電話になります"), *key, "note"),
            "URL": f"https://www.example.jp/demo/{record}" if draw(2, *key, "url") else "",
            "メールアドレス1": f"{record}@example.jp" if draw(3, *key, "mail") == 0 else "",
        }


def _name(columns: tuple[str, ...], cells: Six) -> Row:
    return dict(zip(columns, cells, strict=True))
