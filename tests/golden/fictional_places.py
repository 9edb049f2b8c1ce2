"""A fictional directory at real towns, about which the questions of the golden tests are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from directory.geo.gazetteer import Gazetteer, Town
from directory.search.document import SearchDocument

PILOTS = ("27106", "13229", "39201", "11208", "27146")
TOWNS_EACH = 12
KINDS = (
    # kind of the category, name as listed, its kana, a sentence of the description
    ("child_cafe", "こども食堂", "こどもしょくどう", "どなたでも夕ごはんをいっしょに食べられます。"),
    ("neighborhood_salon", "子育てサロン", "こそだてさろん", "よちよち歩きのお子さんとのんびり過ごせます。"),
    ("child_hall", "児童館", "じどうかん", "卓球台と図書コーナーがあり、雨の日も開いています。"),
    (
        "learning_support",
        "学習支援教室",
        "がくしゅうしえんきょうしつ",
        "宿題をもってきてください。先生役が見守ります。",
    ),
    ("community_hall", "集会所", "しゅうかいじょ", "会議室と和室を貸し出します。"),
)
NICKS = (
    ("綿雪", "わたゆき"),
    ("こんぺいとう", "こんぺいとう"),
    ("月見草", "つきみそう"),
    ("ロバのパン", "ろばのぱん"),
    ("そらまめ", "そらまめ"),
    ("灯台", "とうだい"),
    ("ラムネ", "らむね"),
)


@dataclass(frozen=True)
class Place:
    """A fictional place: what is listed, and what its names sound like."""

    document: SearchDocument
    town: str
    town_kana: str
    city: str
    kind: str
    kind_name: str
    nick: str
    nick_kana: str


def make_places(gazetteer: Gazetteer) -> Iterator[Place]:
    """Each kind once at some towns of each pilot."""
    for jis in PILOTS:
        readable = [town for town in gazetteer.towns(jis) if town.kana and "丁目" not in town.name]
        for number, town in enumerate(readable[:: max(1, len(readable) // TOWNS_EACH)][:TOWNS_EACH]):
            for kind in range(len(KINDS)):
                yield _place(gazetteer.municipality_name(jis), town, number, kind)


def _place(city: str, town: Town, number: int, kind: int) -> Place:
    code, name, kana, sentence = KINDS[kind]
    nick, nick_kana = NICKS[(number + kind) % len(NICKS)]
    listed = (f"{town.name}{name}", f"{nick}{name}")[(number + kind) % 2]
    read = (f"{town.kana}{kana}", f"{nick_kana}{kana}")[(number + kind) % 2]
    document = SearchDocument(
        name=listed,
        # Half of all published lists have no kana.
        kana="" if number % 2 else read,
        places=(city, town.name),
        towns=(city, town.name),
        address=f"{city}{town.name}{number + 1}-{kind + 1}-3",
        description=sentence,
        category_codes=(code,),
    )
    return Place(document, town.name, town.kana, city, code, name, nick, nick_kana)
