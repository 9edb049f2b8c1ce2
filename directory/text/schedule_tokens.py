"""Schedule text -> understood words with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from directory.text.schedule_days import (
    ATOM,
    DATE,
    DATE_RANGE,
    DAYS,
    HOLIDAY_WORDS,
    MONTH_DAYS,
    MONTHS,
    NTH,
    WEEKDAYS,
)
from directory.text.schedule_hours import RANGE, TIME

_CLOSED_DAYS = r"(?:休[館園業診所室]日|定休日?|閉[館園所室]日|お休み|休み|休業|休館|(?:受け?入れ|利用)不可日)"
_WHEN = r"(?:場合|とき|時)"
_IF = rf"(?:の{_WHEN}|と?重なる?{_WHEN}?|と?重なった{_WHEN}|に(?:あ|当)たる{_WHEN}|なら)"
_WEEKDAY_MOVED = rf"[{WEEKDAYS}]曜日?(?=に?振替|を?(?:閉館|休)|\s*(?:[)。]|\Z|に?(?:開催|実施)))"
_AND = r"(?:\s*(?:[・、,]|と|や|及び|または|又は|か)?\s*)"
_TO = (
    rf"(?:(?:翌週|次週|翌日|前日)の?\s*\(?[{WEEKDAYS}](?:曜日?|(?=\)))\)?"
    r"|振替|翌々?平日|翌営業日|翌日|翌週|その?直後の平日|直後の平日|次の平日|次の日|(?:その)?直?前の平日|前日"
    rf"|翌[{WEEKDAYS}]曜日?|{_WEEKDAY_MOVED}|第\d\s*[{WEEKDAYS}]曜日?)"
)
_SHIFT_DAY = rf"(?:{ATOM}(?:が|で、?))?(?:{ATOM}・?)*"
_MOVED = rf"{HOLIDAY_WORDS}(?:[・、や]年[末始](?:年始)?)?は(?:第\d\s*[{WEEKDAYS}]曜日?|翌[日週]|前[日週])"
SHIFT = (
    rf"{_SHIFT_DAY}{HOLIDAY_WORDS}(?:・休日)?(?:等|など)?{_IF}[はも、]*(?:(?:開館|開園|開室|営業)し?、?)?(?:その)?"
    rf"(?P<shift_to>{_TO})(?:に?(?:振替|変更|振り替え)|を?(?:閉館|休[館園業診み]?日?)|に?(?:開催|実施))?"
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("about", rf"{ATOM}(?:{ATOM})*(?:について|に関して|につい?ては)は?"),
    (
        "noise",
        r"(?:申込|申し?込み|予約|受付|締切|〆切)(?:み|期間|開始|日)?[::は]\s*(?:前月|毎月|当月)?の?\d{1,2}日(?:から|まで|より)?|(?:前日|当日|前々日|前週の?[月火水木金土日](?:曜日?)?|\d+日前|\d週間前|前の?[月火水木金土日]曜日?)(?:の?(?:午[前後])?\d{1,2}(?:時|:\d\d))?(?:まで|迄)(?:に|の)?[、,]?\s*(?:要?予約|お?申し?込み?|ご?連絡|お知らせ)?|前?\d*日?前?日(?:の?\d{1,2}時)?(?:まで|迄)に?(?:要?予約|お?申し?込み?|ご?連絡|お知らせ)|(?:20\d\d|令和\d{1,2}|R\d{1,2})年\d{1,2}月(?:より|から|以降)?(?!\d)|\d{1,2}月(?:より|以降|から(?=毎|第))|0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}|\d+回目|休[館園]日以外(?:は?利用可能)?|https?://\S+",
    ),
    ("holiday_closing", rf"{HOLIDAY_WORDS}{_IF}[はも、]*(?:お?休み|休[館園業診]|休(?=[)\s]|$)|閉[館園]|中止)"),
    (
        "after_holiday",
        (
            rf"{HOLIDAY_WORDS}(?:・休日)?の?翌日"
            r"(?:\((?:土曜?日?[・、]?)?(?:日曜?日?)?(?:[・、]?祝日?)?(?:の場合)?[はを]?除く\))?"
        ),
    ),
    ("shift", SHIFT),
    (
        "exempt",
        rf"{HOLIDAY_WORDS}(?:の場合|のとき|に(?:当|あ)たる場合)[はも]?(?:開館|開園|営業|開室)(?!し)|(?:ただし、?)?夏休み中の{ATOM}(?:[・、]{HOLIDAY_WORDS}に(?:当|あ)たる{ATOM})?は?(?:開館|開園|営業)",
    ),
    (
        "reception",
        r"(?:電話|TEL|Web|ネット|オンライン|メール|LINE|窓口|予約|申込み?|申し込み|お?問い?合わ?せ)(?:での?)?(?:受付(?:時間)?|時間)|受付時間",
    ),
    ("if_days", rf"{ATOM}(?:{_AND}{ATOM})*(?:{_IF}[はも]?)(?:{_TO})?|{_MOVED}"),
    ("vague_days", r"[上中下]旬の?"),
    ("open_label", r"【?(?:開[館園設所催放室]|利用可能|営業|提供)(?:時間|日時)】?[::]?|開[館園]日[::】]"),
    (
        "open_suffix",
        r"(?:は|も|等は|は?休まず)(?:営業|開館|開園|開催|実施)(?!し(?:ません|ない))|を?含(?:む|み)|は?(?:休館日)?(?:なし|無し)|休まず",
    ),
    ("half_closed", r"(?:午前|午後)(?:は)?休診?"),
    (
        "close_label",
        rf"【{_CLOSED_DAYS}】|{_CLOSED_DAYS}\s*(?:[::】]|は(?=\s*(?:毎週|第|{ATOM}|年末)))|(?<!昼)休\s*[::]",
    ),
    (
        "close_suffix",
        (
            r"(?:等|など|日)?(?:を|は)?(?:除く|除き|のぞく)|以外|[はも](?:中止|休止(?!中)|開催し(?:ません|ない)|行いません|実施し(?:ません|ない)|ありません)|(?:は|の)?\s*(?:終日)?利用(?:不可|できません)"
            r"|(?:(?:は|を)?\s*|は[^\s、。()~:\d]{1,12}の(?:ため|為)に?、?\s*)(?:休[館園業診所室会講]日?|定休日?|閉[館園室所]|お休み|休み|休(?![憩日暇校止み館園業診所室会]))(?!日?\s*[::】])"
        ),
    ),
    (
        "pause",
        rf"(?:昼休み|休憩)(?:時間)?[::はの]?\s*{RANGE}|{RANGE}\s*(?:(?:は|の?間は)?\s*(?:昼?休憩|昼休み|閉館|閉室)|を?除く)",
    ),
    (
        "after_school",
        rf"(?:放課後|下校後?|授業終了後?|学校終了後?)(?:すぐ)?\s*(?:~|から|-)\s*{TIME}(?:まで|迄|頃|ごろ)?",
    ),
    ("note_window", rf"{RANGE}\s*(?:は)?(?:制限|利用不可|入れ替え|消毒|清掃)"),
    ("extension", rf"(?:延長(?:保育)?|時間外|預かり(?:保育)?|早朝|夜部)[::(]?\s*{RANGE}|延長\s*{TIME}まで"),
    ("extension_label", r"(?:平日|土曜日?|休日)?(?:時間外|延長|預かり|預り)保育(?:時間)?\s*[::]"),
    ("window", rf"{RANGE}(?:まで|迄)?"),
    ("start", rf"{TIME}\s*(?:頃|ごろ)?(?:~|から|より|以降|スタート|開始|開店|開演|集合)"),
    ("end", rf"(?:~\s*)?{TIME}\s*(?:頃|ごろ)?(?:まで|迄|終了|閉館)|~\s*{TIME}|{TIME}を延長"),
    ("point", TIME),
    ("date_range", DATE_RANGE),
    ("dates", rf"{DATE}(?:\s*[・、,]\s*(?:{DATE}|\d{{1,2}}日))*"),
    ("per_months", r"\d{1,2}\s*[かカヶケヵ箇ヶ]月に\s*\d回|隔月"),
    ("per_year", r"年に?\s*(?:約)?\d{1,3}(?:[~、]\d+)?回"),
    ("per_month", r"(?:毎月|月)に?\s*(?:\d[~、,・])?\d回"),
    ("per_week", r"(?:毎週|週)に?\s*(?:\d[~、,・])?\d[回日]"),
    ("biweekly", r"隔週|2週間?に1回|2週に1度"),
    ("weekly", rf"毎週の?(?!\s*{ATOM})"),
    ("monthly", r"毎月の?|月(?=(?:の)?第\d|(?:の)?最終)の?"),
    (
        "season",
        (
            r"(?:春|夏|秋|冬)休み(?:中|期間中?)?|(?:春|夏|秋|冬)[季期](?:休暇)?(?:期間)?|長期休(?:暇|み|業)中?"
            r"|学校(?:休業|休校|開校)日|開校日|課業日|休校日|学校[がのは]?お?休みの?日?|(?:学校|授業|給食)[のが]ある日|登校日|学期中|ゴール?デ[ンィイ]+ン?グ?ウ[ィイ]ーク|GW"
        ),
    ),
    ("special", r"年末年始|年始年末|お?正月(?:三が日)?|三が日|お盆(?:期間)?|盆(?:休み)?(?=[、・)\s]|$)"),
    (
        "extra_closing",
        (
            r"臨時休(?:業|館|園|診|室)日?"
            r"|(?:その他、?\s*)?[市町村区館園所室会]?\w{0,6}(?:長|者|委員会)が(?:特に|必要と|別に)*(?:認め|定め)[るた](?:日|とき|場合)"
        ),
    ),
    ("months", MONTHS),
    ("month_days", MONTH_DAYS),
    ("nth", NTH + r"(?:の)?"),
    ("relative", rf"とその(?:直後|次|翌週?)の[{WEEKDAYS}]曜日?|の(?:翌日|前日)"),
    ("rokuyo", r"友引|大安|仏滅|先勝|先負|赤口"),
    ("days", DAYS),
    ("label", r"朝食|昼食|夕食|朝ごはん|昼ごはん|夕ごはん|晩ごはん|夜ごはん|モーニング|ランチ|ディナー"),
    ("part", r"午前中|午前(?!\s*\d)|午後(?!\s*\d)|夕方|[朝昼夜夕](?=[、,。)の\s]|$|に|から)"),
    ("open", r"[(\[「『【<]"),
    ("close", r"[)\]」』】>]"),
    ("stop", r"[。\n※★●■◆◎○]"),
)
_MASTER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS), re.IGNORECASE)

_STRONG_DAYS = re.compile(r"曜|平日|毎日|毎週|祝日|祝祭日|祝休日|休日|国民の")
_LEFT_OPEN = re.compile(r"[\s、。,.・/:;(\[「【<※~のはとでがも|)】)]\Z|\A\Z")
_RIGHT_OPEN = re.compile(
    r"\Z|[\s、。,.・/:;()\]」】>※~|]|[はのにをとがもで]|及び|および|並びに|開催|開[設所館]|昼|夜|夕|朝|午[前後]|第|休|除|\d{1,2}(?:[:時]|~\d{1,2}[:時])|各|以外|実施"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One understood word. `depth`: how many brackets it stands in. `shift_to`: 翌日, 翌平日 … of a shift."""

    kind: str
    text: str
    begin: int
    end: int
    depth: int = 0
    shift_to: str = ""


