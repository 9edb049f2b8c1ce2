"""Names without the words that many of them share: 魚津市子育て支援センター「つばめ」 is つばめ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.text.fold import fold, fold_words

_BODIES = (
    "社会福祉法人", "学校法人", "宗教法人", "医療法人", "社会福祉協議会", "特定非営利活動法人", "NPO法人",
    "認定NPO法人", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "株式会社", "有限会社", "合同会社",
    "市立", "町立", "村立", "区立", "県立", "都立", "府立", "私立", "公立",
)  # fmt: skip
_HOSTS = (
    "幼保連携型認定こども園", "認定こども園", "こども園", "子ども園", "小規模保育事業所", "小規模保育園", "保育園",
    "保育所", "保育室", "幼稚園", "幼児園", "小学校", "中学校", "公民館", "児童館", "児童センター", "児童会館",
    "保健センター", "図書館",
)  # fmt: skip
_PROGRAMMES = (
    "地域子育て支援センター", "地域子育て支援拠点", "地域子育て支援室", "地域子育て支援", "地域支援センター",
    "こども家庭支援センター", "子育て世代包括支援センター", "こども家庭センター", "子育て支援センター",
    "子育て支援拠点", "子育て支援室", "子育て支援施設", "子育て支援事業", "子育て支援", "子育て応援センター",
    "子育て総合支援センター", "子育てセンター", "子育てサロン", "子育てルーム", "子育てひろば", "子育て広場",
    "子育て交流", "子育てサークル", "支援センター", "つどいの広場", "集いの広場", "つどいのひろば", "集いのひろば",
    "親子ひろば", "親子広場", "親子サロン", "親子教室", "赤ちゃん広場", "出張ひろば", "ひろば", "広場", "サロン",
    "子ども食堂", "子供食堂", "みんなの食堂", "地域食堂", "学習支援教室", "学習支援", "居場所", "フードパントリー",
    "子育て相談", "相談窓口", "相談室", "相談",
    "センター", "ルーム", "クラブ", "教室", "地域", "併設", "出張",
)  # fmt: skip
_BRACKETS = re.compile(r"[（(【\[「『〈《“][^）)】\]」』〉》”]*[）)】\]」』〉》”]?")
_MARKS = "（(【[「『〈《“）)】]」』〉》”"
_SHORTEST = 2


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, folded)))


_BODY, _HOST, _PROGRAMME = _pattern(_BODIES), _pattern(_HOSTS), _pattern(_PROGRAMMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreNames:
    """What tells one name from others.

    Attributes:
        main: what is left of the name. inside: what is left of its parts in brackets.
    """

    main: frozenset[str]
    inside: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All of them."""
        return self.main | self.inside

    def pairs_with(self, other: CoreNames) -> Iterator[tuple[str, str]]:
        """Which core names may be compared: two names that only share a remark in brackets （1階） are not alike."""
        has_two_mains = bool(self.main) and bool(other.main)
        for mine in self.every:
            for theirs in other.every:
                is_remark = has_two_mains and mine not in self.main and theirs not in other.main
                if not is_remark:
                    yield mine, theirs


def core_names(name: str, *, municipality: str = "") -> CoreNames:
    """What is left of a name, and of its parts in brackets, without words of kind and municipality; folded.

    Empty when a name holds nothing but such words (○○市子育て支援センター).
    """
    bare = _BRACKETS.sub(" ", name)
    words = fold_words(bare)
    last = (words[-1],) if len(words) > 1 else ()
    inside = (found.strip(_MARKS) for found in _BRACKETS.findall(name))
    return CoreNames(main=_cores((bare, *last), municipality), inside=_cores(inside, municipality))


def is_programme(name: str) -> bool:
    """Whether a name says what is done there (支援センター, ひろば), not only what the building is (保育園)."""
    return _PROGRAMME.search(_HOST.sub("", fold(name))) is not None


def is_host(name: str) -> bool:
    """Whether a name says what the building is: 保育園, 公民館."""
    return _HOST.search(fold(name)) is not None


def _cores(parts: Iterable[str], municipality: str) -> frozenset[str]:
    found = {_core(part, municipality) for part in parts}
    return frozenset(core for core in found if len(core) >= _SHORTEST)


def _core(text: str, municipality: str) -> str:
    bare = fold(text)
    for word in _municipality_words(municipality):
        bare = bare.removeprefix(f"{word}立").removeprefix(word)
    bare = _BODY.sub("", bare)
    return _PROGRAMME.sub("", _HOST.sub("", bare)).removeprefix("の").removesuffix("の")


def _municipality_words(municipality: str) -> tuple[str, ...]:
    whole = fold(municipality)
    after_county = whole.partition("郡")[2] or whole
    city, _, ward = whole.partition("市")
    names = (whole, after_county, f"{city}市" if ward else "", ward)
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
