"""Short codes under which other programs know a point: geohash and plus code."""

from __future__ import annotations

from collections.abc import Iterator

from directory.domain.coordinate import Coordinate

GEOHASH_ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"
PLUS_ALPHABET = "23456789CFGHJMPQRVWX"
"""Source: the public specifications of geohash (base 32) and Open Location Code (base 20)."""

BITS_PER_LETTER = 5
PLUS_PAIRS = 5
PLUS_SEPARATOR_AT = 8
PLUS_CELLS_PER_DEGREE = 8_000
"""A plus code of ten digits names a cell of 1/8000 degree, about 14 m."""


def encode_geohash(point: Coordinate, length: int = 8) -> str:
    """The geohash cell that holds the point; 8 letters are about 38 x 19 m."""
    value = 0
    for bit in _halvings(point, length * BITS_PER_LETTER):
        value = value * 2 + bit
    letters = []
    for _ in range(length):
        value, letter = divmod(value, len(GEOHASH_ALPHABET))
        letters.append(GEOHASH_ALPHABET[letter])
    return "".join(reversed(letters))


def encode_plus_code(point: Coordinate) -> str:
    """The plus code of ten digits whose cell holds the point, as in 7FG49QCJ+2V."""
    # rounded first: 8000 * 0.0125 must not become 99.99999
    top = 180 * PLUS_CELLS_PER_DEGREE - 1
    latitude = min(top, int(round((point.latitude + 90) * PLUS_CELLS_PER_DEGREE, 6)))
    longitude = int(round((point.longitude + 180) * PLUS_CELLS_PER_DEGREE, 6)) % (360 * PLUS_CELLS_PER_DEGREE)
    digits: list[str] = []
    for _ in range(PLUS_PAIRS):
        latitude, south = divmod(latitude, len(PLUS_ALPHABET))
        longitude, west = divmod(longitude, len(PLUS_ALPHABET))
        digits[:0] = (PLUS_ALPHABET[south], PLUS_ALPHABET[west])
    code = "".join(digits)
    return f"{code[:PLUS_SEPARATOR_AT]}+{code[PLUS_SEPARATOR_AT:]}"


def _halvings(point: Coordinate, count: int) -> Iterator[int]:
    """Which half holds the point, longitude and latitude in turn: 1 = east or north."""
    ranges = [[-180.0, 180.0], [-90.0, 90.0]]
    values = (point.longitude, point.latitude)
    for number in range(count):
        axis = number % 2
        middle = sum(ranges[axis]) / 2
        is_upper = values[axis] >= middle
        ranges[axis][0 if is_upper else 1] = middle
        yield int(is_upper)
