"""Cell text about money -> prices in yen by stage of life; unknown is never free."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from directory.domain.fees import Fee, Fees, FeeStage
from directory.text.fee_judgement import judge_free
from directory.text.fee_words import FeeToken, find_fee_tokens, tidy_fee

LONGEST_PARTICLE = 3
"""「おやつ代は50円」: so many characters between a thing and its price, at most."""
_BARE = re.compile(r"\d{1,6}(?:\.0)?")
_BARE_RANGE = re.compile(r"(\d{1,6})\s*~\s*(\d{1,6})")
_BARE_PRICE = re.compile(
    r"(大人|おとな|一般|保護者|子ども|こども|子供|子|幼児|小学生|中学生|高校生|小中学生)(\s*[::]?\s*\d{2,4})(?![\d,円~歳才名人年回か%])"
)
"""「大人300/子供100」 of a price column."""
_NOTHING = re.compile(r"[-~ー\s]*")
_MEMBERSHIP = re.compile(r"年会費|登録料|更新料|入会金|会費")
_BRACKETED = re.compile(r"\([^()]*\)")
_FILLER = re.compile(r"または|[\s、,・/:()（）\[\]【】<>※+~はがでものをに※制込み含むり円]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeColumns:
    """Raw cells of the five price columns and their note."""

    infant: str = ""
    elementary: str = ""
    junior_high: str = ""
    high: str = ""
    adult: str = ""
    note: str = ""


@lru_cache(maxsize=20_000)
def parse_fees(text: str, *, is_fee_column: bool = False) -> Fees:
    """Prices that the text states.

    `is_fee_column`: a bare number means yen (300 = 300円); elsewhere it means nothing.
    Flags: conditional, reduction, extra_cost, ask, per_family, per_part_hour, item (only something inside is
    meant, 「相談は無料」), age_limited.
    """
    tidy = tidy_fee(text)
    if is_fee_column:
        tidy = _BARE_PRICE.sub(r"\1\2円", tidy)
    if _NOTHING.fullmatch(tidy):
        return Fees(raw=text)
    bare = _read_bare(tidy) if is_fee_column else None
    if bare is not None:
        return Fees(raw=text, prices=(bare,), free_for_children=judge_free((bare,), ()))
    prices: list[Fee] = []
    flags: dict[str, None] = {}
    covered: list[FeeToken] = []
    for sentence in _sentences(find_fee_tokens(tidy)):
        prices.extend(_read_sentence(tidy, sentence, flags))
        covered.extend(sentence)
    unique = tuple(dict.fromkeys(prices)) or _membership_fees(tidy)
    if not unique:
        return Fees(raw=text, flags=tuple(flags), leftover=tidy)
    return Fees(
        raw=text,
        prices=unique,
        flags=tuple(flags),
        free_for_children=judge_free(unique, tuple(flags)),
        leftover=_uncovered(tidy, covered),
    )


def read_fee_columns(columns: FeeColumns) -> Fees:
    """Prices of the five columns and of the note; the note adds what no column says."""
    prices: list[Fee] = []
    flags: dict[str, None] = {}
    leftovers: list[str] = []
    raws: list[str] = []
    for stage, label, cell in _labelled_cells(columns):
        if not cell.strip():
            continue
        raws.append(f"{label} {cell.strip()}")
        read = parse_fees(cell, is_fee_column=True)
        prices.extend(replace(fee, stage=stage) if fee.stage == "anyone" else fee for fee in read.prices)
        flags.update(dict.fromkeys(read.flags))
        leftovers.extend([read.leftover] if read.leftover else [])
    if columns.note.strip():
        raws.append(columns.note.strip())
        note = parse_fees(columns.note, is_fee_column=False)
        prices.extend(note.prices)
        flags.update(dict.fromkeys(note.flags))
        leftovers.extend([note.leftover] if note.leftover else [])
    unique = tuple(dict.fromkeys(prices))
    return Fees(
        raw=" ".join(raws),
        prices=unique,
        flags=tuple(flags),
        free_for_children=judge_free(unique, tuple(flags)),
        leftover=" ".join(leftovers),
    )


def _labelled_cells(columns: FeeColumns) -> tuple[tuple[FeeStage, str, str], ...]:
    """Stage, Japanese label and cell of each price column."""
    return (
        ("infant", "幼児", columns.infant),
        ("elementary", "小学生", columns.elementary),
        ("junior_high", "中学生", columns.junior_high),
        ("high", "高校生", columns.high),
        ("adult", "大人", columns.adult),
    )


def _read_bare(tidy: str) -> Fee | None:
    """A price column's bare number or range."""
    if _BARE.fullmatch(tidy):
        return Fee(stage="anyone", yen=int(float(unicodedata.normalize("NFKC", tidy))))
    if found := _BARE_RANGE.fullmatch(tidy):
        return Fee(stage="anyone", yen=int(found[1]), yen_max=int(found[2]), kind="range")
    return None


def _membership_fees(tidy: str) -> tuple[Fee, ...]:
    """Prices of 年会費 and 登録料 where nothing else costs anything: there they are the price."""
    tokens = [token for token in find_fee_tokens(tidy) if token.kind == "price" and token.yen]
    named = [token for token in tokens if _MEMBERSHIP.search(tidy[: token.begin])]
    return tuple(dict.fromkeys(_fee("anyone", token) for token in named))


