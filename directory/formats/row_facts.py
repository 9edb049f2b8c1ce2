"""Yes, no or unknown: the flag columns of a row, and what longer cells say clearly."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from directory.domain.draft import Status
from directory.domain.facts import FACT_CODES, Facts, YesNo
from directory.domain.fees import Fees
from directory.domain.issue import Issue
from directory.domain.visibility import Visibility
from directory.formats.row_cells import RowCells
from directory.text.date_text import parse_date
from directory.text.flag_text import parse_flag

COLUMN_FACTS = frozenset(FACT_CODES) - {"free", "indoor"}
SAYS_NO = re.compile(r"^(?:無|なし|ナシ|不可|ありません|ございません|ない)")
SAYS_YES = re.compile(r"^(?:有|あり|アリ|可(?!能性)|完備|対応)|(?:あり|有り|完備)(?:\s*\(|。|$)|^\d*[1-9]\d*\s*台")
NEEDS_BOOKING = re.compile(r"要予約|予約(?:が)?必要|事前(?:予約|申込|申し込み)|完全予約|予約制|^必要$|^要$")
NEEDS_NONE = re.compile(r"予約(?:は)?不要|申込(?:は)?不要|^不要$|^なし$|予約なし")
WHEELCHAIR = re.compile(r"車椅子|車いす|スロープ")
TOILET = re.compile(
    r"多目的トイレ|多機能トイレ|バリアフリートイレ|みんなのトイレ|オストメイト|車椅子用トイレ|車いす用トイレ"
)

STATUSES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"終了|廃止|閉所|閉園|閉館|閉鎖|解散|ended|closed"), "ended"),
    (re.compile(r"休止|休業|休園|休館|停止|準備中|paused"), "paused"),
    (re.compile(r"活動中|実施中|開設中|運営中|継続|開催中|稼働|active"), "active"),
)
VISIBILITIES: dict[str, Visibility] = {
    "公開": "public",
    "全部公開": "public",
    "public": "public",
    "地区まで": "area_only",
    "地区のみ": "area_only",
    "住所非公開": "area_only",
    "area_only": "area_only",
    "非公開": "hidden",
    "hidden": "hidden",
}
MAY_BE_PAUSED = re.compile("休止|休業")
PAUSED_NOTE = re.compile(r"^[※(]?\s*(?:現在|当面|しばらく)?[、,]?\s*(休止|休止中|活動休止中?|休業中)[。)]?$")


def read_facts(row: RowCells, fees: Fees, notes: list[Issue]) -> Facts:
    """Known facts only; a cell that does not clearly say yes or no leaves the fact unknown."""
    answers: dict[str, YesNo] = {}
    for code in sorted(row.filled(COLUMN_FACTS)):
        answers[code] = read_answer(row.text(code), counts=code == "parking")
        if answers[code] == "unknown":
            notes.append(row.issue("flag_unclear", "info", code))
    if barrier_free := row.text("barrier_free"):
        answers.setdefault("wheelchair", "yes" if WHEELCHAIR.search(barrier_free) else "unknown")
        answers.setdefault("accessible_toilet", "yes" if TOILET.search(barrier_free) else "unknown")
    if row.has("booking", "booking_note"):
        answers.setdefault("booking_needed", read_booking(f"{row.text('booking')}\n{row.text('booking_note')}"))
    answers["free"] = fees.free_for_children
    return tuple(sorted((code, answer) for code, answer in answers.items() if answer != "unknown"))


def read_answer(text: str, *, counts: bool = False) -> YesNo:
    """Yes or no of a flag cell or of a sentence that begins or ends with one; `counts`: a number is a yes."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    if counts and tidy.isdigit():
        return "yes" if int(tidy[:9]) > 0 else "no"
    answer = parse_flag(tidy)
    if answer != "unknown":
        return answer
    if SAYS_NO.search(tidy):
        return "no"
    return "yes" if SAYS_YES.search(tidy) else "unknown"


def read_booking(text: str) -> YesNo:
    """Whether one must book; a way to book (電話) alone does not say that one must."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    if NEEDS_NONE.search(tidy):
        return "unknown" if NEEDS_BOOKING.search(NEEDS_NONE.sub("", tidy)) else "no"
    return "yes" if NEEDS_BOOKING.search(tidy) else "unknown"


def read_status(row: RowCells, notes: list[Issue]) -> Status:
    """What the status column says; else paused when the whole note says so; else active."""
    if text := row.text("status"):
        status: Status = next((status for pattern, status in STATUSES if pattern.search(text)), "unknown")
        if status == "unknown":
            notes.append(row.issue("status_unknown", "warning", "status"))
        return status
    note = row.text("note")
    if MAY_BE_PAUSED.search(note) and any(
        PAUSED_NOTE.match(unicodedata.normalize("NFKC", line)) for line in note.splitlines()
    ):
        notes.append(row.issue("status_from_note", "attention", "note"))
        return "paused"
    return "active"


def read_visibility(row: RowCells, *, is_withheld: bool, notes: list[Issue]) -> Visibility:
    """What the column says. A word that nobody knows protects, and so does a note that asks for it."""
    text = row.text("visibility")
    if text:
        text = unicodedata.normalize("NFKC", text).strip().lower()
    if text in VISIBILITIES:
        return VISIBILITIES[text]
    if text:
        notes.append(row.issue("visibility_unknown", "attention", "visibility"))
        return "hidden"
    if is_withheld:
        notes.append(row.issue("address_withheld", "attention", "address"))
        return "area_only"
    return "public"


def read_confirmed_on(row: RowCells, notes: list[Issue]) -> date | None:
    """The day on which the publisher says the row was right; never guessed."""
    text = row.text("confirmed_on")
    day = parse_date(text) if text else None
    if text and day is None:
        notes.append(row.issue("date_unreadable", "warning", "confirmed_on"))
    return day
