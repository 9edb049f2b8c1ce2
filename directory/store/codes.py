"""Random public codes of listings (`k7f3q9`)."""

from __future__ import annotations

import secrets
from collections.abc import Callable

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Lower-case letters and digits that nobody confuses on paper or on the phone (no i l o 0 1)."""

CODE_LENGTH = 6


def make_code() -> str:
    """One random code out of 31^6 (about 890 million)."""
    rest = secrets.randbelow(len(ALPHABET) ** CODE_LENGTH)
    letters = []
    for _ in range(CODE_LENGTH):
        rest, index = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def make_codes(
    count: int, *, find_taken: Callable[[list[str]], set[str]], make: Callable[[], str] = make_code
) -> list[str]:
    """`count` different codes of which `find_taken` knows none."""
    fresh: set[str] = set()
    while len(fresh) < count:
        drawn = list({make() for _ in range(count - len(fresh))} - fresh)
        fresh.update(set(drawn) - find_taken(drawn))
    return list(fresh)
