"""What it costs, in yen; unknown is never free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from directory.domain.facts import YesNo

FeeStage = Literal["infant", "elementary", "junior_high", "high", "child", "adult", "anyone"]
FeeUnit = Literal["visit", "hour", "day", "month", "year"]
FeeKind = Literal["fixed", "range", "donation", "actual_cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One price. `yen` is None for donations and actual cost; `yen_max` only for ranges."""

    stage: FeeStage
    yen: int | None = None
    yen_max: int | None = None
    unit: FeeUnit = "visit"
    kind: FeeKind = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """All prices of a resource beside the published text.

    Attributes:
        free_for_children: yes only when the text says so for every child.
        flags: conditional, reduction, extra_cost, ask …
        leftover: the part that was not understood.
    """

    raw: str = ""
    free_for_children: YesNo = "unknown"
    prices: tuple[Fee, ...] = ()
    flags: tuple[str, ...] = ()
    leftover: str = ""
