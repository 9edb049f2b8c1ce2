"""What it costs, in words: 子ども 無料／大人 300円; unknown is never free."""

from __future__ import annotations

from collections.abc import Iterable

from directory.domain.fees import Fee, Fees, FeeStage
from directory.wording.languages import HOME
from directory.wording.words import Words

ALL_CHILDREN: frozenset[FeeStage] = frozenset({"infant", "elementary", "junior_high", "high"})
"""Stages that one word says together."""


def phrase_fees(fees: Fees, words: Words) -> str:
    """Prices in words; the published text when they were not understood; empty when nothing was said.

    Japanese says every stage in a few characters. Other languages say equal prices once, so that none is cut off.
    """
    if not fees.prices:
        return fees.raw
    if words.language == HOME:
        phrases = [_phrase_fee((fee.stage,), _phrase_amount(fee, words), words) for fee in fees.prices]
    else:
        phrases = [_phrase_fee(stages, price, words) for price, stages in _merge_equal(fees.prices, words)]
    return words.say("list.slash").join(dict.fromkeys(phrases))


def _merge_equal(prices: Iterable[Fee], words: Words) -> list[tuple[str, tuple[FeeStage, ...]]]:
    """Prices in words, each with the stages that pay it, in the order in which they are named first."""
    payers: dict[str, list[FeeStage]] = {}
    for fee in prices:
        payers.setdefault(_phrase_amount(fee, words), []).append(fee.stage)
    return [(price, _name_children(stages)) for price, stages in payers.items()]


def _name_children(stages: list[FeeStage]) -> tuple[FeeStage, ...]:
    """The stages, with all of childhood as one."""
    if not ALL_CHILDREN.issubset(stages):
        return tuple(dict.fromkeys(stages))
    return tuple(dict.fromkeys("child" if stage in ALL_CHILDREN else stage for stage in stages))


def _phrase_fee(stages: tuple[FeeStage, ...], price: str, words: Words) -> str:
    if "anyone" in stages:
        return price
    payers = words.say("list.dot").join(words.say(f"fee.stage_{stage}") for stage in stages)
    return words.say("fee.of_stage", stage=payers, price=price)


def _phrase_amount(fee: Fee, words: Words) -> str:
    price = _phrase_price(fee, words)
    return words.say(f"fee.per_{fee.unit}", price=price) if fee.unit != "visit" and fee.yen else price


def _phrase_price(fee: Fee, words: Words) -> str:
    if fee.kind in {"donation", "actual_cost"}:
        return words.say(f"fee.{fee.kind}")
    if fee.yen is None:
        return words.say("unknown")
    if fee.kind == "range" and fee.yen_max is not None:
        return words.say("fee.range", low=f"{fee.yen:,}", high=f"{fee.yen_max:,}")
    return words.say("fee.yen", yen=f"{fee.yen:,}") if fee.yen else words.say("fee.free")
