"""A folded address -> its readings: exact ones first, guesses only when nothing exact explains the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from directory.geo.gazetteer import Gazetteer
from directory.geo.municipality_names import Head, endings
from directory.geo.reading import Reading
from directory.geo.town_finders import FindTowns, find_below_former, find_cleanly, find_commonly, find_exactly
from directory.geo.town_guess import match_numbers
from directory.geo.town_kana import match_readings
from directory.geo.town_match import TownHit
from directory.geo.town_typo import match_similar
from directory.text.address_text import FoldedText

_LONGEST_FORMER = 16


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
        heads: list[Head] = []
        exact = self._exact(question, heads)
        clean = [one for one in exact if one.is_clean]
        if clean:
            return _sorted(clean)
        stages = (
            self._said_again,
            self._other_wards,
            self._former_with_town,
            self._by_postal_code,
            self._thin_numbers,
            self._by_reading,
        )
        for stage in stages:
            found = stage(question, heads)
            if found:
                return _sorted(found)
        misspelt = _sorted(self._misspelt_municipality(question, heads))
        if misspelt and misspelt[0].end > max((one.end for one in exact), default=0):
            return misspelt
        guessed = self._guesses(question, heads)
        longest = max((one.hit.length for one in exact if one.hit), default=0)
        better = [one for one in guessed if one.hit and one.hit.length > longest]
        return _sorted(better or exact or self._municipality_alone(question, heads))

    def _silent_heads(self, question: Question, key: str) -> list[Head]:
        codes, how = (question.tenant, "context") if question.tenant else (question.postal, "postal")
        prefixes = self._gazetteer.names.prefixes(key) if codes else ()
        return [
            Head(jis=jis, start=start, end=start, how=how, has_pref=bool(pref))
            for start, pref in prefixes
            for jis in sorted(codes)
            if not pref or jis[:2] == pref
        ]

    def _spans(self, question: Question) -> Iterator[tuple[Head, ...]]:
        """Municipalities named in the text, longest first; one that is said twice counts from the second time on."""
        names, key = self._gazetteer.names, question.folded.key
        named = names.heads(key)
        first = next(named, None)
        if first is None:
            return
        again = names.repetition(key, first[0])
        if again:
            yield from names.heads(key, again)
        yield first
        yield from named

    def _exact(self, question: Question, heads: list[Head]) -> list[Reading]:
        """Towns by exact keys; a shorter reading of the municipality is tried only while none is clean.

        `heads` takes up every municipality that was tried. Behind street names any ward of Kyoto may have a town of
        some name: they count only for the ward that the text names.
        """
        found: list[Reading] = []
        for span in self._spans(question):
            is_longest = not heads
            heads.extend(span)
            readings = self._with_towns(question, span, find_exactly)
            readings = [one for one in readings if is_longest or one.is_direct]
            found += readings
            if any(one.is_clean for one in readings):
                break
        silent = self._silent_heads(question, question.folded.key)
        found += self._with_towns(question, silent, find_exactly)
        named = max((head.end for head in heads), default=0)
        heads.extend(silent)
        return [one for one in found if one.is_clean or one.head.end == named or one.agrees]

    def _said_again(self, question: Question, heads: list[Head]) -> list[Reading]:
        """Behind the municipality stands a municipality once more, at once or behind a name.

        津幡町河北郡津幡町…, ○○市こどもセンター ○○市西町…; when it is another one it must be asked about.
        """
        named = next((head for head in heads if head.end), None)
        if named is None:
            return []
        names, key = self._gazetteer.names, question.folded.key
        later = key.find(key[named.start : named.end], named.end)
        known = {head.jis for head in heads if head.end == named.end} | question.tenant
        for begin in dict.fromkeys((named.end, later)):
            for span in names.heads(key, begin) if begin > 0 else ():
                same = [head for head in span if head.jis in known]
                asked = [replace(head, how="ward") for head in span if head.how == "full"]
                found = self._with_towns(question, same or asked, find_cleanly)
                if found:
                    return found
        return []

    def _by_postal_code(self, question: Question, _heads: list[Head]) -> list[Reading]:
        """The tenant has no such town, the municipality of the postal code has."""
        others = question.postal - question.tenant if question.tenant else frozenset()
        heads = [
            Head(jis=jis, start=start, end=start, how="ward", has_pref=bool(pref))
            for start, pref in self._gazetteer.names.prefixes(question.folded.key)
            for jis in sorted(others)
        ]
        return self._with_towns(question, heads, find_cleanly)

    def _other_wards(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The named ward has no such town, another ward of the same city has."""
        moved = []
        for head in heads:
            siblings = self._gazetteer.names.siblings(head.jis)
            if head.how == "full" and len(siblings) > 1:
                moved += [replace(head, jis=jis, how="ward") for jis in siblings if jis != head.jis]
        found = self._with_towns(question, moved, find_cleanly)
        return [one.marked_wrong(one.head.start, one.head.end) for one in found if one.is_direct]

    def _former_with_town(self, question: Question, _heads: list[Head]) -> list[Reading]:
        return self._former(question, with_town=True)

    def _former(self, question: Question, *, with_town: bool) -> list[Reading]:
        """Former municipality -> its successors; a town of that name decides between them."""
        names, key, history = self._gazetteer.names, question.folded.key, self._gazetteer.history()
        heads: list[Head] = []
        for start, pref in names.prefixes(key):
            for end in endings(key, start, _LONGEST_FORMER):
                codes = [jis for jis in history.get(key[start:end], ()) if not pref or jis[:2] == pref]
                if with_town:
                    codes = list(dict.fromkeys(one for jis in codes for one in names.siblings(jis)))
                heads += [Head(jis=jis, start=start, end=end, how="former", has_pref=bool(pref)) for jis in codes]
        if question.tenant and not any(head.has_pref for head in heads):
            heads = [head for head in heads if head.jis in question.tenant] or heads
        if with_town:
            readings = self._with_towns(question, heads, find_below_former)
        else:  # 大門町 alone may be a town anywhere; 土佐郡鏡村 and 保谷市 are not
            plain = [one for one in heads if one.has_pref or key[one.end - 1] == "市" or "郡" in key[: one.end]]
            readings = self._bare(question, plain)
        return [one.marked_wrong(one.head.start, one.head.end) for one in readings]

    def _thin_numbers(self, question: Question, heads: list[Head]) -> list[Reading]:
        return self._with_towns(question, heads, match_numbers)

    def _by_reading(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The town in kana; the readings of a municipality are opened only where the text goes on in kana."""
        folded, gazetteer = question.folded, self._gazetteer
        return [
            _reading(head, hit, question)
            for head in heads
            if "ァ" <= folded.key[head.end : head.end + 1] <= "ヺ"
            for hit in match_readings(gazetteer.index(head.jis), gazetteer.readings(head.jis), folded, head.end)
        ]

    def _misspelt_municipality(self, question: Question, named: list[Head]) -> list[Reading]:
        """One typing error in the municipality counts only when a town below it matches exactly.

        A name that exists is not a typing error: 高松市 never becomes 高知市.
        """
        known = max((head.end for head in named if head.how in {"full", "city"}), default=0)
        heads = [head for head in self._gazetteer.names.misspelt(question.folded.key) if head.end > known]
        if question.tenant:  # a town of the tenant looks like some municipality far away
            heads = [head for head in heads if head.has_pref or head.jis in question.tenant]
        found = self._with_towns(question, heads, find_cleanly)
        return [one.marked_wrong(one.head.start, one.head.end) for one in found]

    def _guesses(self, question: Question, heads: list[Head]) -> list[Reading]:
        """Typing errors in a town, else the middle of the towns that begin like the text."""
        longest = max((head.end for head in heads), default=0)
        usable = [head for head in heads if head.end == longest or head.how in {"context", "postal"}]
        similar = self._with_towns(question, usable, match_similar)
        grouped = self._with_towns(question, usable, find_commonly)
        return [*grouped, *similar] if _is_settled(grouped) else similar or grouped

    def _with_towns(self, question: Question, heads: Iterable[Head], find: FindTowns) -> list[Reading]:
        return [
            _reading(head, hit, question)
            for head in heads
            for hit in find(self._gazetteer.index(head.jis), question.folded, head.end)
        ]

    def _municipality_alone(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The longer name counts: 浜松市中区 was not 浜松市, but 札幌市西区 is more than the former 札幌市."""
        whole, former = self._whole(question, heads), self._former(question, with_town=False)
        named = max((one.head.end for one in whole), default=0)
        return [one for one in former if one.head.end > named] or whole

    def _whole(self, question: Question, heads: list[Head]) -> list[Reading]:
        """The municipality alone, when the text names one; the tenant's for a text that names none."""
        named = [head for head in heads if head.how not in {"context", "postal"}]
        return self._bare(question, named or heads)

    @staticmethod
    def _bare(question: Question, heads: list[Head]) -> list[Reading]:
        longest = max((head.end for head in heads), default=0)
        return [Reading(head=head, agrees=head.jis in question.tenant) for head in heads if head.end == longest]


def _reading(head: Head, hit: TownHit, question: Question) -> Reading:
    """The tenant settles which 西区 is meant, and a single ward which part of its city."""
    agrees = head.jis in question.tenant
    if agrees and (head.how == "ward" or (head.how == "city" and len(question.tenant) == 1)):
        head = replace(head, how="context")
    return Reading(head=head, hit=hit, agrees=agrees)


def _is_settled(grouped: list[Reading]) -> bool:
    """Whether many towns begin with what the text says: 香南町617 is one of 香南町…, not 香西南町."""
    return any(one.hit is not None and one.hit.is_chosen and one.is_clean for one in grouped)


def _sorted(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda one: -one.score) if len(readings) > 1 else readings
