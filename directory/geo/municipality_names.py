"""Municipalities and prefectures by all the ways in which people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from directory.text.address_text import fold_name, fold_names

_COUNTY = re.compile(r"^(?P<county>.+?郡)(?P<name>.+[町村])$")
_WARD = re.compile(r"^(?P<city>.+?市)(?P<ward>.+区)$")
_LONGEST_NAME = 14
_LONGEST_PREF = 4
_LONGEST_COUNTY = 9

NameRow = tuple[str, str, str, tuple[str, ...]]
"""jis, prefecture, name, aliases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The part of an address that names a municipality: `key[start:end]`, which may be empty.

    Attributes:
        how: full (name as it is), short (郡 or city left out), ward (of one of several cities), city (a ward is
            missing), context and postal (not in the text), former (an old name), typo (one character wrong).
        has_pref: the text names the prefecture too.
    """

    jis: str
    start: int
    end: int
    how: str
    has_pref: bool = False

    @property
    def length(self) -> int:
        """How much of the text it explains."""
        return self.end


class MunicipalityNames:
    """Spelling -> codes."""

    def __init__(self, rows: tuple[NameRow, ...]) -> None:
        self._prefs: dict[str, str] = {}
        self._pref_of = {jis: jis[:2] for jis, *_ in rows}
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._sizes: dict[str, set[int]] = {}
        self._city_codes: dict[str, str] = {}
        self._cities: dict[str, list[str]] = {}
        for code, pref in {(row[0][:2], row[1]) for row in rows}:
            self._add_pref(code, fold_name(pref))
        for row, name in zip(rows, fold_names(row[2] for row in rows), strict=True):
            self._add_names(row[0], name)
            for alias in row[3]:
                self._add(fold_name(alias), row[0], "full")

    def prefixes(self, key: str) -> list[tuple[int, str]]:
        """Where the municipality may begin, with the prefecture before it ("" = none named); longest first."""
        for length in (4, 3, 2):
            code = self._prefs.get(key[:length])
            if code and length <= len(key):
                is_whole = key[length - 1] in "都道府県" and length > 2  # 岩手 may also begin 岩手町, 岩手県 nothing
                return [(length, code)] if is_whole else [(length, code), (0, "")]
        return [(0, "")]

    def heads(self, key: str, begin: int = 0) -> Iterator[tuple[Head, ...]]:
        """Readings of `key[begin:]` as a municipality, longest first; all that share one span come together."""
        spans = [
            (start + size, start, pref)
            for length, pref in self.prefixes(key[begin : begin + _LONGEST_PREF])
            for start in (begin + length,)
            for size in self._sizes.get(key[start : start + 1], ())
            if key[start : start + size] in self._names and start + size <= len(key)
        ]
        for end, start, pref in sorted(spans, key=lambda span: -span[0]):
            named = self._names[key[start:end]]
            heads = [(jis, how) for jis, how in named if not pref or jis[:2] == pref]
            if heads:
                is_open = len(heads) > 1
                yield tuple(
                    Head(jis=jis, start=start, end=end, how=_how(how, is_open=is_open), has_pref=bool(pref))
                    for jis, how in heads
                )

    def repetition(self, key: str, head: Head) -> int:
        """Where the municipality, written a second time behind `head`, begins; 0 when it is not.

        高松市高松市番町, 津幡町河北郡津幡町字庄.
        """
        for begin in range(head.end - 2) if key[head.end : head.end + 1] in key[: head.end] else ():
            said = key[begin : head.end]
            if key.startswith(said, head.end) and (begin <= head.start or said in self._names):
                return head.end
        if "郡" not in key[head.end : head.end + _LONGEST_COUNTY]:
            return 0
        return head.end if any(one.jis == head.jis for one in next(self.heads(key, head.end), ())) else 0

    def misspelt(self, key: str) -> list[Head]:
        """Readings with one wrong, missing, extra or swapped character, longest first."""
        found: dict[tuple[str, int], Head] = {}
        for start, pref in self.prefixes(key):
            for end in endings(key, start, _LONGEST_NAME):
                for name in self._similar(key[start:end]):
                    is_long = len(name) > 3 or name[-1] in "市区"  # 本町 must not become 本部町
                    for jis, _ in self._names[name]:
                        if jis[:2] == pref or (is_long and not pref):
                            head = Head(jis=jis, start=start, end=end, how="typo", has_pref=bool(pref))
                            found.setdefault((jis, end), head)
        return sorted(found.values(), key=lambda head: -head.end)

    def whole(self, text: str) -> tuple[str, ...]:
        """Codes of a text that is a municipality and nothing else."""
        key = fold_name(text)
        heads = [head for group in self.heads(key) for head in group if head.end == len(key)]
        strict = [head for head in heads if head.how not in {"short", "ward"}] or heads
        return tuple(sorted({head.jis for head in strict}))

    def city_code(self, jis: str) -> str:
        """Code of the designated city that a ward belongs to; the code itself for any other municipality."""
        return self._city_codes.get(jis, jis)

    def siblings(self, jis: str) -> tuple[str, ...]:
        """All wards of the same designated city, else the municipality alone."""
        return tuple(self._cities.get(self.city_code(jis), [jis]))

    def _add_pref(self, code: str, pref: str) -> None:
        self._prefs[pref] = code
        if pref != "北海道":
            self._prefs[pref[:-1]] = code

    def _add_names(self, jis: str, name: str) -> None:
        self._add(name, jis, "full")
        county = _COUNTY.match(name) if "郡" in name else None
        ward = _WARD.match(name) if name[-1] == "区" else None
        if county:
            self._add(county["name"], jis, "short")
        if ward:
            self._add(ward["ward"], jis, "short")
            self._add(ward["city"], jis, "city")
            self._add_city(jis, ward["city"])

    def _add_city(self, jis: str, city: str) -> None:
        """Wards come in the order of their codes: the city's own code is the ten that its first ward follows."""
        first = next(code for code, how in self._names[city] if how == "city")
        code = first[:4] + "0"
        self._city_codes[jis] = code
        self._cities.setdefault(code, []).append(jis)

    def _add(self, name: str, jis: str, how: str) -> None:
        known = self._names.setdefault(name, [])
        self._sizes.setdefault(name[0], set()).add(len(name))
        if all(other != jis for other, _ in known):
            known.append((jis, how))

    def _similar(self, piece: str) -> list[str]:
        """Names one edit away; the longer of both has at least three characters."""
        near = {name for form in (piece, *_shortened(piece)) for name in self._by_shortened.get(form, ())}
        near |= {name for name in _shortened(piece) if name in self._names}
        near |= {name for name in self._swapped(piece) if name in self._names}
        return [name for name in sorted(near) if name != piece and len(name) > 2 and name[-1] == piece[-1]]

    @staticmethod
    def _swapped(piece: str) -> list[str]:
        return [piece[:i] + piece[i + 1] + piece[i] + piece[i + 2 :] for i in range(len(piece) - 1)]

    @cached_property
    def _by_shortened(self) -> dict[str, list[str]]:
        """Every name without one of its characters -> the names it may come from."""
        found: dict[str, list[str]] = {}
        for name in self._names:
            for form in set(_shortened(name)):
                found.setdefault(form, []).append(name)
        return found


def endings(key: str, start: int, longest: int) -> list[int]:
    """Positions behind every 市, 区, 町 and 村 at which a name that begins at `start` may end, last first."""
    last = min(len(key), start + longest)
    return [end for end in range(last, start + 1, -1) if key[end - 1] in "市区町村"]


def _how(how: str, *, is_open: bool) -> str:
    """西区 alone names the ward of a dozen cities (its town must tell); 港北区 only one."""
    return "ward" if how == "short" and is_open else how


def _shortened(name: str) -> list[str]:
    return [name[:index] + name[index + 1 :] for index in range(len(name))]
