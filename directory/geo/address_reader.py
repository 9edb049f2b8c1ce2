"""A folded address -> its readings: exact ones first, guesses only when nothing exact explains the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from directory.geo.gazetteer import Gazetteer
from directory.geo.municipality_names import Head
from directory.geo.reading import Reading
from directory.geo.town_guess import match_common_beginning, match_numbers, match_similar
from directory.geo.town_index import TownIndex
from directory.geo.town_match import TownHit, match_town
from directory.text.address_text import FoldedText

_LONGEST_FORMER = 16

FindTowns = Callable[[TownIndex, FoldedText, int], list[TownHit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. `tenant`: codes of the municipality that asks; `postal`: codes of the postal code."""

    folded: FoldedText
    tenant: frozenset[str] = frozenset()
    postal: frozenset[str] = frozenset()


class AddressReader:
    """Reads addresses with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def read(self, question: Question) -> list[Reading]:
        """Readings of the best kind that there is, best first; empty when not even a municipality was found."""
        heads = self._heads(question)
        exact = self._exact(question, heads)
        clean = [one for one in exact if one.is_clean]
        if clean:
            return _sorted(clean)
        for stage in (self._other_wards, self._former_with_town, self._thin_numbers, self._misspelt_municipality):
            found = stage(question, heads)
            if found:
                return _sorted(found)
        guessed = self._guesses(question, heads)
        longest = max((one.hit.length for one in exact if one.hit), default=0)
        better = [one for one in guessed if one.hit and one.hit.length > longest]
        return _sorted(better or exact or self._former(question, with_town=False) or self._whole(question, heads))

    def _heads(self, question: Question) -> list[Head]:
        """Municipalities named in the text, then the tenant's, else those of the postal code."""
        names, key = self._gazetteer.names, question.folded.key
        named = [self._past_repetition(head, key) for head in names.heads(key)]
        named = [replace(head, how="ward") if _is_open_ward(head, named) else head for head in named]
        return [*named, *self._silent_heads(question, key)]

    def _silent_heads(self, question: Question, key: str) -> list[Head]:
        codes, how = (question.tenant, "context") if question.tenant else (question.postal, "postal")
        heads = []
        for start, pref in self._gazetteer.names.prefixes(key) if codes else ():
            for jis in sorted(codes):
                if not pref or jis[:2] == pref:
                    heads.append(Head(jis=jis, start=start, end=start, how=how, has_pref=bool(pref)))
        return heads

    def _past_repetition(self, head: Head, key: str) -> Head:
        """香川県高松市高松市番町: a column that repeats the municipality adds nothing."""
        again = [one for one in self._gazetteer.names.heads(key[head.end :]) if one.jis == head.jis]
        if again and head.how in {"full", "short"} and again[0].how in {"full", "short"} and again[0].end > 2:
            return replace(head, end=head.end + again[0].end)
        return head

    def _exact(self, question: Question, heads: list[Head]) -> list[Reading]:
        """Towns by exact keys; a shorter reading of the municipality is tried only while none is clean."""
        found: list[Reading] = []
        done_at = 0
        for head in heads:
            if head.end < done_at and head.how not in {"context", "postal"}:
                continue
            hit = match_town(self._gazetteer.index(head.jis), question.folded, head.end)
            if hit is not None:
                found.append(_reading(head, hit, question))
                if hit.is_clean:
                    done_at = max(done_at, head.end)
        return found

    def _other_wards(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The named ward has no such town, another ward of the same city has."""
        moved = []
        for head in heads:
            siblings = self._gazetteer.names.siblings(head.jis)
            if head.how == "full" and len(siblings) > 1:
                moved += [replace(head, jis=jis, how="ward") for jis in siblings if jis != head.jis]
        found = self._with_towns(question, moved, _exactly)
        return [one.marked_wrong(one.head.start, one.head.end) for one in found]

    def _former_with_town(self, question: Question, _heads: list[Head]) -> list[Reading]:
        return self._former(question, with_town=True)

    def _former(self, question: Question, *, with_town: bool) -> list[Reading]:
        """Former municipality -> its successors; a town of that name decides between them."""
        names, key, history = self._gazetteer.names, question.folded.key, self._gazetteer.history()
        heads: list[Head] = []
        for start, pref in names.prefixes(key):
            for end in range(min(len(key), start + _LONGEST_FORMER), start + 1, -1):
                codes = [jis for jis in history.get(key[start:end], ()) if not pref or jis[:2] == pref]
                if with_town:
                    codes = list(dict.fromkeys(one for jis in codes for one in names.siblings(jis)))
                heads += [Head(jis=jis, start=start, end=end, how="former", has_pref=bool(pref)) for jis in codes]
        if question.tenant and not any(head.has_pref for head in heads):
            heads = [head for head in heads if head.jis in question.tenant] or heads
        readings = self._with_towns(question, heads, _exactly) if with_town else self._bare(question, heads)
        return [one.marked_wrong(one.head.start, one.head.end) for one in readings]

    def _thin_numbers(self, question: Question, heads: list[Head]) -> list[Reading]:
        return self._with_towns(question, heads, match_numbers)

    def _misspelt_municipality(self, question: Question, _heads: list[Head]) -> list[Reading]:
        """One typing error in the municipality counts only when a town below it matches exactly."""
        heads = self._gazetteer.names.misspelt(question.folded.key)
        found = self._with_towns(question, heads, _exactly)
        return [one.marked_wrong(one.head.start, one.head.end) for one in found]

    def _guesses(self, question: Question, heads: list[Head]) -> list[Reading]:
        """Typing errors in a town, else the middle of the towns that begin like the text."""
        usable = [head for head in heads if head.end == heads[0].end or head.how in {"context", "postal"}]
        similar = self._with_towns(question, usable, match_similar)
        grouped = self._with_towns(question, usable, _commonly)
        return grouped if _is_settled(grouped, similar) else similar or grouped

    def _with_towns(self, question: Question, heads: Iterable[Head], find: FindTowns) -> list[Reading]:
        return [
            _reading(head, hit, question)
            for head in heads
            for hit in find(self._gazetteer.index(head.jis), question.folded, head.end)
        ]

    def _whole(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The municipality alone, when the text names one; the tenant's for a text that names none."""
        named = [head for head in heads if head.how not in {"context", "postal"}]
        return self._bare(question, named or heads)

    @staticmethod
    def _bare(question: Question, heads: list[Head]) -> list[Reading]:
        longest = max((head.end for head in heads), default=0)
        return [Reading(head=head, agrees=head.jis in question.tenant) for head in heads if head.end == longest]


def _exactly(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    hit = match_town(index, folded, start)
    return [hit] if hit is not None and hit.is_clean else []


def _commonly(index: TownIndex, folded: FoldedText, start: int) -> list[TownHit]:
    hit = match_common_beginning(index, folded, start)
    return [hit] if hit is not None else []


def _reading(head: Head, hit: TownHit, question: Question) -> Reading:
    return Reading(head=head, hit=hit, agrees=head.jis in question.tenant)


def _is_open_ward(head: Head, heads: list[Head]) -> bool:
    """西区 alone names the ward of a dozen cities; 港北区 only one."""
    same = [other for other in heads if (other.start, other.end) == (head.start, head.end)]
    return head.how == "short" and len(same) > 1


def _is_settled(grouped: list[Reading], similar: list[Reading]) -> bool:
    """Whether a common beginning explains more of the text than any typing error: 香南町617 is not 香西南町."""
    best = max((one.hit.length for one in similar if one.hit), default=0)
    return any(one.is_clean and one.hit is not None and one.hit.length >= best for one in grouped)


def _sorted(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda one: -one.score)
