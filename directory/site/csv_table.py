"""Columns of the public CSV: one table for the file itself and for the dictionary on the data page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

from directory.catalog.answer import Hit
from directory.catalog.find import Found
from directory.domain.category import root_of
from directory.formats.csv_cells import escape_cell
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.place import district_code_of, district_name_of
from directory.site.phrasing.schedule import phrase_schedule
from directory.wording.words import Words

BATCH = 500
"""Listings that are written at a time, so that a large file needs little memory."""

BYTE_ORDER_MARK = "\ufeff"
"""Excel reads UTF-8 only with it."""

Cell = Callable[[Hit, Words], str]


def _phone(hit: Hit, _words: Words) -> str:
    phone = phone_of(hit.listing)
    return phone.value if phone else ""


def _latitude(hit: Hit, _words: Words) -> str:
    point = hit.listing.coordinate
    return f"{point.latitude:.6f}" if point else ""


def _longitude(hit: Hit, _words: Words) -> str:
    point = hit.listing.coordinate
    return f"{point.longitude:.6f}" if point else ""


def _next_date(hit: Hit, _words: Words) -> str:
    return _iso(hit.next_session.on) if hit.next_session else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


COLUMNS: tuple[tuple[str, Cell], ...] = (
    ("id", lambda hit, _: hit.listing.code),
    ("name", lambda hit, _: hit.listing.name),
    ("kana", lambda hit, _: "" if hit.listing.kana_source == "generated" else hit.listing.kana),
    ("category", lambda hit, _: root_of(hit.listing.categories[0])),
    ("category_name", lambda hit, words: phrase_kind(hit.listing.categories[0], words)),
    ("municipality", lambda hit, _: hit.listing.municipality),
    ("municipality_name", lambda hit, _: hit.listing.municipality_name),
    ("district", lambda hit, _: district_code_of(hit.listing)),
    ("district_name", lambda hit, _: district_name_of(hit.listing)),
    ("address", lambda hit, _: hit.listing.address),
    ("building", lambda hit, _: hit.listing.building),
    ("venue", lambda hit, _: hit.listing.venue),
    ("latitude", _latitude),
    ("longitude", _longitude),
    ("precision", lambda hit, _: hit.listing.precision),
    ("radius_m", lambda hit, _: str(hit.listing.radius_m) if hit.listing.coordinate else ""),
    ("phone", _phone),
    ("schedule", lambda hit, words: hit.listing.schedule.raw or phrase_schedule(hit.listing.schedule, words)),
    ("next_date", _next_date),
    ("age", lambda hit, words: phrase_eligibility(hit.listing.eligibility, words)),
    ("fee", lambda hit, words: phrase_fees(hit.listing.fees, words)),
    ("organization", lambda hit, _: hit.listing.organization),
    ("description", lambda hit, _: hit.listing.description),
    ("service_area", lambda hit, _: hit.listing.service_area),
    ("topics", lambda hit, _: ";".join(hit.listing.advice.topics)),
    ("advice_level", lambda hit, _: hit.listing.advice.level),
    ("channels", lambda hit, _: ";".join(hit.listing.advice.channels)),
    ("status", lambda hit, _: hit.listing.status),
    ("assured_on", lambda hit, _: _iso(hit.listing.assured_on)),
    ("source", lambda hit, _: hit.listing.source),
    ("source_id", lambda hit, _: hit.listing.source_id),
    ("licence", lambda hit, _: hit.listing.licence),
    ("attribution", lambda hit, _: hit.listing.attribution),
)
"""Key and cell of every column; headers are the words column.<key>."""


def write_csv(found: Found, words: Words) -> Iterator[bytes]:
    """The whole answer as UTF-8 with byte order mark and CRLF, in pieces; no cell can become a formula."""
    header = BYTE_ORDER_MARK + write_lines([[words.say(f"column.{key}") for key, _ in COLUMNS]])
    yield header.encode()
    for offset in range(0, found.total, BATCH):
        hits = found.hits(offset, BATCH)
        yield write_lines([[escape_cell(cell(hit, words)) for _, cell in COLUMNS] for hit in hits]).encode()


def write_lines(rows: list[list[str]]) -> str:
    """Rows of cells as CSV with CRLF; cells have to be escaped before."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
