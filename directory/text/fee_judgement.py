"""Whether children come for nothing, by the prices and flags of a text."""

from __future__ import annotations

from directory.domain.facts import YesNo
from directory.domain.fees import Fee, FeeStage

CHILD_STAGES: tuple[FeeStage, ...] = ("infant", "elementary", "junior_high", "high")
_SPOILERS = frozenset({"per_family", "item"})


def judge_free(prices: tuple[Fee, ...], flags: tuple[str, ...]) -> YesNo:
    """Yes when every child comes for nothing without a condition; no when some child pays; else unknown."""
    free_stages = {fee.stage for fee in prices if fee.yen == 0 and not fee.yen_max}
    fixed = [fee for fee in prices if fee.kind != "actual_cost"]
    fixed = [fee for fee in fixed if fee.kind != "donation" or fee.stage not in free_stages]
    child_fees = [fee for fee in fixed if fee.stage not in {"adult", "anyone"}]
    relevant = child_fees or [fee for fee in fixed if fee.stage == "anyone"]
    if _SPOILERS.intersection(flags) or not relevant or any(fee.yen is None for fee in relevant):
        return "unknown"
    if "conditional" in flags and any(not fee.yen for fee in relevant):
        return "unknown"
    if any(fee.yen or fee.yen_max for fee in relevant):
        return "no"
    stages = {fee.stage for fee in relevant}
    is_for_all = "child" in stages or "anyone" in stages or stages.issuperset(CHILD_STAGES)
    return "yes" if is_for_all else "unknown"
