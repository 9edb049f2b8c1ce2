"""Who may come, in words: 0歳〜3歳, 小学生・中学生."""

from __future__ import annotations

from directory.domain.eligibility import Eligibility
from directory.wording.languages import HOME
from directory.wording.words import Words

YEAR_MONTHS = 12


def phrase_eligibility(eligibility: Eligibility, words: Words) -> str:
    """Ages in words, else the published text, else stages; empty when nothing was said.

    Other languages say stages instead of a Japanese text that says nothing else.
    """
    ages = _phrase_ages(eligibility, words)
    if ages:
        return ages
    stages = ""
    if eligibility.stages:
        stages = words.say("list.dot").join(words.say(f"stage.{stage}") for stage in eligibility.stages)
    if words.language != HOME and stages and not eligibility.leftover and not eligibility.flags:
        return stages
    return eligibility.raw or stages


def _phrase_ages(eligibility: Eligibility, words: Words) -> str:
    low, high = eligibility.min_months, eligibility.max_months
    if low is None and high is None:
        return ""
    if high is None:
        return words.say("age.from", low=phrase_months(low or 0, words))
    if low is None:
        return words.say("age.to", high=_phrase_last_month(high, words))
    first, last = phrase_months(low, words), _phrase_last_month(high, words)
    return first if first == last else words.say("age.between", low=first, high=last)


def phrase_months(months: int, words: Words) -> str:
    """Age at which something begins: 6か月, 3歳."""
    if 0 < months < YEAR_MONTHS or (months % YEAR_MONTHS and months < 3 * YEAR_MONTHS):
        return words.say("age.months", number=months)
    return words.say("age.years", number=months // YEAR_MONTHS)


def _phrase_last_month(months: int, words: Words) -> str:
    """Age that is still included: 47 months = 3歳, because a child is three until 47 months."""
    if 0 < months < YEAR_MONTHS - 1:
        return words.say("age.months", number=months)
    return words.say("age.years", number=months // YEAR_MONTHS)
