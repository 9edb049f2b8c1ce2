"""Words that make a schedule uncertain -> flags."""

from __future__ import annotations

import re

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "irregular",
        re.compile(
            r"不定[期休]?|変動|(?<!曜に)(?<!曜日に)(?<!翌[日週]に)(?<!前日に)変更|未定|基本(?!的?な?利用料)|原則|主に|随時|都合|ことがあ|場合があ|ことも?あ[りる]"
            r"|異な[りる]|調整|日程(?:は|によ)|によって|イベント等?で|チラシ|お知らせ"
        ),
    ),
    ("approx", re.compile(r"程度|おおむね|概ね|おおよそ|約\d|\d[時分]?\s*(?:頃|ごろ)|目安|くらい|ぐらい|ほぼ")),
    ("undisclosed", re.compile(r"非公開|非公表")),
    ("registration_required", re.compile(r"登録制|要登録")),
    (
        "suspended",
        re.compile(
            r"(?<![月日]は)休止|(?<![天は])(?<!天候で)(?<!荒天で)(?<!台風で)(?<!警報で)(?<!天候により)(?<!により)(?<!の為)(?<!のため)中止(?!の場合|[のと]|する?場合)|(?<!期)(?<!校)休[館業会]中|閉鎖"
        ),
    ),
    (
        "uncertain",
        re.compile(
            r"[要応]相談|(?:開所|開館|開園|開設|営業|保育)日のみ|曜日?(?:または|又は|もしくは|or)第?\d|を含む(?:週|月|土日)|(?:開設|開所|開店|オープン|再開|開始)予定|祝日?(?:の?開催|実施|開館)(?:も|の場合も)?あり|(?:期間|時期|[^平祝る曜]日)の(?=[月火水木金土日]曜)|(?<=\()予定(?=\))|曜日?(?:に?開催)?予定|(?:曜日?|[月火水木金土日]\)|第\d)\s*(?:など|等|ほか|他)(?![^)。、\s]{0,4}(?:除|休)|[はも])"
        ),
    ),
)
_MISREAD = re.compile(
    r"曜|祝|除|休(?!憩|み時間|止)|以外|場合|多い|中心|たまに|時々|可能な|ある日|ない日|重な|行事|うち|いずれ|もしくは|または|順次|第\s*\d|\d{1,2}[:時]\d*|\d月|\d日|毎週|毎月|まで|週"
)
"""What must not remain in the unread part: the text says more about days than was understood."""


def read_flags(tidy: str) -> tuple[str, ...]:
    """Flags of the words of a tidy text."""
    return tuple(flag for flag, pattern in _WORDS if pattern.search(tidy))


def is_misread(leftover: str) -> bool:
    """Whether the unread part still speaks of days or hours."""
    return bool(_MISREAD.search(leftover))
