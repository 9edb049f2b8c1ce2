"""One spelling for schedule texts: half-width digits, one kind of wave dash, ordinal numbers in digits."""

from __future__ import annotations

import re
import unicodedata

FISCAL_YEAR_BEGINS = 4
"""The month."""

_CIRCLED = re.compile(r"[①-⑳]")
_DASHES = str.maketrans(dict.fromkeys("〜～‐‑‒–—―−─－", "~"))
_KANJI_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}
_ORDINAL = re.compile(r"第[一二三四五](?:\s*[・、,.~]\s*第?[一二三四五])*(?!部|弾|回|子)")
_COUNT = re.compile(r"(?<=[月週年に])[一二三四五六七八九](?=回|度)|[一二三四五六](?=[かカヶケヵ箇]月に)")
_LONG_VOWEL = re.compile(r"(?<=[\d時分日曜月火水木金土])\s*ー\s*(?=[\d午月火水木金土日])")
_KANJI_DAY = re.compile(r"毎月([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日")
_LIGATURES = str.maketrans({"､": "、", "｡": "。", "，": ",", "：": ":", "∶": ":", "\r": "\n", "\u3000": " "})


_NEXT_DAY = re.compile(r"翌(?:日の?|朝)?\s*(?=\d{1,2}[:時])(\d{1,2})")
_KANJI_TIME = re.compile(
    r"(?<![一二三四五六七八九十\d])(二?十[一二三四五六七八九]?|[一二三四五六七八九])(?=時(?!間|[々折])|分(?=[~\s、)]|$))"
)
_ALL_YEAR = re.compile(r"(?:年中)?無休|365日")
_WEEKEND = re.compile(r"(?<!月)毎?週末")
_SHARED_VACATION = re.compile(r"([春夏冬](?:[・、,/]?[春夏冬])+)休み")
_LABELLED_HOURS = re.compile(
    r"(?:開始|開店|開演)\s*[::]?\s*(\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))\s*[、,]?\s*"
    r"(?:終了|閉店|終演)\s*[::]?\s*(\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?))"
)
_CIRCLED_WEEKS = re.compile(
    r"(?<![第①-⑤])([①-⑤][・、,と]?[①-⑤](?:[・、,と]?[①-⑤])*)(?=\s*(?:週|[㊊-㊐㈪-㈰(月火水木金土日]))"
)
"""②④土曜: two and more circled numbers right before a weekday are its weeks; a single one counts programmes."""
_BARE_WEEKS = re.compile(
    r"(?:(?<=毎月)|(?<![第\d~・、,.:年月/-]))([1-5](?:\s*[・、,.]\s*[1-5])+)(?=\s*(?:\([月火水木金土日](?:曜日?)?\)|[火水木金土](?![^曜\s\d(、,・:午])|[月日]曜))"
)
_WRONG_ORDINAL = re.compile(r"[弟苐](?=\s*[1-5一二三四五])")
_MARKED_DAY = r"[月火水木金土日祝](?:曜日?)?\s*[::]?\s*[〇○◯◎×✕✖]"
_MARKED_WEEK = re.compile(rf"{_MARKED_DAY}(?:[\s、,・/|]*{_MARKED_DAY}){{3,}}")
_OPEN_MARK = re.compile(r"([月火水木金土日祝])(?:曜日?)?\s*[::]?\s*[〇○◯◎]")
_OWN_MONTH = re.compile(
    r"(?<![\d年])(\d{1,2})月は\s*(?:\1/(?=\d+(?!\d)[^:])|\1月(?=\d+日)|(?=\d+日))"
    r"(\d{1,2})日?(?:\([月火水木金土日]\))?(?:に(?:変更|開催))?(?![\d:])"
)
_WEEK_NUMBERS = re.compile(r"(?<![\d第毎/.~-])([1-5](?:\s*[・、,]\s*[1-5])*)(?=週目|週の?[月火水木金土日]曜)")
_NTH_WEEK = re.compile(r"(?<=週)目(?=[^a-z])|但し")
_HOLIDAY_TOO = re.compile(
    r"[、,]?\s*\(?(?:国民の)?祝(?:祭|休)?日も(?:休まず)?(?:実施|開催|営業|開館|開所|開園|開室)(?:し(?:ます|ています)|中)?\)?"
)
_SHORT_RANGE = re.compile(r"(?<![\d/.])(\d{1,2}/)(\d{1,2})\s*~\s*(\d{1,2})(?![\d:時/月日.])")
_SHORT_DAYS = re.compile(r"(\d{1,2}月)(\d{1,2})~(\d{1,2}日)")
_HOLIDAY_KEPT = re.compile(r"(?<=休)[・、\s]*祝(?:祭|休)?日は?(?:営業|開館)(?!日)")
_SIDE_BY_SIDE = re.compile(r"(?<=第[1-5])(?=第[1-5])")
_BUT = re.compile(r"ただし(?![、\s])")
_BASE_BEFORE_HOLIDAYS = re.compile(
    r"([月火水木日](?:曜日?)?~[木金土日月](?:曜日?)?)\s+(?=祝(?:祭|休)?日?(?:[・、(]|及び|と)[^。\n]{0,40}(?:休|除|閉))"
)
"""「月~金 祝日、お盆休み」: the week is open, the list after it is closed."""
_FISCAL_DATE = re.compile(r"(20\d\d|令和\d{1,2}|R\d{1,2})年度?\s*[::]\s*(?=(\d{1,2})[/月]\d)")
_OTHER_MONTHS = re.compile(r"隔月(?:に1回|1回)?(?=.*(?:偶数月|奇数月))|(?<=[偶奇]数月)\(?隔月\)?", re.DOTALL)
_EACH_WEEKDAY = re.compile(r"毎(?=[月火水木金土日]曜)")
_EVER_OPEN = re.compile(r"24時間[・、 ]*365日|365日[・、 ]*24時間")
_ROUND_THE_CLOCK = re.compile(r"24時間(?!前|以内|後|以上|未満|ごと|毎)(?:対応|受付|営業|体制|開放|利用可能?)?")