def find_tokens(tidy: str) -> tuple[Token, ...]:
    """All understood words of a tidy text in reading order; weekdays only where they can not be part of a word."""
    tokens: list[Token] = []
    depth = 0
    for found in _MASTER.finditer(tidy):
        kind = "shift" if found.lastgroup == "shift_to" else found.lastgroup
        if kind is None:
            continue
        previous_end = tokens[-1].end if tokens else 0
        if kind == "days" and not _are_days(tidy, found, previous_end):
            continue
        depth = max(0, depth - (kind == "close"))
        tokens.append(
            Token(
                kind=kind,
                text=found[0],
                begin=found.start(),
                end=found.end(),
                depth=depth,
                shift_to=found["shift_to"] or "",
            )
        )
        depth += kind == "open"
    return tuple(tokens)


def _are_days(tidy: str, found: re.Match[str], previous_end: int) -> bool:
    """Whether bare 月 火 水 … stand for weekdays here: 「土12:00」 does, 「開催日」 and 「金額」 do not."""
    if _STRONG_DAYS.search(found[0]):
        return True
    before, after = tidy[: found.start()], tidy[found.end() :]
    if found[0] == "日" and before[-1:] in {"の", "と", "は", "が"}:
        return False  # 肉の日
    follows_word = previous_end == found.start() and found.start() > 0
    if not follows_word and not _LEFT_OPEN.search(before[-1:]):
        return False
    return bool(_RIGHT_OPEN.match(after))
