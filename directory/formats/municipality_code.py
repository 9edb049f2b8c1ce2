"""Municipality codes as files write them -> the 5-digit code."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
"""In the order of their codes 01 … 47 (JIS X 0401)."""

NUMBER = re.compile(r"(\d{1,6})(?:\.0+)?")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+0?[1-5]", re.IGNORECASE)
CHECK_WEIGHTS = (6, 5, 4, 3, 2)

CodeProblem = Literal["", "code_unreadable", "code_zero_restored", "code_check_digit", "code_prefecture_only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReading:
    """A municipality code. `jis` is empty when the cell names no municipality; `problem` says what was odd."""

    jis: str = ""
    problem: CodeProblem = ""


def check_digit(jis: str) -> str:
    """The sixth digit of a 5-digit code. Source: 総務省 全国地方公共団体コード 検査数字."""
    total = sum(weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, jis, strict=True))
    return str((11 - total % 11) % 10)


@lru_cache(maxsize=4096)
def read_code(text: str, *, pref: str = "") -> CodeReading:
    """The code in a cell: 6 digits with check digit, 5 without, a lost leading zero restored, a float as text.

    `pref` (a prefecture's name or an address that begins with one) decides what 5 digits are:
    `11002` is 札幌市 without its zero when the row says 北海道.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().strip("'\"")
    if not tidy:
        return CodeReading()
    if SCIENTIFIC.fullmatch(tidy):
        tidy = str(round(float(tidy)))
    found = NUMBER.fullmatch(tidy)
    if found is None:
        return CodeReading(problem="code_unreadable")
    return _read_digits(found[1], prefecture_of(pref))


def prefecture_of(text: str) -> str:
    """2-digit code of the prefecture that a text begins with; empty when it begins with none."""
    for index, name in enumerate(PREFECTURES, start=1):
        if text.startswith(name):
            return f"{index:02d}"
    return ""


def _read_digits(digits: str, pref: str) -> CodeReading:
    """By length: 6 and 5 as they are, 4 and some 5 without their zero, 1 to 3 a prefecture."""
    if len(digits) == 6:
        return _accept(digits[:5], "" if check_digit(digits[:5]) == digits[5] else "code_check_digit")
    if len(digits) == 5:
        lost = f"0{digits[:4]}"
        is_lost = check_digit(lost) == digits[4] and lost[:2] == pref
        return _accept(lost, "code_zero_restored") if is_lost else _accept(digits, "")
    if len(digits) == 4:
        return _accept(f"0{digits}", "code_zero_restored")
    return CodeReading(problem="code_prefecture_only")


def _accept(jis: str, problem: CodeProblem) -> CodeReading:
    """A code whose prefecture exists; pp000 is the prefecture itself."""
    if not 1 <= int(jis[:2]) <= len(PREFECTURES):
        return CodeReading(problem="code_unreadable")
    if jis.endswith("000"):
        return CodeReading(problem="code_prefecture_only")
    return CodeReading(jis=jis, problem=problem)
