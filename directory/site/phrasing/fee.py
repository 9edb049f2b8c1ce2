"""What it costs, in words: 子ども 無料／大人 300円; unknown is never free."""

from __future__ import annotations

from directory.domain.fees import Fee, Fees
from directory.wording.words import Words


def phrase_fees(fees: Fees, words: Words) -> str:
    """Prices in words; the published text when they were not understood; empty when nothing was said."""
    phrases = [_phrase_fee(fee, words) for fee in fees.prices]
    if not phrases:
        return fees.raw
    return words.say("list.slash").join(dict.fromkeys(phrases))


def _phrase_fee(fee: Fee, words: Words) -> str:
    price = _phrase_price(fee, words)
    if fee.unit != "visit" and fee.yen:
        price = words.say(f"fee.per_{fee.unit}", price=price)
    if fee.stage == "anyone":
        return price
    return words.say("fee.of_stage", stage=words.say(f"fee.stage_{fee.stage}"), price=price)


def _phrase_price(fee: Fee, words: Words) -> str:
    if fee.kind in {"donation", "actual_cost"}:
        return words.say(f"fee.{fee.kind}")
    if fee.yen is None:
        return words.say("unknown")
    if fee.kind == "range" and fee.yen_max is not None:
        return words.say("fee.range", low=f"{fee.yen:,}", high=f"{fee.yen_max:,}")
    return words.say("fee.yen", yen=f"{fee.yen:,}") if fee.yen else words.say("fee.free")
