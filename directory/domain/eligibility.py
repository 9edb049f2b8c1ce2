"""Who may come: ages in months, stages of life, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["infant", "preschool", "elementary", "junior_high", "high", "adult", "anyone", "pregnant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """What was understood of the published text, beside the text itself.

    Attributes:
        min_months, max_months: inclusive, in months; None = not stated.
        stages: stages named in the text.
        flags: approximate, class_age, exclusion, place_condition, priority, conditional, wrong_column …
        leftover: the part that was not understood.
    """

    raw: str = ""
    min_months: int | None = None
    max_months: int | None = None
    stages: tuple[Stage, ...] = ()
    flags: tuple[str, ...] = ()
    leftover: str = ""
