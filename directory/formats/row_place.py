"""Where a row says that it happens: venues with their published points, and what helps to locate them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from directory.domain.coordinate import Coordinate
from directory.domain.draft import VenueDraft
from directory.domain.errors import InvalidCoordinate
from directory.domain.issue import Issue
from directory.domain.japan import is_in_japan, looks_swapped
from directory.formats.row_cells import RowCells
from directory.formats.stable_key import fold_for_key

HOST = re.compile(r"[(（]([^()（）]{2,40})の?内[)）]")
ASKS_TO_WITHHOLD = re.compile(r"(?:住所|所在地|場所)(?:は|:|：)?\s*(?:非公開|非公表)")
LOOKS_LIKE_ADDRESS = re.compile(r"[都道府県市区町村].*[\d０-９]|丁目|番地")
NOT_A_DISTRICT = re.compile(r"未就学|就学前|小学生|中学生|高校生|\d歳|大人|どなた|だれでも|親子$|乳幼児")
DISTRICT_SEPARATOR = re.compile(r"[;；、,，\n／/]+")
NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?")
DMS = re.compile(r"(\d{1,3})[度°]\s*(\d{1,2})[分′']\s*(\d{1,2}(?:\.\d+)?)?[秒″\"]?")
COARSE_DECIMALS = 3
"""Three decimals are about 100 m, too coarse for a pin. Source: geocoding.md section 8."""


def read_address(row: RowCells) -> str:
    """The address as published; composed of several columns, or from the column of places when it holds addresses."""
    whole = row.text("address")
    if whole:
        rest = row.text("address_rest")
        return f"{whole}{rest}" if rest and not whole.endswith(rest) else whole
    parts = row.text("address_town") + row.text("address_number")
    if parts:
        return f"{row.text('pref')}{row.text('city')}{parts}"
    place = row.text("place_name")
    return place if LOOKS_LIKE_ADDRESS.search(place) else ""


def read_venues(row: RowCells, notes: list[Issue]) -> tuple[VenueDraft, ...]:
    """The venues of a row, the main one first; none for a service without a place."""
    address = read_address(row)
    building = row.text("building")
    place_name = row.text("place_name")
    if place_name == address:
        place_name = ""
    first = VenueDraft(
        key=fold_for_key(f"{address}{building}") or fold_for_key(place_name),
        name=place_name,
        address=address,
        building=building,
        host=_read_host(address, building, row.text("name")),
        postal_code=read_postal_code(row.text("postal_code")),
        coordinate=read_coordinate(row, notes),
        access=row.text("access"),
        district_labels=read_district_labels(row, notes),
    )
    has_place = bool(address or building or place_name or first.coordinate or first.postal_code)
    others = tuple(_read_other_venues(row, first.key))
    if has_place or first.district_labels:
        return (first, *others)
    if not others:
        # Venues are judged where they are located; nobody but us sees that there is none.
        notes.append(row.issue("address_blank", "info", "address"))
    return others


def is_withheld(row: RowCells) -> bool:
    """Whether the row asks that its address be kept from the public (住所は非公開) although it states one."""
    return bool(ASKS_TO_WITHHOLD.search(row.text("note"))) and bool(read_address(row))


def read_postal_code(text: str) -> str:
    """Seven digits, a zero that Excel ate restored; empty when there are none."""
    if not text:
        return ""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text).split(".")[0])
    return digits.zfill(7) if 6 <= len(digits) <= 7 else ""


def read_district_labels(row: RowCells, notes: list[Issue]) -> tuple[str, ...]:
    """The publisher's own district words; ages and stages in that column are no districts."""
    labels: dict[str, None] = {}
    for cell in row.texts("district"):
        if NOT_A_DISTRICT.search(unicodedata.normalize("NFKC", cell)):
            notes.append(row.issue("district_wrong_column", "attention", "district", original=cell))
            continue
        labels.update(dict.fromkeys(part.strip() for part in DISTRICT_SEPARATOR.split(cell) if part.strip()))
    return tuple(labels)


def read_coordinate(row: RowCells, notes: list[Issue]) -> Coordinate | None:
    """The published point; None when there is none or it can not be in Japan. Swapped numbers are swapped back."""
    latitude_text, longitude_text = row.text("latitude"), row.text("longitude")
    if not latitude_text and not longitude_text:
        return None
    latitude, longitude = read_degrees(latitude_text), read_degrees(longitude_text)
    original = f"{latitude_text[:80]},{longitude_text[:80]}"
    if latitude is None or longitude is None:
        notes.append(row.issue("coordinate_unreadable", "warning", "latitude", original=original))
        return None
    if latitude == longitude == 0:
        notes.append(row.issue("coordinate_zero", "warning", "latitude", original=original))
        return None
    if looks_swapped(latitude, longitude):
        notes.append(
            row.issue(
                "coordinate_swapped", "warning", "latitude", original=original, suggestion=f"{longitude},{latitude}"
            )
        )
        latitude, longitude = longitude, latitude
    point = _put_in_japan(latitude, longitude)
    if point is None:
        notes.append(row.issue("coordinate_outside", "warning", "latitude", original=original))
        return None
    # one of them alone may have lost its zeros in a spreadsheet (35.728000)
    if _is_coarse(latitude_text) and _is_coarse(longitude_text):
        notes.append(row.issue("coordinate_coarse", "warning", "latitude", original=original))
    return point


def read_degrees(text: str) -> float | None:
    """Decimal degrees of a cell: full width, 35度43分12秒 and words after the number are read; 35,72 is not."""
    tidy = unicodedata.normalize("NFKC", text[:100]).strip()
    if found := DMS.match(tidy):
        return round(int(found[1]) + int(found[2]) / 60 + float(found[3] or 0) / 3600, 7)
    found = NUMBER.match(tidy)
    if found is None or re.match(r"[\d.,eE]", tidy[found.end() :]):
        return None
    return float(found[0])


def _put_in_japan(latitude: float, longitude: float) -> Coordinate | None:
    """The point of the two numbers; None when it is not in Japan or nowhere on the earth."""
    try:
        point = Coordinate(latitude=latitude, longitude=longitude)
    except InvalidCoordinate:
        return None
    return point if is_in_japan(point) else None


def _is_coarse(text: str) -> bool:
    """Whether a decimal number has too few decimals for a pin."""
    found = re.match(r"\s*\d+(?:\.(\d*))?\s*$", unicodedata.normalize("NFKC", text))
    return found is not None and len(found[1] or "") <= COARSE_DECIMALS


def _read_host(address: str, building: str, name: str) -> str:
    """The facility that lends the place: `（どんぐり保育園内）` in address, building or name."""
    for text in (address, building, name):
        if "内" in text and (found := HOST.search(text)):
            return found[1].strip()
    return ""


def _read_other_venues(row: RowCells, first_key: str) -> Iterator[VenueDraft]:
    """会場2 and 会場3 of a plain list."""
    seen = {first_key}
    for number in ("2", "3"):
        name, address = row.text(f"place_name_{number}"), row.text(f"address_{number}")
        key = fold_for_key(address) or fold_for_key(name)
        if key and key not in seen:
            seen.add(key)
            yield VenueDraft(key=key, name=name, address=address)
