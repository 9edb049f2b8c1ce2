"""Answers about who may come, what it costs and how to book -> eligibility, fees and facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from directory.domain.eligibility import Eligibility, Stage
from directory.domain.facts import Facts, YesNo
from directory.domain.fees import Fees
from directory.domain.registration import FieldProblem, FormAnswers
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.usecases.registration.spelling import read_yen
from directory.wording.words import Words

STAGES: tuple[Stage, ...] = get_args(Stage)
ONLY_FACTS = ("residents_only", "referral_needed")
BOOKING_ANSWERS: tuple[tuple[str, YesNo], ...] = (("needed", "yes"), ("free", "no"))
_PRICES = (("fee_child", "child"), ("fee_adult", "adult"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReading:
    """Fees and what has to be mended."""

    fees: Fees = Fees()
    problems: tuple[FieldProblem, ...] = ()


def read_eligibility(answers: FormAnswers, words: Words) -> Eligibility:
    """Who may come: the ticked stages, and ages that the note states."""
    chosen = tuple(stage for stage in STAGES if stage in answers.many("who"))
    note = answers.one("who_note")
    said = words.say("list.dot").join(words.say(f"stage.{stage}") for stage in chosen)
    parsed = parse_age(note) if note else Eligibility()
    stages = tuple(dict.fromkeys((*chosen, *parsed.stages)))
    return replace(parsed, raw=" ".join(part for part in (said, note) if part), stages=stages)


def read_fees(answers: FormAnswers, words: Words) -> FeeReading:
    """What it costs, read from the words that the answers make; nothing ticked is unknown, never free."""
    problems = [
        FieldProblem(field=field, code="fee_unreadable")
        for field, _ in _PRICES
        if answers.one(field) and read_yen(answers.one(field)) is None
    ]
    if problems:
        return FeeReading(problems=tuple(problems))
    prices = [(stage, yen) for field, stage in _PRICES if (yen := read_yen(answers.one(field))) is not None]
    is_free = answers.one("fee") == "free"
    if is_free and any(yen for _, yen in prices):
        return FeeReading(problems=(FieldProblem(field="fee", code="fee_contradiction"),))
    parts = [_say_price(stage, yen, words) for stage, yen in prices if not is_free]
    parts += [words.say("fee.free")] if is_free else []
    parts += [answers.one("fee_note")]
    text = words.say("list.comma").join(part for part in parts if part)
    return FeeReading(fees=parse_fees(text) if text else Fees())


def read_audience_facts(answers: FormAnswers) -> Facts:
    """Booking, money and conditions as far as the answers state them."""
    facts: list[tuple[str, YesNo]] = [(code, "yes") for code in ONLY_FACTS if code in answers.many("only")]
    facts += [("booking_needed", said) for answer, said in BOOKING_ANSWERS if answers.one("booking") == answer]
    if answers.one("fee") in {"free", "paid"}:
        facts.append(("free", "yes" if answers.one("fee") == "free" else "no"))
    return tuple(sorted(facts))


def answers_of_eligibility(eligibility: Eligibility) -> tuple[tuple[str, str], ...]:
    """The page's fields: a text that says more than stages is shown whole."""
    has_more = eligibility.min_months is not None or eligibility.max_months is not None or not eligibility.stages
    ticks = tuple(("who", stage) for stage in eligibility.stages)
    return (*ticks, ("who_note", eligibility.raw)) if has_more or eligibility.leftover else ticks


def answers_of_fees(fees: Fees, free: YesNo) -> tuple[tuple[str, str], ...]:
    """The page's fields: the published text as a note, and whether anything is paid."""
    is_free = free == "yes" or (bool(fees.prices) and all(price.yen == 0 for price in fees.prices))
    is_paid = free == "no" or any(price.yen for price in fees.prices)
    pairs = [("fee", "free")] if is_free else [("fee", "paid")] if is_paid else []
    return (*pairs, ("fee_note", fees.raw)) if fees.raw and not (is_free and len(fees.raw) < 4) else tuple(pairs)


def _say_price(stage: str, yen: int, words: Words) -> str:
    price = words.say("fee.yen", yen=f"{yen:,}") if yen else words.say("fee.free")
    return words.say("fee.of_stage", stage=words.say(f"fee.stage_{stage}"), price=price)
