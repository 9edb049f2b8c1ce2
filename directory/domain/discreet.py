"""Published texts without the words that tell what kind of help somebody looks for, for paper that others may see."""

from __future__ import annotations

import re

SHORTEST_NAME = 2
"""What is left of a name has to be at least so long to be told from others."""

TELLING = (
    *("子ども食堂", "こども食堂", "子供食堂", "地域食堂", "みんなの食堂", "食堂", "フードパントリー", "パントリー"),
    *("フードバンク", "弁当配布", "お弁当", "弁当", "宅食", "炊き出し"),
    *("ファミリー・サポート・センター", "ファミリーサポートセンター", "ファミサポ", "家庭訪問", "訪問支援"),
    *(
        "地域子育て支援拠点",
        "地域子育て支援センター",
        "子育て支援センター",
        "子ども家庭支援センター",
        "子ども・子育てプラザ",
    ),
    *(
        "子育てサロン・ひろば",
        "子育てサロン",
        "子育てひろば",
        "子育て広場",
        "子育てサークル",
        "つどいの広場",
        "園庭開放",
        "一時預かり",
        "病児保育",
    ),
    *(
        "子育て相談",
        "育児相談",
        "母子保健",
        "母子生活支援施設",
        "母子",
        "父子",
        "ひとり親",
        "発達",
        "療育",
        "障害",
        "障がい",
    ),
    *(
        "児童相談所",
        "こども家庭センター",
        "女性相談支援センター",
        "女性相談",
        "配偶者暴力相談支援センター",
        "男女共同参画センター",
    ),
    *("相談支援センター", "相談センター", "相談窓口", "相談室", "相談所", "相談会", "相談員", "相談"),
    *("支援センター", "支援拠点", "支援", "学習支援", "無料塾", "不登校", "ひきこもり", "居場所", "サロン", "サークル"),
    *(
        "虐待",
        "暴力",
        "ＤＶ",
        "DV",
        "ＤＶ・デートDV",
        "被害",
        "シェルター",
        "生活困窮",
        "困窮",
        "貧困",
        "生活保護",
        "福祉",
    ),
    *("自殺", "いのちの電話", "依存症", "難病", "介護", "ケアラー", "認知症", "妊娠", "メンタル"),
)
"""Reviewed by hand. Names of buildings where anything may take place (公民館) stay: people have to find them."""

_TELLING = re.compile("|".join(sorted(map(re.escape, TELLING), key=len, reverse=True)), re.IGNORECASE)
_EDGES = " \u3000・、，,。.／/-－‐–—~〜"
_EMPTY_BRACKETS = re.compile(r"[（(「『【\[〈]\s*[）)」』】\]〉]")
_SPACES = re.compile(r"[ \u3000]{2,}")


def is_telling(text: str) -> bool:
    """Whether a text tells what kind of help it is about."""
    return bool(_TELLING.search(text))


def hush(text: str) -> str:
    """The text without its telling words: 高知市本町1-1 子育て支援センター 2階 → 高知市本町1-1 2階."""
    if not is_telling(text):
        return text
    bare = _EMPTY_BRACKETS.sub("", _TELLING.sub("", text))
    return _SPACES.sub(" ", bare).strip(" \u3000")


def hush_name(name: str) -> str:
    """The name without its telling words; empty when too little is left to know a place by.

    たんぽぽ子ども食堂 → たんぽぽ; DV相談窓口 → nothing.
    """
    if not is_telling(name):
        return name
    bare = hush(name).strip(_EDGES)
    return bare if len(bare) >= SHORTEST_NAME else ""
