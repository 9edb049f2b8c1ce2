"""Rows of the lists with plain Japanese headers: everything but 子ども食堂."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo_data.addresses import AddressBook
from demo_data.choices import deal, draw, pick
from demo_data.districts import DistrictPlan
from demo_data.words import Kind, Pilot, Special, Words

ANSWERS = {"y": "有", "n": "無", "-": ""}
LAST_CONFIRMED = date(2026, 11, 14)
CONFIRMED_DAYS = ((45, 0, 190), (65, 190, 360), (77, 400, 900))
"""Percentile up to which a row was confirmed between so many and so many days before the last confirmation."""

Row = dict[str, str]


class PlainRows:
    """Rows of one municipality."""

    def __init__(self, words: Words, pilot: Pilot, book: AddressBook, plan: DistrictPlan) -> None:
        self._words = words
        self._pilot = pilot
        self._book = book
        self._plan = plan
        self._kinds = {kind.code: kind for kind in words.plain_kinds}
        self._made = 0

    def write(self) -> list[Row]:
        """Rows of all kinds, then the special cases."""
        return [*self._ordinary(), *self._special()]

    def _ordinary(self) -> Iterator[Row]:
        for kind in self._words.plain_kinds:
            for number in range(self._pilot.counts.get(kind.code, kind.count)):
                yield self._make(kind, number)

    def _special(self) -> Iterator[Row]:
        for special in self._words.specials:
            if not special.pilots or self._pilot.jis in special.pilots:
                yield self._make_special(special)

    def _make(self, kind: Kind, number: int) -> Row:
        """The `number`-th resource of a kind."""
        key = (self._pilot.jis, kind.code)
        self._made += 1
        stem = self._stem()
        suffix, kana = deal(kind.suffixes, number, *key)
        schedule, closed = deal(kind.schedules, number, *key, "schedule")
        # Eleven is prime to the numbers of leads and details, so that pairs repeat as late as they can.
        text = deal(kind.leads, number, *key, "lead") + deal(kind.details, number + number // 11, *key, "detail")
        organization = deal(self._words.organizations, self._made, *key).format(stem=stem)
        return {
            "ID": f"P{self._made:03d}",
            "市区町村コード": self._pilot.code,
            "名称": f"{stem}{suffix}（架空）",
            "名称_カナ": f"{to_katakana(stem)}{kana}",
            "分類": kind.label,
            "開催日時": schedule,
            "休み": closed,
            "対象": deal(kind.eligibility, number, *key, "age"),
            "利用料": deal(kind.fees, number, *key, "fee"),
            "予約": deal(kind.bookings, number, *key, "booking"),
            "定員": deal(kind.capacities, number, *key, "capacity"),
            "説明": text,
            "運営団体": organization,
            "担当課": self._pilot.department,
            "公開範囲": "公開" if draw(3, *key, number, "public") else "",
            "状態": "活動中" if draw(4, *key, number, "status") else "",
            "確認日": _confirmed_on(*key, number),
            **({"利用できる地域": self._area(kind, number)} if kind.placeless else self._place(stem)),
            **self._contacts(),
            **{name: ANSWERS[pick(answers, *key, number, name)] for name, answers in kind.facts.items()},
        }

    def _make_special(self, special: Special) -> Row:
        row = self._make(self._kinds[special.kind], self._made)
        stem = self._stem()
        if special.with_place:
            row.update(self._place(stem))
        if special.bare:
            row.update(dict.fromkeys(self._words.facts, ""))
        facts = {
            "stem": stem,
            "city": f"{self._pilot.pref}{self._pilot.city}",
            "id": row["ID"].lower(),
            "digits": f"{self._made:04d}",
        }
        row["名称"] = special.name.format(**facts)
        row["名称_カナ"] = special.kana.format(stem=to_katakana(stem))
        row.update({column: text.format(**facts) for column, text in special.columns.items()})
        for number in range(2, special.venues + 1):
            host = deal(self._words.stems, self._made * 7 + number * 5, self._pilot.jis)
            row[f"会場{number}"] = f"{host}集会所（架空）"
            row[f"会場{number}住所"] = self._book.next_spot().address
        if "住所" in special.columns and "緯度" not in special.columns:
            row.update({"緯度": "", "経度": "", "地区": ""})
        return {**row, "ID": special.record_id or row["ID"]}

    def _place(self, stem: str) -> Row:
        """Address, and for some a point, the district's name and the way."""
        spot = self._book.next_spot()
        key = (self._pilot.jis, self._made)
        has_point = draw(5, *key, "point") == 0
        host = deal(self._words.hosts, self._made, self._pilot.jis).format(
            stem=deal(self._words.stems, self._made, "host")
        )
        return {
            "住所": spot.address,
            "方書": pick(("", "", "1階", "2階 和室", "3階 会議室"), *key, "floor"),
            "会場": host,
            "緯度": spot.latitude if has_point else "",
            "経度": spot.longitude if has_point else "",
            "アクセス": pick(self._words.accesses, *key, "access").format(stem=stem),
            "地区": self._plan.label_of(spot.town) if draw(3, *key, "label") == 0 else "",
        }

    def _area(self, kind: Kind, number: int) -> str:
        """The whole town, or one or two of its districts; nothing where nobody says whom it serves."""
        key = (self._pilot.jis, kind.code)
        names = self._pilot.districts
        first, second = (deal(names, number + step, *key, "area") for step in range(2))
        text = deal(kind.areas, number, *key, "areas") if kind.areas else ""
        return text.format(city=self._pilot.city, first=first, second=second)

    def _contacts(self) -> Row:
        """Numbers that nobody can have (050-0 is not given out) and addresses of the domain for examples."""
        key = (self._pilot.jis, self._made, "contact")
        record = f"{self._pilot.jis}-{self._made:03d}"
        return {
            "電話番号": f"050-0000-{self._made + 1000 + int(self._pilot.jis) % 7 * 1000:04d}" if draw(8, *key) else "",
            "メールアドレス": f"p{record}@example.jp" if draw(3, *key, "mail") == 0 else "",
            "URL": f"https://www.example.jp/demo/{record}" if draw(2, *key, "url") else "",
        }

    def _stem(self) -> str:
        return deal(self._words.stems, self._made * 7, self._pilot.jis)


def _confirmed_on(*key: object) -> str:
    """A day of confirmation; a fifth of the rows have none."""
    percent = draw(100, *key, "confirmed")
    for limit, nearest, farthest in CONFIRMED_DAYS:
        if percent < limit:
            days = nearest + draw(farthest - nearest, *key, "day")
            return (LAST_CONFIRMED - timedelta(days=days)).isoformat()
    return ""


def to_katakana(text: str) -> str:
    """いわし雲 keeps its kanji's reading out: kana only are turned, 雲 is read グモ."""
    return "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in text).replace(
        "雲", "グモ"
    )