def _sentences(tokens: tuple[FeeToken, ...]) -> list[list[FeeToken]]:
    """Tokens between full stops and line breaks."""
    sentences: list[list[FeeToken]] = [[]]
    for token in tokens:
        if token.kind == "break":
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def _read_sentence(tidy: str, sentence: list[FeeToken], flags: dict[str, None]) -> list[Fee]:
    """Every price with the stages named before it; 「200円：小学生」 with those named after it."""
    flags.update(dict.fromkeys(_flags_of(tidy, sentence)))
    prices: list[Fee] = []
    stages: tuple[FeeStage, ...] = ()
    is_used = False
    for index, token in enumerate(sentence):
        if token.kind == "stage" and not (token.stages == ("anyone",) and stages and not is_used):
            is_closer = tidy[: token.begin].rstrip().endswith("(")  # 子ども(中学生まで): the bracket says which
            if is_closer and token.flag == "age_limited" and stages == ("adult",):
                continue  # 学生(24歳まで) are not children
            stages = token.stages if is_used or is_closer else (*stages, *token.stages)
            is_used = False
        if token.kind == "price" and _is_alternative(tidy, sentence, index):
            flags["conditional"] = None  # 2,000円(3,000円): who pays the other price stands elsewhere
        elif token.kind == "price" and not _is_about_an_extra(tidy, sentence, index):
            ahead = _stages_after(tidy, sentence, index)
            prices.extend(_fee(stage, token) for stage in dict.fromkeys(ahead or stages or ("anyone",)))
            is_used = True
    return prices


def _flags_of(tidy: str, sentence: list[FeeToken]) -> list[str]:
    """Flags of a sentence; `item` only where a price belongs to the thing: 「相談は無料」, 「無料弁当」."""
    flags: list[str] = []
    has_price = any(token.kind == "price" for token in sentence)
    for index, token in enumerate(sentence):
        if token.flag != "item":
            says_nothing = token.flag == "per_family" and not has_price
            flags.extend([token.flag] if token.flag and not says_nothing else [])
            continue
        priced = next((later for later in sentence[index + 1 :] if later.kind == "price"), None)
        before = sentence[index - 1] if index else None
        is_extra = priced is not None and priced.price == "actual_cost"
        is_joined = before is not None and before.kind == "price" and not tidy[before.end : token.begin].strip()
        if is_extra:
            flags.append("extra_cost")
        elif priced is not None or is_joined:
            flags.append("item")
    return flags


def _fee(stage: FeeStage, token: FeeToken) -> Fee:
    """One price of one stage."""
    return Fee(stage=stage, yen=token.yen, yen_max=token.yen_max, unit=token.unit, kind=token.price)


def _is_about_an_extra(tidy: str, sentence: list[FeeToken], index: int) -> bool:
    """Whether a price belongs to something beside the visit: 「おやつ代50円」, 「500円加算」, 「駐車場無料」."""
    token = sentence[index]
    before = sentence[index - 1] if index else None
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    if after is not None and after.flag == "extra_cost" and not tidy[token.end : after.begin].strip():
        return True
    if token.yen == 0 and _is_in_bracket(tidy, token):
        return any(earlier.flag == "extra_cost" for earlier in sentence[:index])  # 送迎料200円~/回(会員無料)
    if before is None or before.flag not in {"extra_cost", "item"}:
        return False
    gap = _BRACKETED.sub("", tidy[before.end : token.begin]).strip()
    return token.price != "actual_cost" and len(gap) <= LONGEST_PARTICLE


def _is_in_bracket(tidy: str, token: FeeToken) -> bool:
    """Whether a bracket is open where a token stands."""
    return tidy.rfind("(", 0, token.begin) > tidy.rfind(")", 0, token.begin)


def _is_alternative(tidy: str, sentence: list[FeeToken], index: int) -> bool:
    """Whether an amount fills a bracket right after another amount."""
    if not index or sentence[index - 1].kind != "price" or sentence[index].price != "fixed":
        return False
    is_opened = tidy[sentence[index - 1].end : sentence[index].begin].strip() == "("
    return is_opened and tidy[sentence[index].end :].lstrip().startswith(")")


def _stages_after(tidy: str, sentence: list[FeeToken], index: int) -> tuple[FeeStage, ...]:
    """Stages that follow a price and a colon, up to the next price."""
    if not re.match(r"(?:/食)?\s*[::]", tidy[sentence[index].end :]):
        return ()
    stages: list[FeeStage] = []
    for token in sentence[index + 1 :]:
        if token.kind == "price":
            break
        stages.extend(token.stages)
    return tuple(stages)


def _uncovered(tidy: str, tokens: list[FeeToken]) -> str:
    """The text between the understood words, without its particles and punctuation."""
    parts: list[str] = []
    position = 0
    for token in tokens:
        parts.append(tidy[position : token.begin])
        position = token.end
    parts.append(tidy[position:])
    return " ".join(part for part in (_FILLER.sub(" ", part).strip() for part in parts) if part)
