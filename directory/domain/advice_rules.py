"""Categories, texts and contacts of an advice desk -> its topics, level and channels, as far as they are clear."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from directory.domain.advice import ANYTHING, CHANNELS, NO_ADVICE, TOPIC_CODES, Advice, AdviceChannel, AdviceLevel
from directory.domain.category import CATEGORIES, root_of
from directory.domain.contact import Contact

TOPICS_OF_CATEGORY: Mapping[str, tuple[str, ...]] = {
    "childcare_advice": ("childcare",),
    "welfare_advice": ("living",),
    "abuse_advice": ("safety",),
    "health_advice": ("birth", "growth"),
    "neighborhood_desk": (ANYTHING,),
}
"""What the name of a category says by itself."""

WORDS_OF_TOPIC: Mapping[str, tuple[str, ...]] = {
    "childcare": (
        "子育て相談",
        "育児相談",
        "子育ての悩み",
        "家庭児童相談",
        "こども家庭相談",
        "子ども家庭相談",
        "夜泣き",
    ),
    "birth": ("妊娠", "産前", "産後", "妊婦", "助産師", "母子手帳", "母子健康手帳", "母乳", "母と子の健康", "母子保健"),
    "growth": ("発達", "療育", "ことばの遅れ", "ことばの相談", "言葉の遅れ", "育ちが気になる"),
    "school": ("不登校", "いじめ", "教育相談", "行きしぶり", "行き渋り", "学校に行", "園に行きたが", "ひきこもり"),
    "living": (
        "生活困窮",
        "生活保護",
        "家計",
        "借金",
        "家賃",
        "貸付",
        "くらしの相談",
        "暮らしの相談",
        "生活相談",
        "自立相談",
    ),
    "work": ("就労", "就職", "仕事探し", "仕事さがし", "しごと相談", "仕事の相談", "再就職"),
    "single": ("ひとり親", "一人親", "母子家庭", "父子家庭", "養育費", "離婚"),
    "safety": ("虐待", "DV", "暴力", "児童相談所", "女性相談", "配偶者"),
    "mind": ("こころの相談", "心の相談", "こころの健康", "心の健康", "精神保健", "こころの電話"),
    "disability": ("障害", "障がい", "障碍", "医療的ケア"),
    "care": ("介護", "地域包括支援", "認知症", "ケアラー", "高齢者の相談"),
    "foreign": ("外国人", "外国籍", "外国語で", "多言語", "多文化", "国際交流"),
    ANYTHING: (
        "なんでも相談",
        "何でも相談",
        "どんな相談でも",
        "まるごと相談",
        "丸ごと相談",
        "総合相談",
        "どこに聞けばよいか",
    ),
}
"""Words that are clear by themselves, in name, description, tags and department. 通訳 is none: many desks offer it."""

EXPERT_WORDS = (
    "児童相談所",
    "女性相談支援センター",
    "配偶者暴力相談支援センター",
    "発達障害者支援センター",
    "精神保健福祉センター",
    "専門相談",
    "専門の相談",
)
NEAR_WORDS = ("身近な相談", "身近な窓口", "民生委員", "まるごと相談", "丸ごと相談")

CHANNEL_OF_CONTACT: Mapping[str, AdviceChannel] = {"phone": "phone", "email": "mail", "line": "line", "form": "mail"}

WORDS_OF_CHANNEL: Mapping[AdviceChannel, tuple[str, ...]] = {
    "phone": ("電話相談", "電話での相談", "電話でも", "電話で話せ", "電話だけ"),
    "counter": ("来所", "窓口で", "面談", "来てもらって", "来てください"),
    "visit": ("訪問相談", "訪問します", "ご自宅にうかが", "家にうかが", "家庭訪問", "アウトリーチ"),
    "online": ("オンライン相談", "オンラインで", "ビデオ通話"),
    "line": ("LINE相談", "LINEで"),
    "mail": ("メール相談", "メールでの相談", "メールでも"),
}
ONLY_PHONE = ("電話だけの相談", "電話のみ", "会う場所はありません")
"""Where an office has an address all the same, nobody is received there."""


def is_desk(categories: Iterable[str]) -> bool:
    """Whether something is an advice desk, by one of its categories."""
    return any(root_of(code) == "advice_desk" for code in categories if code in CATEGORIES)


def infer_advice(
    categories: tuple[str, ...], texts: Iterable[str], contacts: Iterable[Contact] = (), *, has_counter: bool = False
) -> Advice:
    """What is clear of a desk; nothing at all of what is none.

    Args:
        categories: codes.
        texts: name, description, tags, department.
        contacts: public ones.
        has_counter: there is a public address where somebody sits.
    """
    if not is_desk(categories):
        return NO_ADVICE
    text = "\n".join(unicodedata.normalize("NFKC", each) for each in texts if each)
    return Advice(
        topics=_topics(categories, text),
        level=_level(categories, text),
        channels=_channels(text, contacts, has_counter=has_counter),
    )


def _topics(categories: tuple[str, ...], text: str) -> tuple[str, ...]:
    found = {topic for topic, words in WORDS_OF_TOPIC.items() if _holds(text, words)}
    for code in categories:
        named = TOPICS_OF_CATEGORY.get(code, ())
        # 母子保健・発達 names two things: a desk that says which of them it is has only that one
        found.update(() if len(named) > 1 and found.intersection(named) else named)
    return tuple(code for code in TOPIC_CODES if code in found)


def _level(categories: tuple[str, ...], text: str) -> AdviceLevel:
    if "neighborhood_desk" in categories:
        return "near"
    if _holds(text, EXPERT_WORDS):
        return "expert"
    return "near" if _holds(text, NEAR_WORDS) else ""


def _channels(text: str, contacts: Iterable[Contact], *, has_counter: bool) -> tuple[AdviceChannel, ...]:
    found = {channel for channel, words in WORDS_OF_CHANNEL.items() if _holds(text, words)}
    found |= {CHANNEL_OF_CONTACT[each.kind] for each in contacts if each.kind in CHANNEL_OF_CONTACT}
    if has_counter:
        found.add("counter")
    if _holds(text, ONLY_PHONE):
        found.discard("counter")
    return tuple(channel for channel in CHANNELS if channel in found)


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)
