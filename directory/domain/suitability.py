"""Whether an activity suits somebody, by age, cost and what is there: yes, no or unknown."""

from __future__ import annotations

from collections.abc import Iterable

from directory.domain.eligibility import Eligibility, Stage
from directory.domain.facts import Facts, YesNo, fact
from directory.domain.fees import Fee, Fees

OLDEST_MONTHS = 1_200
ADULT_MONTHS = 216
"""18 years; a hundred years stand for no upper bound."""

_STAGE_MONTHS: dict[Stage, tuple[int, int]] = {
    "infant": (0, 11),
    "preschool": (0, 83),
    "elementary": (72, 155),
    "junior_high": (144, 191),
    "high": (180, 227),
    "adult": (ADULT_MONTHS, OLDEST_MONTHS),
    "anyone": (0, OLDEST_MONTHS),
}
"""Ages at which somebody may be in each stage: school years begin in April, so neighbours share twelve months."""

_UNSURE_AGES = frozenset({"wrong_column", "conditional", "contradiction"})
_PRICELESS = frozenset({"donation", "actual_cost"})
_CHILD_STAGES = frozenset({"infant", "elementary", "junior_high", "high", "child"})


def suits_ages(eligibility: Eligibility, low_months: int, high_months: int) -> YesNo:
    """Whether children of all these ages (months, inclusive) may come; unknown when only some of them may."""
    if _UNSURE_AGES.intersection(eligibility.flags):
        return "unknown"
    if eligibility.min_months is not None or eligibility.max_months is not None:
        least = eligibility.min_months or 0
        most = OLDEST_MONTHS if eligibility.max_months is None else eligibility.max_months
        return _covers([(least, most)], low_months, high_months)
    spans = [_STAGE_MONTHS[stage] for stage in eligibility.stages if stage in _STAGE_MONTHS]
    return _covers(spans, low_months, high_months) if spans else "unknown"


def suits_adults(eligibility: Eligibility) -> YesNo:
    """Whether somebody may come without a child."""
    if _UNSURE_AGES.intersection(eligibility.flags):
        return "unknown"
    if {"adult", "anyone"}.intersection(eligibility.stages):
        return "yes"
    if eligibility.max_months is not None:
        return "no" if eligibility.max_months < ADULT_MONTHS else "yes"
    return "no" if eligibility.stages else "unknown"


def is_free(fees: Fees, facts: Facts) -> YesNo:
    """Whether nobody pays anything; a donation or the cost of materials leaves it open."""
    said = fact(facts, "free")
    if said != "unknown":
        return said
    if any((price.yen or 0) > 0 or (price.yen_max or 0) > 0 for price in fees.prices):
        return "no"
    is_whole = any(price.stage in {"anyone", "adult"} for price in fees.prices) and not _has_open_price(fees)
    return "yes" if is_whole else "unknown"


def is_free_for_children(fees: Fees, facts: Facts) -> YesNo:
    """Whether children pay nothing."""
    if is_free(fees, facts) == "yes":
        return "yes"
    if fees.free_for_children != "unknown":
        return fees.free_for_children
    prices = [price for price in fees.prices if price.stage in _CHILD_STAGES or price.stage == "anyone"]
    return "no" if any((price.yen or 0) > 0 for price in prices) else "unknown"


def costs_at_most(fees: Fees, facts: Facts, yen: int) -> YesNo:
    """Whether nobody pays more than so many yen at a time."""
    if is_free(fees, facts) == "yes":
        return "yes"
    if any(_most(price) > yen for price in fees.prices):
        return "no"
    return "yes" if fees.prices and not _has_open_price(fees) else "unknown"


def is_for_everybody(eligibility: Eligibility, facts: Facts) -> YesNo:
    """Whether one may come from anywhere and without being referred."""
    limits = [fact(facts, "residents_only"), fact(facts, "referral_needed")]
    if "yes" in limits:
        return "no"
    return "yes" if "anyone" in eligibility.stages or limits == ["no", "no"] else "unknown"


def opposite(answer: YesNo) -> YesNo:
    """Yes for no and no for yes; unknown stays unknown."""
    if answer == "unknown":
        return answer
    return "no" if answer == "yes" else "yes"


def either(answers: Iterable[YesNo]) -> YesNo:
    """Yes when one of them is; no only when all are."""
    found = set(answers)
    return "yes" if "yes" in found else "no" if found == {"no"} else "unknown"


def _covers(spans: list[tuple[int, int]], low: int, high: int) -> YesNo:
    if any(least <= low and high <= most for least, most in spans):
        return "yes"
    return "unknown" if any(least <= high and low <= most for least, most in spans) else "no"


def _has_open_price(fees: Fees) -> bool:
    """Whether something of the cost is left open."""
    has_open = any(price.kind in _PRICELESS or price.yen is None for price in fees.prices)
    return has_open or bool({"conditional", "extra_cost", "ask"}.intersection(fees.flags))


def _most(price: Fee) -> int:
    return max(price.yen or 0, price.yen_max or 0)
