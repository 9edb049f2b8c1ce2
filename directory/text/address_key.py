"""Address text -> the town and numbers under which two spellings of one address meet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from directory.text.address_numbers import thin_numbers
from directory.text.address_parts import split_postal_code
from directory.text.address_text import fold_address

_PREFECTURE = re.compile("^(?:北海道|東京都|京都府|大阪府|[^市区町村]{2,3}県)")
_UNITS = re.compile("(?<=[0-9])(?:番地ノ?|番|号)-?(?=[0-9])")
_LOT = re.compile("[0-9]+(?:-?[東西南北甲乙丙丁]?[0-9]+)*")
_FLOOR = re.compile("([0-9]+)(?:階|F)")
_TAIL_UNITS = re.compile("^(?:番地先?|番|号室?|地先|地内|先|内)*")
_MOST_NUMBERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressKey:
    """An address as far as two spellings can be compared.

    Attributes:
        town: folded, with or without municipality before it; "" when the text begins with the numbers.
        numbers: 丁目, 番 and 号 in order, whatever stands between them.
        building: what follows the numbers, folded.
    """

    town: str
    numbers: tuple[str, ...]
    building: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it names a lot and not only a town."""
        return bool(self.numbers)

    def agrees_with(self, other: AddressKey) -> bool:
        """Whether both may be one address: towns end alike, and neither number contradicts the other's."""
        if not self.is_exact or not other.is_exact:
            return False
        return self._is_same_town(other) and _begins(self.numbers, other.numbers)

    def contradicts(self, other: AddressKey) -> bool:
        """Whether both name a lot and it is another one."""
        return self.is_exact and other.is_exact and not self.agrees_with(other)

    def has_same_numbers(self, other: AddressKey) -> bool:
        """Whether all numbers, at least two of them, are the same."""
        return len(self.numbers) > 1 and self.numbers == other.numbers

    def _is_same_town(self, other: AddressKey) -> bool:
        """富山市婦中町上吉川 and 上吉川 are one town; no town at all may be any."""
        return self.town.endswith(other.town) or other.town.endswith(self.town)


def read_address_key(text: str) -> AddressKey:
    """The key of an address as published; no numbers when it names no lot."""
    plain = split_postal_code(unicodedata.normalize("NFKC", text).strip()).rest
    key, _ = thin_numbers(_UNITS.sub("-", fold_address(plain).key))
    key = _PREFECTURE.sub("", key)
    lot = _LOT.search(key)
    if lot is None or _FLOOR.match(key, lot.start()):
        return AddressKey(town=key, numbers=())
    numbers = tuple(re.findall("[0-9]+|[東西南北甲乙丙丁]", lot[0]))[:_MOST_NUMBERS]
    building = _TAIL_UNITS.sub("", key[lot.end() :])
    return AddressKey(town=key[: lot.start()], numbers=numbers, building=building)


def _begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """4-1 and 4-1-5 do not contradict each other; 4 alone says too little, unless it is all that both say."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter] and (shorter > 1 or len(one) == len(other))
