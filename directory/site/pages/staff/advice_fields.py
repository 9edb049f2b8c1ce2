"""What an advice desk is for, as fields of the form of a record, and what comes back from them."""

from __future__ import annotations

from dataclasses import dataclass

from directory.domain.advice import CHANNELS, TOPIC_CODES, Advice, AdviceLevel
from directory.site.pages.staff.form_fields import Fields

LEVELS: tuple[AdviceLevel, ...] = ("", "near", "expert")
MARK = "advice"
"""Hidden field that tells a form without a tick from one that does not ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceChoices:
    """What can be chosen."""

    topics: tuple[str, ...] = TOPIC_CODES
    levels: tuple[str, ...] = LEVELS
    channels: tuple[str, ...] = CHANNELS


CHOICES = AdviceChoices()


def read_advice(fields: Fields) -> Advice | None:
    """What was ticked, unknown codes left out; None when the form does not ask."""
    if not fields.has(MARK):
        return None
    ticked, channels = fields.many("advice_topic"), fields.many("advice_channel")
    return Advice(
        topics=tuple(code for code in TOPIC_CODES if code in ticked),
        level=next((level for level in LEVELS if level == fields.one("advice_level")), ""),
        channels=tuple(channel for channel in CHANNELS if channel in channels),
    )
