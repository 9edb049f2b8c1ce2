"""Digits -> how they are said."""

from __future__ import annotations

_DIGITS = ("ゼロ", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュウ")
_HUNDREDS = {3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}
_THOUSANDS = {3: "サンゼン", 8: "ハッセン"}
_LARGEST = 9999


def say_number(digits: str) -> str:
    """Katakana of a run of ASCII digits: 24 is ニジュウヨン; long runs and codes like 007 one by one."""
    if not digits.isdecimal() or (digits[0] == "0" and len(digits) > 1) or int(digits) > _LARGEST:
        return "".join(_DIGITS[int(digit)] for digit in digits if digit.isdecimal())
    value = int(digits)
    if value == 0:
        return _DIGITS[0]
    thousands, hundreds, tens, ones = value // 1000, value // 100 % 10, value // 10 % 10, value % 10
    return "".join(
        (
            _THOUSANDS.get(thousands) or _times(thousands, "セン"),
            _HUNDREDS.get(hundreds) or _times(hundreds, "ヒャク"),
            _times(tens, "ジュウ"),
            _DIGITS[ones] if ones else "",
        )
    )


def _times(count: int, unit: str) -> str:
    if count == 0:
        return ""
    return unit if count == 1 else _DIGITS[count] + unit
