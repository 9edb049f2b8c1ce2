"""Words of prices -> tokens: whom a price is for, how much, per what, on which condition."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from directory.domain.fees import FeeKind, FeeStage, FeeUnit

TokenKind = Literal["stage", "price", "flag", "break"]

_DASHES = str.maketrans(dict.fromkeys("〜～‐‑‒–—―−─－", "~"))
_YEN_SIGN = re.compile(r"[¥\\]\s*(\d+)円?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")

EVERY_CHILD_YEARS = 17
"""「17歳以下」 and more covers every child; 「3歳以下」 does not."""

ADULT_YEARS = 20
"""「24歳まで」 speaks of students as well."""

_STAGES: tuple[tuple[str, tuple[FeeStage, ...]], ...] = (
    (r"高校生以上", ("high", "adult")),
    (r"中学生以上", ("junior_high", "high", "adult")),
    (r"小学生以上", ("elementary", "junior_high", "high", "adult")),
    (r"高校生(?:以下|まで)", ("child",)),
    (r"中学生(?:以下|まで)", ("infant", "elementary", "junior_high")),
    (r"小学生(?:以下|まで)", ("infant", "elementary")),
    (r"小[・、]?中[・、]?高(?:校)?生?", ("elementary", "junior_high", "high")),
    (r"小(?:学生)?[・、]中学生|小中学生", ("elementary", "junior_high")),
    (r"中(?:学生)?[・、]高(?:校)?生|中高生", ("junior_high", "high")),
    (r"乳幼児|未就学児|未就園児|就学前|幼児|乳児|園児", ("infant",)),
    (r"小学生", ("elementary",)),
    (r"中学生", ("junior_high",)),
    (r"高校生", ("high",)),
    (r"(?:子ども|こども|子供)(?!食堂|連れ|づれ|同伴)|児童|お子[様さ]ま?(?!連れ|づれ|同伴)|小人|18歳", ("child",)),
    (r"大人|おとな|成人|保護者|一般|大学生|学生|高齢者|シニア", ("adult",)),
    (r"一律|(?:お一人|1人|一人|1名|おひとり)(?:様)?(?:につき|あたり|当たり)?|どなた[でも]*|全員", ("anyone",)),
)
_STAGE_WORDS = "|".join(f"(?P<stage{index}>{pattern})" for index, (pattern, _) in enumerate(_STAGES))
_UNIT_WORDS: dict[str, FeeUnit] = {
    "時間": "hour",
    "日": "day",
    "月": "month",
    "年": "year",
    "回": "visit",
    "食": "visit",
}

_TOKEN = re.compile(
    r"(?P<break>[。;\n]|<BR>)"
    r"|(?P<per_part>\d+円\s*[/／につき]+\s*\d+分|\d+分(?:につき|あたり|毎に|ごとに)?\s*\d+円)"
    r"|(?P<discount>\d+円\s*(?:引き?|割引|減免?|オフ))"
    r"|(?P<addition>\+\s*\d+円|\d+円\s*[×x])"
    r"|(?P<percent>\d+\s*[%割](?:引き?|免除)?)"
    r"|(?P<aged>(?P<years>\d{1,3})歳(?P<bound>以下|未満|まで|以上)(?:の(?:方|子ども|こども))?)"
    r"|(?P<donation>(?:\d+円?\s*~\s*\d+円の?)?(?:カンパ|寄付|ご寄付|寄附|ドネーション|投げ銭|お気持ち|志)(?:制|のみ|金)?)"
    r"|(?P<actual>(?:材料費|食材費|教材費)?等?[はの]?実費)"
    r"|(?P<range>(?P<low>\d+|無料)円?\s*~\s*(?P<high>\d+)円)"
    r"|(?P<from_price>\d+円~(?!\d))"
    r"|(?P<yen>(?:(?P<before>月額|年額|日額|月|年|1日|1時間|1回)(?:最大|上限)?\s*)?(?P<amount>\d+)円"
    r"(?:\s*(?:/|／)?\(?\s*1?(?P<unit>時間|日額?|月額?|年|回|食)(?![\dあ-ん])\)?)?)"
    r"|(?P<free>無料|タダ|無償|(?<!\d)0円)"
    r"|(?P<free_item>(?:子育て)?相談[はも]?(?=無料|0円))"
    r"|(?P<family>[1一]?(?:家族|世帯)(?:当たり|あたり|につき)?|親子(?:で|利用|1組)?)"
    r"|(?P<reduction>半額|割引|減免|免除|減額|[引割]き)"
    r"|(?P<ask>要?お?問い?合わ?せ|[要応]相談|ご相談|相談(?:の上|のうえ|くだ|して))"
    r"|(?P<condition>すれば|場合|限る|(?<!回)限り|内容により|利用者|所得|お手伝い|別紙|[市区町村県][内外民](?!会)|在住)"
    r"|(?P<extra>加算|延長|送迎|お迎え|別途|保険料|おやつ代?|教材代?|入会金|登録料|更新料|キャンセル|諸費|追加|年会費)(?!\s*(?:等|など)?(?:込|を?含))"
    r"|(?P<item>医療費|通話料?|通報|駐車場?|相談|配布|パントリー|テイクアウト|弁当|カフェ(?:メニュー)?|メニュー|イベント)"
    rf"|{_STAGE_WORDS}"
)
_FLAGS = {
    "discount": "reduction",
    "addition": "extra_cost",
    "free_item": "item",
    "percent": "reduction",
    "reduction": "reduction",
    "ask": "ask",
    "condition": "conditional",
    "extra": "extra_cost",
    "item": "item",
    "family": "per_family",
    "per_part": "per_part_hour",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeToken:
    """One understood word. `yen`, `yen_max`, `unit`, `price` describe prices; `flag` everything that limits them."""

    kind: TokenKind
    begin: int
    end: int
    stages: tuple[FeeStage, ...] = ()
    yen: int | None = None
    yen_max: int | None = None
    unit: FeeUnit = "visit"
    price: FeeKind = "fixed"
    flag: str = ""


def tidy_fee(text: str) -> str:
    """NFKC, one kind of dash, no thousands separators."""
    tidy = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES)).strip()
    return _YEN_SIGN.sub(r"\1円", tidy)


def find_fee_tokens(tidy: str) -> tuple[FeeToken, ...]:
    """All understood words of a tidy text, in reading order."""
    return tuple(_token(found) for found in _TOKEN.finditer(tidy))


def _token(found: re.Match[str]) -> FeeToken:
    """The token of one match."""
    begin, end = found.span()
    if found["break"]:
        return FeeToken(kind="break", begin=begin, end=end)
    for name, flag in _FLAGS.items():
        if found[name]:
            return FeeToken(kind="flag", begin=begin, end=end, flag=flag)
    if found["aged"]:
        return _aged(found)
    for index, (_, stages) in enumerate(_STAGES):
        if found[f"stage{index}"]:
            return FeeToken(kind="stage", begin=begin, end=end, stages=stages)
    return _price(found)


def _aged(found: re.Match[str]) -> FeeToken:
    """18歳以下 is every child, 3歳以下 are infants, 65歳以上 are some of the adults."""
    years = int(found["years"]) - (found["bound"] == "未満")
    stages: tuple[FeeStage, ...] = ("infant",)
    if found["bound"] == "以上":
        stages = ("adult",)
    elif years >= EVERY_CHILD_YEARS:
        stages = ("child",)
    flag = "" if stages == ("child",) and years < ADULT_YEARS else "age_limited"
    return FeeToken(kind="stage", begin=found.start(), end=found.end(), stages=stages, flag=flag)


def _price(found: re.Match[str]) -> FeeToken:
    """An amount, free, a donation or actual cost."""
    begin, end = found.span()
    if found["donation"]:
        return FeeToken(kind="price", begin=begin, end=end, price="donation")
    if found["actual"]:
        return FeeToken(kind="price", begin=begin, end=end, price="actual_cost")
    if found["range"]:
        low = 0 if found["low"] == "無料" else int(found["low"])
        return FeeToken(kind="price", begin=begin, end=end, yen=low, yen_max=int(found["high"]), price="range")
    if found["from_price"]:
        return FeeToken(kind="flag", begin=begin, end=end, flag="conditional")
    if found["free"]:
        return FeeToken(kind="price", begin=begin, end=end, yen=0)
    word = (found["unit"] or found["before"] or "").replace("額", "").lstrip("1")
    return FeeToken(kind="price", begin=begin, end=end, yen=int(found["amount"]), unit=_UNIT_WORDS.get(word, "visit"))