def tidy_schedule(text: str) -> str:
    """The same text in NFKC with ~ for every wave or dash, (1) for ①, 第2 for 第二."""
    text = _CIRCLED_WEEKS.sub(_numbered_weeks, text)
    tidy = _CIRCLED.sub(lambda found: f"({ord(found[0]) - ord('①') + 1})", text)
    tidy = unicodedata.normalize("NFKC", tidy).translate(_DASHES).translate(_LIGATURES)
    tidy = _WRONG_ORDINAL.sub("第", tidy).replace("第ニ", "第二")
    tidy = _ORDINAL.sub(_to_digits, tidy)
    tidy = _BARE_WEEKS.sub(r"第\1", tidy)
    tidy = _MARKED_WEEK.sub(_open_days, tidy)
    tidy = _OWN_MONTH.sub(r"\1月は\2日", tidy)
    tidy = _WEEK_NUMBERS.sub(r"第\1", tidy)
    tidy = _NTH_WEEK.sub(lambda found: "" if found[0] == "目" else "ただし", tidy)
    tidy = _SHORT_RANGE.sub(r"\1\2~\1\3", tidy)
    tidy = _SHORT_DAYS.sub(r"\1\2日~\3", tidy)
    tidy = _HOLIDAY_KEPT.sub("", tidy)
    tidy = _SIDE_BY_SIDE.sub("・", tidy)
    tidy = _BUT.sub("ただし、", tidy)
    tidy = _BASE_BEFORE_HOLIDAYS.sub(r"\1※", tidy)
    tidy = _HOLIDAY_TOO.sub(" ", tidy)
    tidy = _FISCAL_DATE.sub(_year_before, tidy)
    tidy = _OTHER_MONTHS.sub("", tidy)
    tidy = _COUNT.sub(_to_digits, tidy)
    tidy = _KANJI_DAY.sub(lambda found: f"毎月{_tens(found[1])}日", tidy)
    tidy = _NEXT_DAY.sub(lambda found: f"{int(found[1]) + 24}", tidy)
    tidy = _KANJI_TIME.sub(lambda found: str(_tens(found[1])), tidy)
    tidy = _EACH_WEEKDAY.sub("毎週", tidy)
    tidy = _WEEKEND.sub("土日", tidy)
    tidy = _SHARED_VACATION.sub(_each_vacation, tidy)
    tidy = _LABELLED_HOURS.sub(r"\1~\2", tidy)
    tidy = _EVER_OPEN.sub("毎日0:00~24:00 ", tidy)
    tidy = _ROUND_THE_CLOCK.sub("0:00~24:00 ", tidy)
    tidy = _ALL_YEAR.sub("" if "毎日" in tidy else "毎日", tidy)
    return _LONG_VOWEL.sub("~", tidy).strip()


def _numbered_weeks(found: re.Match[str]) -> str:
    """②④ -> 第2・4."""
    numbers = (str(ord(character) - ord("①") + 1) for character in found[1] if "①" <= character <= "⑤")
    return f"第{'・'.join(numbers)}"


def _open_days(found: re.Match[str]) -> str:
    """月:〇 火:× 水:〇 -> 月・水曜."""
    days = _OPEN_MARK.findall(found[0])
    weekdays = "・".join(day for day in days if day != "祝")
    return f" {weekdays}曜{'・祝日' if '祝' in days else ''} " if weekdays else found[0]


def _year_before(found: re.Match[str]) -> str:
    """「2026年度:6/27」 -> 2026/6/27; January to March are left alone, they lie in the year after."""
    separator = "/" if found.string[found.end() :].lstrip("0123456789").startswith("/") else "年"
    is_late = "年度" in found[0] and int(found[2]) < FISCAL_YEAR_BEGINS
    return found[0] if is_late else f"{found[1]}{separator}"


def _each_vacation(found: re.Match[str]) -> str:
    """春・夏・冬休み -> 春休み・夏休み・冬休み."""
    return "・".join(f"{season}休み" for season in found[1] if season in "春夏冬")


def _to_digits(found: re.Match[str]) -> str:
    """Kanji digits of a match as ASCII digits."""
    return "".join(_KANJI_DIGITS.get(character, character) for character in found[0])


def _tens(kanji: str) -> int:
    """二十五 -> 25."""
    tens, has_ten, ones = kanji.partition("十")
    if not has_ten:
        return int(_KANJI_DIGITS[tens])
    return int(_KANJI_DIGITS.get(tens, "1")) * 10 + int(_KANJI_DIGITS.get(ones, "0"))
