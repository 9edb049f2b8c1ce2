"""What pages show that must not betray whoever reads them: numbers for emergencies, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from directory.domain.emergency import EMERGENCY_NUMBERS, EmergencyNumber
from directory.wording.words import Words

EXIT_URL = "https://www.jma.go.jp/"
"""Where 「このページをすぐ閉じる」 leads: the weather, which nobody wonders about."""

QUIET_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""No cache keeps such a page, and no other site learns of it."""

LIFE_AND_DEATH = frozenset({"police", "ambulance"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRow:
    """One number in words; `hours` is empty where somebody answers day and night and it goes without saying."""

    number: str
    url: str
    purpose: str
    hours: str


def describe_emergency(words: Words, *, only_life: bool = False) -> tuple[EmergencyRow, ...]:
    """All numbers, or those alone that are called when a life is in danger."""
    return tuple(_describe(each, words) for each in EMERGENCY_NUMBERS if not only_life or each.code in LIFE_AND_DEATH)


def _describe(each: EmergencyNumber, words: Words) -> EmergencyRow:
    hours = "emergency.all_day" if each.is_all_day else "emergency.some_hours"
    return EmergencyRow(
        number=each.number,
        # a bare # would end the address
        url=f"tel:{quote(each.number.replace('-', ''))}",
        purpose=words.say(f"emergency.{each.code}"),
        hours="" if each.code in LIFE_AND_DEATH else words.say(hours),
    )
